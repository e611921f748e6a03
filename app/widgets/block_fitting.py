"""How much a block diagram shows in the room it has: the most that fits, its blocks as far apart as it allows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize

from app.widgets.block_layout import Placement, place
from app.widgets.block_measures import Measures
from app.widgets.block_routing import lane_counts
from app.widgets.block_scene import Scene

STRETCH = 2.4
"""Blocks move apart by at most this factor where there is more room than they need."""


class Fitting:
    """Remembers what fitted, since the layers of one model take the same room and the walk goes through all."""

    def __init__(self) -> None:
        self._known: dict[object, Measures] = {}

    def placed(self, scene: Scene, measures: Measures, room: QSize) -> Placement:
        """The scene in this room; higher than the room where even the tightest does not fit."""
        lanes = lane_counts(scene)
        names = tuple(
            (part.form, part.block.name, *scene.notes(part.block)) for parts in scene.parts for part in parts
        )
        key = names, room.width(), room.height(), measures.unit, measures.font.key()
        if key not in self._known:
            self._known[key] = _fitting(scene, measures, room, lanes)
        return place(scene, self._known[key], room.width(), lanes)


def _fitting(scene: Scene, measures: Measures, room: QSize, lanes: Sequence[int]) -> Measures:
    *_, tightest = densities = measures.densities()
    for density in densities:
        height = place(scene, density, room.width(), lanes).size.height()
        if height <= room.height():
            return _stretched(scene, density, room, lanes, height)
    return tightest


def _stretched(
    scene: Scene, measures: Measures, room: QSize, lanes: Sequence[int], height: float
) -> Measures:
    """With the gaps that fill the height: it grows evenly with them."""
    wider = measures.with_gap(measures.gap + 1)
    growth = max(place(scene, wider, room.width(), lanes).size.height() - height, 1e-3)
    return measures.with_gap(
        min(measures.gap * STRETCH, measures.gap + (room.height() - height - 1) / growth)
    )
