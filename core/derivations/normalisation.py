"""A vector brought to mean 0 and deviation 1."""

from __future__ import annotations

import numpy as np

from core.derivations import (
    Cell,
    Derivation,
    DerivationSpec,
    Form,
    Making,
    Quantity,
    Term,
    UnderivableError,
    derive,
)

STANDARDISED = Form(r"\frac{@1 - #2}{@3}", "(@1 - #2) / @3")


def standardise(making: Making) -> Derivation:
    """(x - mean) / deviation, with both written out."""
    token = making.index[:-1]
    x, mean = making.cell("x", 0, making.index), making.cell(r"\mu", 1, token)
    deviation = making.cell(r"\hat{\sigma}", 2, token)
    value = float(np.divide(x.value - mean.value, deviation.value))  # NaN, not an error, where it is 0 / 0
    term = Term(value, (x, mean, deviation), STANDARDISED)
    return making.made("normalisation", r"\hat{x}", (term,), statistics(making))


def statistics(making: Making) -> tuple[Quantity, ...]:
    """Mean, variance and deviation, written out; nothing where they were not recorded or were changed."""
    token = making.index[:-1]
    try:
        mean, deviation = making.source(1), making.source(2)
        variance = Making(making.trace, deviation, token).source(0)
    except UnderivableError:
        return ()
    steps = (mean, variance, deviation)
    if any(step.computed is not None for step in steps):
        return ()
    found = [derive(making.trace, Cell(step.site, token)) for step in steps]
    return tuple(Quantity(each.symbol, each.terms, each.value) for each in found)


DERIVATION = DerivationSpec(("normalisation",), standardise)
