"""What a derivation is made of: cells and entries, factors, terms and the quantities on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, overload

import numpy as np

from core.trace import Array


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
class Form:
    """How factors are written as one term: ``#1`` is the first, in brackets where it is negative, ``@1`` never."""

    latex: str
    text: str


ALONE = Form("@1", "@1")
PRODUCT = Form(r"#1 \times #2", "#1 × #2")
QUOTIENT = Form(r"\frac{@1}{@2}", "@1 / #2")


@dataclass(frozen=True)
class Factor:
    """One number of a term with the symbol that it goes by (LaTeX without dollars), and where it was read."""

    symbol: str
    value: float
    source: Source = None


@dataclass(frozen=True)
class Term:
    """One summand: ``value`` is what it adds, made of the ``factors`` by the derivation's rule.

    ``form`` writes the factors out; without factors the value stands for itself.
    """

    value: float
    factors: tuple[Factor, ...] = ()
    form: Form = ALONE


class Terms(Sequence[Term]):
    """Many terms, each made when it is looked at: a softmax over a vocabulary has thousands."""

    def __init__(self, values: Array, make: Callable[[int], Term]) -> None:
        self.values = values
        self._make = make

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, at: int) -> Term: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Term, ...]: ...
    def __getitem__(self, at: int | slice) -> Term | tuple[Term, ...]:
        chosen = range(len(self.values))[at]  # IndexError outside; negative indices as in any sequence
        return self._make(chosen) if isinstance(chosen, int) else tuple(map(self._make, chosen))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # compared by what they hold


def values_of(terms: Sequence[Term]) -> Array:
    """The values of the terms, in float64, without making each of them."""
    return terms.values if isinstance(terms, Terms) else np.array([term.value for term in terms], np.float64)


def largest_first(terms: Sequence[Term]) -> Terms:
    """The same terms, those that weigh most first; equal ones as computed."""
    values = values_of(terms)
    order = np.argsort(-np.abs(values), kind="stable")
    return Terms(values[order], lambda at: terms[int(order[at])])


@dataclass(frozen=True)
class Quantity:
    """A number on the way that is written out itself, such as a mean: its symbol, terms and value."""

    symbol: str
    terms: Sequence[Term]
    value: float

    def largest_first(self) -> Sequence[Term]:
        """The terms, those that weigh most first."""
        return largest_first(self.terms)


@dataclass(frozen=True)
class Derivation:
    """How ``cell`` was computed: the sum of ``terms``, after the ``quantities`` that they use.

    ``rule`` names how a term is made of its factors and is what the wording goes by; ``value`` is what the
    pass computed in float32; ``edited`` what an intervention made of it, or None; ``symbol`` what the cell is
    called in its formula. Terms stand in the order in which they are added.
    """

    cell: Cell
    kind: str
    rule: str
    terms: Sequence[Term]
    quantities: tuple[Quantity, ...]
    value: float
    edited: float | None = None
    symbol: str = "y"

    @property
    def total(self) -> float:
        """The sum of the terms, in float64."""
        return float(values_of(self.terms).sum())

    @property
    def magnitude(self) -> float:
        """The sum of the |terms|, against which a rounding error is measured."""
        return float(np.abs(values_of(self.terms)).sum())

    def largest_first(self) -> Sequence[Term]:
        """The terms, those that weigh most first."""
        return largest_first(self.terms)


def source_cells(derivation: Derivation, most: int | None = None) -> tuple[Cell, ...]:
    """Every cell that the terms, then the quantities, were read from, each once: what lights up.

    With ``most``, only that many of the largest terms of every sum are looked at.
    """
    sums = [derivation.terms, *(quantity.terms for quantity in derivation.quantities)]
    chosen = sums if most is None else [largest_first(terms)[:most] for terms in sums]
    sources = (factor.source for terms in chosen for term in terms for factor in term.factors)
    return tuple(dict.fromkeys(source for source in sources if isinstance(source, Cell)))
