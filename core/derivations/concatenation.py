"""Heads side by side again: nothing is computed."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Making, Term, UnderivableError


def derive(making: Making) -> Derivation:
    """Feature h * head_width + c of the row is feature c of head h."""
    head_axis = making.source(0).axis("head")
    if head_axis is None:
        raise UnderivableError(f"heads of {making.step.site}")
    *row, whole = making.index
    head, feature = divmod(whole, making.source(0).shape[-1])
    row.insert(head_axis, head)
    copied = making.cell("h", 0, (*row, feature))
    return making.made("copy", "c", (Term(copied.value, (copied,)),))


DERIVATION = DerivationSpec(("concatenation",), derive)
