"""Several heads seen as one map: their mean, or the largest of them in each cell."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias

import numpy as np

from app.reading.attention_maps import Maps
from core.trace import Array

Place: TypeAlias = tuple[int, int]
"""Layer and head."""

Pooling: TypeAlias = Literal["mean", "maximum"]
POOLINGS: tuple[Pooling, ...] = ("mean", "maximum")


def pooled_map(
    shown: Maps, heads: Collection[Place], pooling: Pooling, *, signed: bool
) -> tuple[Array, Array]:
    """The values and the mask [query key] of these heads together; a cell is hidden where all of them hide it.

    Of ``signed`` values, such as differences, the "maximum" is the one farthest from 0. What is no number, such
    as a masked score, does not count.
    """
    at = tuple(np.array(sorted(heads)).T)
    values, hidden = shown.values[at], shown.hidden[at].all(axis=0)
    if pooling == "mean":
        return _mean(values), hidden
    if not signed:
        return np.fmax.reduce(values, axis=0), hidden
    farthest = np.where(np.isnan(values), -1.0, np.abs(values)).argmax(axis=0)
    return np.take_along_axis(values, farthest[None], axis=0)[0], hidden


def _mean(values: Array) -> Array:
    finite = np.isfinite(values)
    counts = finite.sum(axis=0)
    sums = np.where(finite, values, 0).sum(axis=0)
    mean: Array = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan).astype(values.dtype)
    return mean
