"""How one cell came about: its terms, their rule and the result, one kind of operation a file.

A derivation explains what was *computed* at a cell, from the trace alone. An intervention that changed the value
afterwards is told apart, in ``edited``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Cell:
    """One number of a trace: the site and an index along each of its axes."""

    site: str
    index: tuple[int, ...]


@dataclass(frozen=True)
class Entry:
    """One number of a model's parameters."""

    parameter: str
    index: tuple[int, ...]


Source: TypeAlias = Cell | Entry | None
"""Where a factor was read; None for a fixed number of the operation, such as sqrt(d_model)."""


@dataclass(frozen=True)
class Factor:
    """One number of a term with the symbol that it goes by (LaTeX without dollars), and where it was read."""

    symbol: str
    value: float
    source: Source = None


@dataclass(frozen=True)
class Term:
    """One summand: ``value`` is what it adds, made of the ``factors`` by the derivation's rule."""

    value: float
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True)
class Quantity:
    """A number on the way that is written out itself, such as a mean: its symbol, terms and value."""

    symbol: str
    terms: tuple[Term, ...]
    value: float


@dataclass(frozen=True)
class Derivation:
    """How ``cell`` was computed: the sum of ``terms``, after the ``quantities`` that they use.

    ``rule`` names how a term is made of its factors and is what the wording goes by; ``value`` is what the
    pass computed in float32; ``edited`` what an intervention made of it, or None.
    """

    cell: Cell
    kind: str
    rule: str
    terms: tuple[Term, ...]
    quantities: tuple[Quantity, ...]
    value: float
    edited: float | None = None

    @property
    def total(self) -> float:
        """The sum of the terms, in float64."""
        return float(sum(term.value for term in self.terms))

    @property
    def magnitude(self) -> float:
        """The sum of the |terms|, against which a rounding error is measured."""
        return float(sum(abs(term.value) for term in self.terms))
