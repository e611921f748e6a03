"""Which rows of a table point most nearly in the direction of a vector."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from core.measures.angles import cosines
from core.trace import Array


@dataclass(frozen=True)
class Neighbourhood:
    """The nearest rows, the largest cosine first, and what is usual: the mean over all rows compared."""

    rows: tuple[int, ...]
    cosines: tuple[float, ...]
    usual: float
    compared: int


def neighbourhood(table: Array, vector: Array, count: int, without: Collection[int] = ()) -> Neighbourhood:
    """The ``count`` rows of a table [rows, width] with the largest cosine to a vector; equal ones by number.

    Rows in ``without`` and rows that are all 0 are left out; where the vector is all 0, nothing is near.
    """
    found = cosines(table, np.asarray(vector)[None])
    found[[row for row in without if 0 <= row < len(found)]] = np.nan
    present = np.flatnonzero(np.isfinite(found))
    nearest = present[np.lexsort((present, -found[present]))[:count]]
    usual = float(found[present].mean()) if len(present) else float("nan")
    return Neighbourhood(tuple(nearest.tolist()), tuple(found[nearest].tolist()), usual, len(present))
