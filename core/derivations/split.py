"""Splitting a row into heads: nothing is computed."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Making, Term, UnderivableError
from core.derivations.notation import role


def derive(making: Making) -> Derivation:
    """Feature c of head h is feature h * head_width + c of the whole row."""
    head_axis = making.step.axis("head")
    if head_axis is None:
        raise UnderivableError(f"heads of {making.step.site}")
    *row, feature = making.index
    head = row.pop(head_axis)
    letter = role(making.trace, making.step.site)
    copied = making.cell(letter, 0, (*row, head * making.step.shape[-1] + feature))
    return making.made("copy", letter, (Term(copied.value, (copied,)),))


DERIVATION = DerivationSpec(("split",), derive)
