"""What a LayerNorm divides by."""

from __future__ import annotations

import math

from core.derivations import Derivation, DerivationSpec, Factor, Form, Making, Term

ROOT = Form(r"\sqrt{@1 + @2}", "√(@1 + @2)")


def derive(making: Making) -> Derivation:
    """The root of the variance plus epsilon."""
    variance = making.cell(r"\sigma^2", 0, making.index)
    epsilon = Factor(r"\varepsilon", making.step.constant("epsilon"))
    root = math.sqrt(variance.value + epsilon.value)
    return making.made("root", r"\hat{\sigma}", (Term(root, (variance, epsilon), ROOT),))


DERIVATION = DerivationSpec(("deviation",), derive)
