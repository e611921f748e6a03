"""How far a head looks, in tokens."""

from __future__ import annotations

import numpy as np

from core.trace import Array


def distances(weights: Array) -> Array:
    """Mean distance of what every row looks at, in keys: sum_j w[i, j] |j - s(i)|, over the last axis.

    s(i) is the key at which row i stands: i itself in self-attention. Where queries and keys are different
    sentences, it is the place on the straight line from the first key for the first row to the last for the last.
    """
    weights = np.asarray(weights, dtype=np.float64)
    rows, columns = weights.shape[-2:]
    stand = np.linspace(0, columns - 1, rows) if columns else np.zeros(rows)
    away = np.abs(np.arange(columns) - stand[:, None])
    mean: Array = (weights * away).sum(axis=-1)
    return mean
