"""The sum of the same cell of every source."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Making, Term

LETTERS = "abcdefgh"


def derive(making: Making) -> Derivation:
    """a + b."""
    count = max(2, len(making.step.sources))
    parts = [making.cell(LETTERS[at], at, making.index) for at in range(count)]
    return making.made("sum", "y", tuple(Term(part.value, (part,)) for part in parts))


DERIVATION = DerivationSpec(("sum",), derive)
