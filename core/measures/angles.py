"""What two vectors have to do with each other: lengths, angle, projection, dot product, cosine."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.trace import Array


@dataclass(frozen=True)
class Pair:
    """Two vectors in numbers; cosine, degrees and projection are NaN where a vector has no direction."""

    lengths: tuple[float, float]
    product: float

    @property
    def cosine(self) -> float:
        """The dot product of both vectors at length 1."""
        size = self.lengths[0] * self.lengths[1]
        return min(max(self.product / size, -1.0), 1.0) if size else math.nan

    @property
    def degrees(self) -> float:
        """The angle between them, 0 to 180."""
        return math.degrees(math.acos(self.cosine)) if self.lengths[0] * self.lengths[1] else math.nan

    @property
    def projection(self) -> float:
        """How far the first reaches along the second: the dot product divided by the second's length."""
        return self.product / self.lengths[1] if self.lengths[1] else math.nan


def pair(first: Array, second: Array) -> Pair:
    """Two vectors [width] compared, in float64."""
    a, b = np.asarray(first, np.float64), np.asarray(second, np.float64)
    return Pair((float(np.linalg.norm(a)), float(np.linalg.norm(b))), float(a @ b))


def cosines(first: Array, second: Array) -> Array:
    """Cosine of the rows [..., width] of both, in float64; NaN where a row is all 0."""
    a, b = np.asarray(first, np.float64), np.asarray(second, np.float64)
    sizes = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    products = (a * b).sum(axis=-1)
    found = np.divide(products, sizes, out=np.full_like(products, np.nan), where=sizes > 0)
    return np.asarray(np.clip(found, -1.0, 1.0))


def common_plane(first: Array, second: Array) -> Array:
    """Both vectors [width] in the plane that they span, [2, 2]: the second points along the first axis.

    Nothing is lost: lengths, angle and dot product are the same as before.
    """
    found = pair(first, second)
    along = found.projection if found.lengths[1] else found.lengths[0]
    across = math.sqrt(max(0.0, found.lengths[0] ** 2 - along**2))
    return np.array([[along, across], [found.lengths[1], 0.0]])
