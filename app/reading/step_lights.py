"""Which cells of the operands lit up: those that one number of the result was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from app.reading.step_pictures import Operand
from core.derivations import Cell, Derivation, Entry, UnderivableError, derive
from core.trace import Array, Trace


def lights(trace: Trace, cell: Cell, operands: Sequence[Operand]) -> tuple[Array, ...]:
    """One mask for each operand; nothing is set where the derivation cannot be told."""
    masks = tuple(np.zeros(operand.matrix.values.shape, bool) for operand in operands)
    try:
        derivation = derive(trace, cell)
    except (KeyError, IndexError, UnderivableError):
        return masks
    for source, index in _sources(derivation):
        for operand, mask in zip(operands, masks, strict=True):
            place = operand.place_of(index) if operand.source == source else None
            if place is not None:
                mask[place] = True
    return masks


def _sources(derivation: Derivation) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Site or parameter and index of everything that was read."""
    sums = [derivation.terms, *(quantity.terms for quantity in derivation.quantities)]
    for factor in (factor for terms in sums for term in terms for factor in term.factors):
        if isinstance(factor.source, Cell):
            yield factor.source.site, factor.source.index
        elif isinstance(factor.source, Entry):
            yield factor.source.parameter, factor.source.index
