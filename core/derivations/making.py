"""A cell in the making: what a derivation reads from the trace, and the factors it makes of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.derivations.notation import symbol
from core.derivations.terms import PRODUCT, Cell, Derivation, Entry, Factor, Quantity, Term, Terms
from core.trace import Array, Step, Trace

Index = tuple[int, ...]


class UnderivableError(LookupError):
    """The trace lacks what the cell was made from: a source or a parameter was not recorded."""


@dataclass(frozen=True)
class Making:
    """One cell of one step. Reads its sources as the pass did, that is, after interventions on them."""

    trace: Trace
    step: Step
    index: Index

    @property
    def result(self) -> Array:
        """All of what the step computed, before an intervention changed it."""
        return self.step.value if self.step.computed is None else self.step.computed

    @property
    def has_head(self) -> bool:
        """Whether the step is computed head by head."""
        return self.step.axis("head") is not None

    def source(self, at: int) -> Step:
        """The step that the ``at``-th source is; UnderivableError where it was not recorded."""
        if at >= len(self.step.sources) or self.step.sources[at] not in self.trace:
            raise UnderivableError(f"source {at} of {self.step.site}")
        return self.trace[self.step.sources[at]]

    def parameter(self, at: int) -> Array:
        """The ``at``-th parameter; UnderivableError where the trace has come without it."""
        if at >= len(self.step.parameters) or self.step.parameters[at] not in self.trace.parameters:
            raise UnderivableError(f"parameter {at} of {self.step.site}")
        return self.trace.parameters[self.step.parameters[at]]

    def leading(self, at: int, count: int = 1) -> Index:
        """The index of this cell along the first axes of a source, all but its last ``count``.

        Where the source has fewer there, as with key heads shared by several query heads, they are shared evenly.
        """
        lengths = self.source(at).shape[: self.source(at).value.ndim - count]
        own = zip(self.index, self.step.shape, lengths, strict=False)
        return tuple(index * length // whole for index, whole, length in own)

    def cell(self, letter: str, at: int, index: Index) -> Factor:
        """The number at ``index`` of the ``at``-th source."""
        step = self.source(at)
        name = symbol(letter, step.axes, index, with_head=not self.has_head)
        return Factor(name, float(step.value[index]), Cell(step.site, index))

    def entry(self, name: str, at: int, index: Index) -> Factor:
        """The number at ``index`` of the ``at``-th parameter."""
        return Factor(name, float(self.parameter(at)[index]), Entry(self.step.parameters[at], index))

    def symbol(self, letter: str) -> str:
        """What the cell itself is called."""
        return symbol(letter, self.step.axes, self.index)

    def made(
        self, rule: str, letter: str, terms: Sequence[Term], quantities: tuple[Quantity, ...] = ()
    ) -> Derivation:
        """The derivation of this cell by these terms."""
        edited = None if self.step.computed is None else float(self.step.value[self.index])
        value = float(self.result[self.index])
        cell = Cell(self.step.site, self.index)
        return Derivation(cell, self.step.kind, rule, terms, quantities, value, edited, self.symbol(letter))


def products(
    left: Array,
    right: Array,
    factors: Callable[[int], tuple[Factor, Factor]],
    further: tuple[Term, ...] = (),
) -> Terms:
    """The terms left[i] * right[i], in float64, then the ``further`` ones, such as a bias."""
    values = np.concatenate(
        [left.astype(np.float64) * right.astype(np.float64), [term.value for term in further]]
    )
    many = len(left)

    def make(at: int) -> Term:
        return Term(float(values[at]), factors(at), PRODUCT) if at < many else further[at - many]

    return Terms(values, make)
