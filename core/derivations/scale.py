"""A value times or over a fixed number."""

from __future__ import annotations

import math

from core.derivations import Derivation, DerivationSpec, Factor, Making, Term
from core.derivations.terms import PRODUCT, QUOTIENT


def derive(making: Making) -> Derivation:
    """x times the step's factor, or over its divisor."""
    constants = dict(making.step.constants)
    shape = making.trace.architecture
    if "divisor" in constants:
        divisor = constants["divisor"]
        x = making.cell("s", 0, making.index)
        factors = (x, Factor(_name(divisor, shape.head_width, "d_k"), divisor))
        return making.made("quotient", r"\bar{s}", (Term(x.value / divisor, factors, QUOTIENT),))
    factor = making.step.constant("factor")
    x = making.cell("e", 0, making.index)
    factors = (Factor(_name(factor, shape.width, r"d_{\mathrm{model}}"), factor), x)
    return making.made("product", "x", (Term(x.value * factor, factors, PRODUCT),))


def _name(value: float, width: int, of: str) -> str:
    return rf"\sqrt{{{of}}}" if math.isclose(value, math.sqrt(width)) else "c"


DERIVATION = DerivationSpec(("scale",), derive)
