"""Masked scores: minus infinity where a query may not look."""

from __future__ import annotations

import math

from core.derivations import Derivation, DerivationSpec, Form, Making, Quantity, Term
from core.derivations.terms import ALONE

HIDDEN = Form(r"-\infty", "-∞")


def derive(making: Making) -> Derivation:
    """The score where the mask is 1, minus infinity where it is 0."""
    score = making.cell(r"\bar{s}", 0, making.index)
    mask = making.cell("m", 1, making.index)
    value, form = (score.value, ALONE) if mask.value else (-math.inf, HIDDEN)
    term = Term(value, (score, mask), form)
    return making.made("masking", r"\tilde{s}", (term,), (Quantity(mask.symbol, (), mask.value),))


DERIVATION = DerivationSpec(("masking",), derive)
