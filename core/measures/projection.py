"""Many dimensions seen in two: principal components (Pearson 1901), always the same way up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.trace import Array

NOTHING = 1e-12
"""Singular values below this share of the rows' own size are what rounding left behind."""


@dataclass(frozen=True, eq=False)
class Projection:
    """Directions of largest variance: the ``mean`` [width], ``axes`` [count, width] of length 1, their shares.

    ``explained`` [count] is the share of the whole variance along each axis. Where the rows have no further
    direction to differ in, an axis is all 0 and explains nothing.
    """

    mean: Array
    axes: Array
    explained: Array

    def points(self, rows: Array) -> Array:
        """Where rows [n, width] lie along the axes, [n, count]."""
        return np.asarray((np.asarray(rows, np.float64) - self.mean) @ self.axes.T)


def principal(rows: Array, count: int = 2) -> Projection:
    """The first principal components of rows [n, width], in float64.

    An axis and its opposite explain the same, so each is turned until its largest component is positive.
    """
    rows = np.asarray(rows, np.float64)
    mean = rows.mean(axis=0)
    _, sizes, directions = np.linalg.svd(rows - mean, full_matrices=False)
    sizes = np.where(sizes > NOTHING * np.linalg.norm(rows), sizes, 0.0)
    axes, variances = np.zeros((count, rows.shape[1])), np.zeros(count)
    found = min(count, int(np.count_nonzero(sizes)))
    axes[:found], variances[:found] = _turned(directions[:found]), sizes[:found] ** 2
    total = float((sizes**2).sum())
    return Projection(mean, axes, variances / total if total else variances)


def _turned(axes: Array) -> Array:
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None], axis=1)
    return np.asarray(axes * np.where(largest < 0, -1.0, 1.0))
