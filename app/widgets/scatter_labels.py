"""Where the names of points are written, so that no name lies on another one, on a point or on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.widgets.scale import Mask, Numbers

GAPS = (3.0, 12.0, 24.0)
"""How far from its point a name may stand; what is farther away would seem to belong to another point."""

# Beside the point first, then above and below, then at its corners.
_WAYS = np.array([(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)], np.float64)


@dataclass(frozen=True)
class Name:
    """A name to write: its point, how large that is drawn, and the room that the name needs."""

    point: QPointF
    radius: float
    size: QSizeF


def placed(names: Sequence[Name], taken: Sequence[QRectF], area: QRectF) -> list[QRectF | None]:
    """A place for each name, the first ones first; None where there is no room. What is ``taken`` stays free."""
    kept = np.empty((len(taken) + len(names), 4))
    kept[: len(taken)] = np.array([_sides(rect) for rect in taken]).reshape(-1, 4)
    count = len(taken)
    places: list[QRectF | None] = []
    for name in names:
        candidates = _candidates(name)
        free = np.flatnonzero(_are_free(candidates, kept[:count], area))
        places.append(None)
        if len(free):
            kept[count] = candidates[free[0]]
            places[-1] = QRectF(QPointF(*kept[count, :2]), name.size)
            count += 1
    return places


def _sides(rect: QRectF) -> tuple[float, float, float, float]:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def _are_free(places: Numbers, taken: Numbers, area: QRectF) -> Mask:
    """Which of the places [place, side] lie within the area and on nothing of what is taken [other, side]."""
    left, top, right, bottom = places.T
    inside = (left >= area.left()) & (top >= area.top()) & (right <= area.right()) & (bottom <= area.bottom())
    before_left, before_top, before_right, before_bottom = taken.T
    beside = (left[:, None] >= before_right) | (right[:, None] <= before_left)
    apart = beside | (top[:, None] >= before_bottom) | (bottom[:, None] <= before_top)
    return np.asarray(inside & np.all(apart, axis=1))


def _candidates(name: Name) -> Numbers:
    """[place, side] of all places for a name, the best ones first."""
    half = np.array([name.size.width(), name.size.height()]) / 2
    reaches = name.radius + np.array(GAPS)
    away = _WAYS * half + _WAYS * reaches[:, None, None]
    middles = (np.array([name.point.x(), name.point.y()]) + away).reshape(-1, 2)
    return np.concatenate([middles - half, middles + half], axis=1)
