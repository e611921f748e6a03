"""The sums of a derivation as lines to read: each number of a term by itself, so that it can be followed."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import overload

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.derivation_names import (
    axis_heading,
    axis_label,
    factor_word,
    is_whole,
    letter,
    symbol_word,
    whole_word,
)
from app.reading.derivation_pieces import figure, named_pieces, pieces, stands_alone, worded
from app.widgets.number_text import decimal
from app.widgets.term_layout import Line
from core.derivations import Cell, Quantity, Term, largest_first
from core.derivations.terms import PRODUCT, values_of
from core.trace import Array, Axis, Step, Trace

translate = QCoreApplication.translate

FIRST = 12
"""So many terms of a long sum are seen at once."""

FEW = 3
"""Up to here a sum is written as it was added, and its numbers are named one by one."""


@dataclass(frozen=True)
class Fold:
    """What opens and closes a list: its name is its place in the derivation."""

    name: str


class Lines(Sequence[Line]):
    """Lines one behind the other, each made when it is looked at."""

    def __init__(self, *parts: Sequence[Line]) -> None:
        self._parts = [part for part in parts if len(part)]
        self._ends = list(accumulate(map(len, self._parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        chosen = range(len(self))[at]
        if isinstance(chosen, range):
            return [self[one] for one in chosen]
        part = bisect_right(self._ends, chosen)
        return self._parts[part][chosen - self._ends[part]]


class _Made(Lines):
    """So many lines by one rule."""

    def __init__(self, rows: range, make: Callable[[int], Line]) -> None:
        super().__init__()
        self._rows, self._make = rows, make

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        chosen = self._rows[at]
        return self._make(chosen) if isinstance(chosen, int) else [self._make(one) for one in chosen]


@dataclass(frozen=True, eq=False)
class Listing:
    """A sum as it is listed: a long one with the largest term first, a short one as it was added.

    ``step`` is the one whose own number this is; whole numbers are written as what they mean there.
    """

    trace: Trace
    added: Sequence[Term]
    step: Step | None = None

    @cached_property
    def terms(self) -> Sequence[Term]:
        """The terms in the order in which they are listed."""
        return self.added if len(self.added) <= FEW else largest_first(self.added)

    @cached_property
    def values(self) -> Array:
        """What each term adds."""
        return values_of(self.terms)

    @cached_property
    def signed(self) -> bool:
        """Whether any term takes away."""
        return bool((self.values < 0).any())

    def lines(self, fold: Fold, is_open: bool) -> Lines:
        """All terms, or the first ones and how much the others add up to."""
        count = len(self.terms)
        if count <= FIRST + 1:
            return Lines(_Made(range(count), self.line))
        rest = _Made(range(FIRST, count), self.line) if is_open else Lines()
        return Lines(_Made(range(FIRST), self.line), [self._further(fold, is_open)], rest)

    def heading(self) -> Line:
        """Over the columns: what the labels are, what a term is made of, and what stands at the right."""
        axis, first = self._varying, self.added[0]
        sign = " × " if first.form == PRODUCT else ", "
        names = [letter(factor) for factor in first.factors if factor.source is not None]
        return Line(
            worded(sign.join(dict.fromkeys(names))),
            label=axis_heading(axis[2]) if axis else "",
            value=translate("Derivations", "adds"),
            running=translate("Derivations", "so far"),
            role="title",
        )

    def line(self, at: int) -> Line:
        """One term, what it adds and the sum up to here."""
        term, value = self.terms[at], float(self.values[at])
        share = value / self._largest if self._largest and math.isfinite(value) else 0.0
        return Line(
            pieces(self.trace, term),
            label=self._label(term),
            value=self._column(value) if len(self.terms) > 1 or not stands_alone(term) else "",
            running=self._column(float(self._running[at])) if len(self.terms) > 1 else "",
            share=share if len(self.terms) > 1 else 0.0,
        )

    def _further(self, fold: Fold, is_open: bool) -> Line:
        text = translate("Derivations", "{n} further terms").format(n=len(self.terms) - FIRST)
        mark = "▾" if is_open else "▸"
        return Line(
            worded(f"{mark} {text}", fold),
            value=self._column(float(self.values[FIRST:].sum())),
            running=self._column(float(self._running[-1])),
            role="fold",
        )

    def _label(self, term: Term) -> str:
        if self._varying is None:
            return ""
        factor, place, axis, site = self._varying
        source = term.factors[factor].source if factor < len(term.factors) else None
        if not isinstance(source, Cell) or source.site != site:
            return "" if len(term.factors) > 1 else factor_word(term.factors[0])
        return axis_label(self.trace, axis, source.index[place])

    @cached_property
    def _varying(self) -> tuple[int, int, Axis, str] | None:
        """Which factor runs along which of its axes from term to term, and which site it is from."""
        if len(self.added) < 2:
            return None
        for at, (one, other) in enumerate(zip(self.added[0].factors, self.added[1].factors, strict=False)):
            if isinstance(one.source, Cell) and isinstance(other.source, Cell):
                pairs = zip(one.source.index, other.source.index, strict=False)
                different = [place for place, pair in enumerate(pairs) if pair[0] != pair[1]]
                site = one.source.site
                if site == other.source.site and len(different) == 1:
                    return at, different[0], self.trace[site].axes[different[0]], site
        return None

    @cached_property
    def _running(self) -> Array:
        sums: Array = np.cumsum(self.values)
        return sums

    @cached_property
    def _largest(self) -> float:
        finite = np.abs(self.values[np.isfinite(self.values)])
        return float(finite.max(initial=0.0))

    @cached_property
    def _places(self) -> int:
        """As many decimals as show four digits of the largest number: columns add up under each other."""
        finite = np.abs(self._running[np.isfinite(self._running)])
        largest = max(self._largest, float(finite.max(initial=0.0)))
        return max(0, 3 - math.floor(math.log10(largest))) if largest > 0 else 0

    def _column(self, value: float) -> str:
        if self.step is not None and is_whole(self.step):
            return whole_word(self.trace, self.step, value)
        if not math.isfinite(value) or self._places > 7 or abs(value) >= 1e7:
            return figure(value)
        return decimal(value, self._places)


def quantity_lines(trace: Trace, quantity: Quantity, name: str, opened: frozenset[Fold]) -> Lines:
    """A number on the way: its terms where they are few, else its value and a list that opens."""
    fold, more = Fold(name), Fold(f"{name}.more")
    listing = Listing(trace, quantity.terms)
    word = symbol_word(quantity.symbol)
    if not quantity.terms:
        return Lines()
    if len(quantity.terms) <= FEW:
        title = Line(worded(word), value=figure(quantity.value), role="title")
        return Lines([title], listing.lines(more, is_open=False))
    is_open = (fold in opened) != (quantity.symbol == "S")  # the exponentials are what softmax is about
    text = translate("Derivations", "{quantity}, {n} terms").format(quantity=word, n=len(quantity.terms))
    title = Line(worded(f"{'▾' if is_open else '▸'} {text}", fold), value=figure(quantity.value), role="fold")
    terms = Lines([listing.heading()], listing.lines(more, more in opened)) if is_open else Lines()
    return Lines([title], terms)


def sources_lines(trace: Trace, terms: Sequence[Term], rule: str) -> list[Line]:
    """Every factor of a few terms with its name, each once; those that stand alone were named already."""
    factors = [factor for term in terms for factor in term.factors if not stands_alone(term)]
    return [Line(named_pieces(trace, factor, rule), role="fact") for factor in dict.fromkeys(factors)]
