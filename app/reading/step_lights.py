"""Which cells of the operands lit up: those that one number of the result was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from app.reading.step_pictures import Operand
from core.derivations import Cell, Derivation, Entry, Source, Term, UnderivableError, derive
from core.trace import Array, Trace

MANY = 1024
"""Longer sums run over a vocabulary: making each of their terms would take as long as drawing ten steps."""


def lights(trace: Trace, cell: Cell, operands: Sequence[Operand]) -> tuple[Array, ...]:
    """One mask for each operand; nothing is set where the derivation cannot be told."""
    masks = tuple(np.zeros(operand.matrix.values.shape, bool) for operand in operands)
    try:
        derivation = derive(trace, cell)
    except (KeyError, IndexError, UnderivableError):
        return masks
    for first, last in _sources(derivation):
        for operand, mask in zip(operands, masks, strict=True):
            start, end = _place(operand, first), _place(operand, last)
            if start is not None and end is not None:
                mask[start[0] : end[0] + 1, start[1] : end[1] + 1] = True
    return masks


def _place(operand: Operand, source: Cell | Entry) -> tuple[int, int] | None:
    if isinstance(source, Cell):
        return operand.place_of(source.index) if operand.source == source.site else None
    return operand.place_of(source.index) if operand.source == source.parameter else None


def _sources(derivation: Derivation) -> Iterator[tuple[Cell | Entry, Cell | Entry]]:
    """Everything that was read, as the first and the last of those that stand next to each other."""
    for terms in (derivation.terms, *(quantity.terms for quantity in derivation.quantities)):
        for first, last in [(terms[0], terms[-1])] if _is_run(terms) else zip(terms, terms, strict=True):
            for one, other in zip(first.factors, last.factors, strict=False):
                if isinstance(one.source, Cell | Entry) and isinstance(other.source, Cell | Entry):
                    yield one.source, other.source


def _is_run(terms: Sequence[Term]) -> bool:
    """Whether a very long sum reads one cell after the other, along one axis of a matrix each time."""
    if len(terms) <= MANY:
        return False
    ends = [[factor.source for factor in term.factors] for term in (terms[0], terms[-1])]
    lengths = [_run_length(*pair) for pair in zip(*ends, strict=False) if pair[0] != pair[1]]
    return bool(lengths) and all(length == len(terms) for length in lengths)


def _run_length(first: Source, last: Source) -> int:
    """How many cells there are from one to the other; 0 where they are not of one matrix."""
    if isinstance(first, Cell) and isinstance(last, Cell):
        same = first.site == last.site
    else:
        same = isinstance(first, Entry) and isinstance(last, Entry) and first.parameter == last.parameter
    if not same or first is None or last is None:
        return 0
    further = [b - a for a, b in zip(first.index, last.index, strict=True) if a != b]
    return further[0] + 1 if len(further) == 1 else 0
