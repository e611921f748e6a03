"""The mean of a token's vector."""

from __future__ import annotations

import numpy as np

from core.derivations import Derivation, DerivationSpec, Factor, Making, Term, Terms
from core.derivations.terms import QUOTIENT


def derive(making: Making) -> Derivation:
    """x / d for every number of the row."""
    row = making.source(0).value[making.index].astype(np.float64)
    values, width = row / len(row), Factor("d", float(len(row)))

    def make(at: int) -> Term:
        return Term(float(values[at]), (making.cell("x", 0, (*making.index, at)), width), QUOTIENT)

    return making.made("mean", r"\mu", Terms(values, make))


DERIVATION = DerivationSpec(("mean",), derive)
