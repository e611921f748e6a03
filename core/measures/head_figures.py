"""Figures by which heads are told apart: how widely they look, how far, and how much at the first and last token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.measures.distance import distances
from core.measures.entropy import entropy
from core.trace import Array


@dataclass(frozen=True, eq=False)
class HeadFigures:
    """Means over the rows that have a choice, one number a head; NaN where none has.

    ``entropy`` in nats, ``distance`` in tokens, ``first`` and ``end`` as shares of the weight (``end`` is NaN
    where no key ends a sentence).
    """

    entropy: Array
    distance: Array
    first: Array
    end: Array

    @property
    def breadth(self) -> Array:
        """Over how many tokens a head would look evenly with that entropy: e to its power."""
        tokens: Array = np.exp(self.entropy)
        return tokens


def head_figures(weights: Array, hidden: Array, ends: Sequence[int] = ()) -> HeadFigures:
    """The figures of heads from ``weights`` and ``hidden`` [... query key]; each figure has the shape [...].

    Rows that may look at one key at most have no choice and are left out. ``ends`` are the keys of end tokens.
    """
    free = (~hidden).sum(axis=-1) > 1
    counts = free.sum(axis=-1)
    at_ends = weights[..., list(ends)].sum(axis=-1) if ends else np.full(free.shape, np.nan)
    rows = (entropy(weights), distances(weights), weights[..., 0], at_ends)
    return HeadFigures(*(_mean(values, free, counts) for values in rows))


def _mean(values: Array, free: Array, counts: Array) -> Array:
    sums = np.where(free, values, 0.0).sum(axis=-1)
    mean: Array = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    return mean
