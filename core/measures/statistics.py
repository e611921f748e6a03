"""Mean and spread of vectors, as layer normalisation measures them (biased variance)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.trace import Array


def moments(values: Array) -> tuple[Array, Array]:
    """Mean and standard deviation over the last axis, computed in float64."""
    wide = np.asarray(values, dtype=np.float64)
    return wide.mean(axis=-1), wide.std(axis=-1)


@dataclass(frozen=True)
class Summary:
    """Smallest, largest and mean value of what is finite, and how many values are not."""

    low: float
    high: float
    mean: float
    infinite: int


def summary(values: Array) -> Summary | None:
    """The summary of an array of numbers; None where nothing in it is finite."""
    wide = np.asarray(values, dtype=np.float64)
    finite = wide[np.isfinite(wide)]
    if not finite.size:
        return None
    return Summary(float(finite.min()), float(finite.max()), float(finite.mean()), wide.size - finite.size)
