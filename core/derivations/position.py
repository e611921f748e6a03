"""Sinusoidal positions ("Attention Is All You Need", section 3.5)."""

from __future__ import annotations

import math
from dataclasses import replace

from core.derivations import Derivation, DerivationSpec, Factor, Form, Making, Quantity, Term

ANGLE = Form(r"\frac{@1}{@2^{2 \cdot @3 / @4}}", "@1 / @2^(2 × @3 / @4)")
SINE = Form(rf"\sin\left({ANGLE.latex}\right)", f"sin({ANGLE.text})")
COSINE = Form(rf"\cos\left({ANGLE.latex}\right)", f"cos({ANGLE.text})")


def derive(making: Making) -> Derivation:
    """sin or cos of pos / base^(2i/d); counted from 0, as in the paper."""
    *_, position, feature = making.index
    i, odd = divmod(feature, 2)
    width, base = making.step.shape[-1], making.step.constant("base")
    angle = position / base ** (2 * i / width)
    factors = (
        Factor(r"\mathrm{pos}", float(position)),
        Factor(f"{base:.0f}", base),
        Factor("i", float(i)),
        Factor("d", float(width)),
    )
    wave, form = (math.cos, COSINE) if odd else (math.sin, SINE)
    quantities = (Quantity(r"\theta", (Term(angle, factors, ANGLE),), angle),)
    made = making.made("position", "PE", (Term(wave(angle), factors, form),), quantities)
    return replace(made, symbol=f"PE_{{({position},{feature})}}")


DERIVATION = DerivationSpec(("position",), derive)
