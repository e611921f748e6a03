"""Where the tiles of a grid of maps lie in their widget."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

GAP = 9.0
NARROWEST, WIDEST = 0.6, 1.8  # Width by height of a tile, so that a map keeps its look.
WORTH = 0.85
"""Maps with whole titles beside them may be so much smaller than with titles cut short."""


@dataclass(frozen=True)
class GridLayout:
    """The rectangles of the tiles, in whole pixels."""

    origin: QPointF
    width: float
    height: float
    layers: int
    heads: int
    title_width: float
    line_height: float

    def tile(self, layer: int, head: int) -> QRectF:
        """Return the rectangle of a tile."""
        left = self.origin.x() + head * (self.width + GAP)
        return QRectF(left, self.origin.y() + layer * (self.height + GAP), self.width, self.height)

    def tile_at(self, place: QPointF) -> tuple[int, int] | None:
        """Return the layer and head under a point; the gap belongs to the tile before it."""
        head = math.floor((place.x() - self.origin.x()) / (self.width + GAP))
        layer = math.floor((place.y() - self.origin.y()) / (self.height + GAP))
        return (layer, head) if 0 <= layer < self.layers and 0 <= head < self.heads else None


def lay_out_grid(
    room: QRectF, shape: tuple[int, ...], longest_title: float, line_height: float, has_headings: bool
) -> GridLayout:
    """Fit layers x heads tiles into `room`, as large as they go, with titles at the left and above."""
    whole, narrow = (
        _fitted(room, shape, title, line_height, has_headings)
        for title in (longest_title, min(longest_title, room.width() * 0.2))
    )
    # Titles are cut short only where that makes the maps a good deal larger.
    return whole if whole.width >= narrow.width * WORTH else narrow


def _fitted(
    room: QRectF, shape: tuple[int, ...], longest_title: float, line_height: float, has_headings: bool
) -> GridLayout:
    layers, heads, rows, columns = shape
    title = longest_title + line_height * 0.5 if longest_title else 0.0
    heading = line_height * 1.2 if has_headings else 0.0
    width = (room.width() - title - GAP * (heads - 1)) / heads
    height = (room.height() - heading - GAP * (layers - 1)) / layers
    # A little stretching fills the room; more would make a square map look like something else.
    natural = min(max(columns / rows, NARROWEST), WIDEST)
    width, height = min(width, height * natural * 1.25), min(height, width / natural * 1.25)
    width, height = max(4.0, math.floor(width)), max(4.0, math.floor(height))
    spare = room.width() - title - heads * width - (heads - 1) * GAP
    origin = QPointF(math.floor(room.left() + title + max(0.0, spare) / 2), math.floor(room.top() + heading))
    return GridLayout(origin, width, height, layers, heads, title, line_height)
