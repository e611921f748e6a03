"""The (biased) variance of a token's vector."""

from __future__ import annotations

import numpy as np

from core.derivations import Derivation, DerivationSpec, Factor, Form, Making, Term, Terms

SQUARE = Form(r"\frac{(@1 - #2)^2}{@3}", "(@1 - #2)² / @3")


def derive(making: Making) -> Derivation:
    """(x - mean)^2 / d for every number of the row."""
    row = making.source(0).value[making.index].astype(np.float64)
    mean, width = making.cell(r"\mu", 1, making.index), Factor("d", float(len(row)))
    values = (row - mean.value) ** 2 / len(row)

    def make(at: int) -> Term:
        return Term(float(values[at]), (making.cell("x", 0, (*making.index, at)), mean, width), SQUARE)

    return making.made("variance", r"\sigma^2", Terms(values, make))


DERIVATION = DerivationSpec(("variance",), derive)
