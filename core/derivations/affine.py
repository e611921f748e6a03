"""The trained stretch and shift at the end of a LayerNorm (Ba, Kiros and Hinton 2016, eq. 4)."""

from __future__ import annotations

import math

import numpy as np

from core.derivations import Derivation, DerivationSpec, Factor, Form, Making, Quantity, Term
from core.derivations.normalisation import statistics
from core.derivations.terms import PRODUCT

WHOLE = Form(
    r"\frac{@1 - #2}{\sqrt{@3 + @4}} \times #5",
    "(@1 - #2) / √(@3 + @4) × #5",
)


def derive(making: Making) -> Derivation:
    """x_hat gamma + beta; among the quantities mean and variance, and the same from x on in one formula."""
    feature = making.index[-1]
    x_hat = making.cell(r"\hat{x}", 0, making.index)
    gamma = making.entry(rf"\gamma_{{{feature}}}", 0, (feature,))
    beta = making.entry(rf"\beta_{{{feature}}}", 1, (feature,))
    shift = Term(beta.value, (beta,))
    terms = (Term(x_hat.value * gamma.value, (x_hat, gamma), PRODUCT), shift)
    return making.made("affine", "y", terms, _from_x_on(making, gamma, shift))


def _from_x_on(making: Making, gamma: Factor, shift: Term) -> tuple[Quantity, ...]:
    normalised = making.source(0)
    if normalised.kind != "normalisation" or normalised.computed is not None:
        return ()
    inner = Making(making.trace, normalised, making.index)
    found = statistics(inner)
    if not found:
        return ()
    x, mean = inner.cell("x", 0, making.index), inner.cell(r"\mu", 1, making.index[:-1])
    *_, deviation = found
    variance, epsilon = deviation.terms[0].factors
    root = math.sqrt(variance.value + epsilon.value)
    value = float(np.divide(x.value - mean.value, root)) * gamma.value
    stretched = Term(value, (x, mean, variance, epsilon, gamma), WHOLE)
    whole = Quantity(making.symbol("y"), (stretched, shift), float(making.result[making.index]))
    return (*found[:2], whole)


DERIVATION = DerivationSpec(("affine",), derive)
