"""A row as shares that add up to 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.derivations import Cell, Derivation, DerivationSpec, Factor, Form, Making, Quantity, Term, Terms
from core.derivations.notation import symbol
from core.derivations.terms import ALONE
from core.trace import Array

LARGEST = 20.0
"""Up to here powers are written plainly, as on a board; beyond, the row's maximum is taken off first."""

POWER = Form(r"e^{@1}", "exp(@1)")
SHIFTED = Form(r"e^{@1 - #2}", "exp(@1 - #2)")
SHARE = Form(r"\frac{e^{@1}}{@2}", "exp(@1) / @2")
SHIFTED_SHARE = Form(r"\frac{e^{@1 - #3}}{@2}", "exp(@1 - #3) / @2")


@dataclass(frozen=True)
class Powers:
    """exp(x - shift) for every x of the row; masked ones are 0."""

    making: Making
    row: Array  # float64
    values: Array
    shift: Factor | None

    @property
    def total(self) -> float:
        """What each of them is divided by."""
        return float(self.values.sum())

    def exponent(self, at: int) -> Factor:
        """The x of the row at ``at``."""
        letter = "z" if self.making.step.axes[-1].name == "vocabulary" else r"\tilde{s}"
        return self.making.cell(letter, 0, (*self.making.index[:-1], at))

    def term(self, at: int) -> Term:
        """The power at ``at`` as one of those that add up to the total."""
        further, form = ((), POWER) if self.shift is None else ((self.shift,), SHIFTED)
        return Term(float(self.values[at]), (self.exponent(at), *further), form)


def derive(making: Making) -> Derivation:
    """exp(x) over the sum of exp over the row; a row without anything to look at is 0, not 0 / 0.

    A cell that the mask closes is 0 whatever number was put there.
    """
    powers = _powers(making)
    letter = "p" if making.step.axes[-1].name == "vocabulary" else "a"
    total = Quantity("S", Terms(powers.values, powers.term), powers.total)
    shift = powers.shift
    quantities = (
        (total,)
        if shift is None
        else (Quantity("m", (Term(shift.value, (_largest(powers),)),), shift.value), total)
    )
    return making.made("softmax", letter, (_closed(powers) or _share(powers, making.index[-1]),), quantities)


def _powers(making: Making) -> Powers:
    row = making.source(0).value[making.index[:-1]].astype(np.float64)
    most = float(row.max())
    far = np.isfinite(most) and abs(most) > LARGEST
    shift = Factor("m", most) if far else None
    return Powers(making, row, np.exp(row - (most if far else 0.0)), shift)


def _closed(powers: Powers) -> Term | None:
    """The mask's own 0, where softmax would give a closed cell something."""
    making, masking = powers.making, powers.making.source(0)
    masks = [site for site in masking.sources[1:] if masking.kind == "masking" and site in making.trace]
    if not masks or not powers.values[making.index[-1]] or making.trace.value(masks[0])[making.index]:
        return None
    mask = making.trace[masks[0]]
    factor = Factor(symbol("m", mask.axes, making.index), 0.0, Cell(mask.site, making.index))
    return Term(0.0, (factor,), ALONE)


def _share(powers: Powers, at: int) -> Term:
    if powers.total == 0:
        return powers.term(at)
    further, form = ((), SHARE) if powers.shift is None else ((powers.shift,), SHIFTED_SHARE)
    factors = (powers.exponent(at), Factor("S", powers.total), *further)
    return Term(float(powers.values[at]) / powers.total, factors, form)


def _largest(powers: Powers) -> Factor:
    return powers.exponent(int(powers.row.argmax()))


DERIVATION = DerivationSpec(("softmax",), derive)
