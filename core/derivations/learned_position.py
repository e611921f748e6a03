"""The trained vector of a position."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Making, Term


def derive(making: Making) -> Derivation:
    """p = P[position]: the table's row of the position."""
    *_, position, feature = making.index
    entry = making.entry(f"P_{{{position},{feature}}}", 0, (position, feature))
    return making.made("learned_position", "p", (Term(entry.value, (entry,)),))


DERIVATION = DerivationSpec(("learned_position",), derive)
