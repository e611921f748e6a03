"""How clearly the queries of a head point at keys of their own, as in a word-by-word alignment."""

from __future__ import annotations

import numpy as np

from core.trace import Array


def pointing(weights: Array) -> Array:
    """[head query key] -> [head], from 0 to 1: mean largest weight of a row x share of keys that a row points at.

    1 where every query gives all its weight to one key and no key goes without; low where weights are spread, and
    also where all queries look at the same key.
    """
    queries, keys = weights.shape[-2:]
    if not queries or not keys:
        return np.zeros(weights.shape[0])
    sharpness = weights.max(axis=-1).mean(axis=-1)
    largest = weights.argmax(axis=-1)
    different = np.array([len(np.unique(row)) for row in largest])
    return np.asarray(sharpness * different / min(queries, keys))
