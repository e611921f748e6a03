"""Where the tiles of a grid of maps lie in their widget."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF

GAP, CLOSE = 9.0, 6.0
"""Between tiles, and between tiles so small that every pixel counts; the frame of the selected one fits in both."""
SMALL = 28.0
STRETCH = 1.6
"""A little stretching fills the room; more would make a square map look like something else."""
NARROWEST, WIDEST = 0.6, 1.8  # Width by height of a tile, so that a map keeps its look.
WORTH = 0.85
"""Maps with whole titles beside them may be so much smaller than with titles cut short."""

SQUEEZED = 0.95
"""The lines of titles may stand a little closer than the font would have them."""

Tile = tuple[int, int]


@dataclass(frozen=True, eq=False)
class GridLayout:
    """The rectangles of the tiles, in whole pixels, ``across`` of them side by side, each a step from the next.

    Where fewer stand side by side than a row has, the row goes on below, and each tile has a title of its own:
    above it, or at its left where that takes a width of ``beside``. Two of them are never the same: what is worked
    out from one is kept under it.
    """

    origin: QPointF
    width: float
    height: float
    layers: int
    heads: int
    title_width: float
    line_height: float
    across: int
    step: QPointF
    beside: float = 0.0
    title_lines: int = 1

    @property
    def area(self) -> float:
        """How large each tile is."""
        return self.width * self.height

    def ends_above(self, bottom: float) -> bool:
        """Whether even the last tile and its title find room."""
        last = self.layers - 1, self.heads - 1
        return max(self.tile(*last).bottom(), self.title(*last).bottom()) <= bottom + GAP / 2

    @property
    def is_wrapped(self) -> bool:
        """Whether the one row of tiles goes on in further rows."""
        return self.layers == 1 and self.across < self.heads

    def tile(self, layer: int, head: int) -> QRectF:
        """Return the rectangle of a tile."""
        return self._tiles[layer * self.heads + head]

    @cached_property
    def _tiles(self) -> tuple[QRectF, ...]:
        places = ((layer, head) for layer in range(self.layers) for head in range(self.heads))
        return tuple(self._tile(layer, head) for layer, head in places)

    def _tile(self, layer: int, head: int) -> QRectF:
        down, right = divmod(head, self.across)
        left, top = right * self.step.x(), (layer + down) * self.step.y()
        return QRectF(self.origin.x() + left, self.origin.y() + top, self.width, self.height)

    def title(self, layer: int, head: int) -> QRectF:
        """Return the line above a tile, or the lines beside it, for a title of its own."""
        if self.beside:
            tile, height = self.tile(layer, head), self.title_lines * self.line_height
            return QRectF(
                tile.left() - self.beside, tile.center().y() - height / 2, self.beside - GAP / 2, height
            )
        tile, width = self.tile(layer, head), max(self.step.x(), self.width)
        left = tile.center().x() - width / 2
        return QRectF(left, tile.top() - self.line_height * 1.1, width, self.line_height)

    def tile_at(self, place: QPointF) -> Tile | None:
        """Return the layer and head under a point; the gap belongs to the tile before it."""
        right = math.floor((place.x() + self.beside - self.origin.x()) / self.step.x())
        down = math.floor((place.y() - self.origin.y()) / self.step.y())
        if not 0 <= right < self.across or down < 0:
            return None
        layer, head = (0, down * self.across + right) if self.is_wrapped else (down, right)
        return (layer, head) if layer < self.layers and head < self.heads else None

    def moved(self, tile: Tile, down: int, right: int) -> Tile:
        """Return the tile so far from another one; what would lead outside stays at the edge."""
        layer, head = tile
        if not self.is_wrapped:
            return _within(layer + down, self.layers), _within(head + right, self.heads)
        further = head + right + down * self.across
        return (0, further) if 0 <= further < self.heads else tile

    def between(self, one: Tile, other: Tile) -> frozenset[Tile]:
        """Return the tiles from one to another: those of a rectangle, or, wrapped, those in reading order."""
        layers, heads = (sorted(pair) for pair in zip(one, other, strict=True))
        return frozenset(
            (layer, head)
            for layer in range(layers[0], layers[1] + 1)
            for head in range(heads[0], heads[1] + 1)
        )


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


def lay_out_row(
    room: QRectF, shape: tuple[int, ...], longest_title: float, longest_line: float, line_height: float
) -> GridLayout:
    """Fit one row of tiles into `room`, wrapped so that they come out largest.

    Each stands below its own title, which is so long, or beside it, where the title has two lines.
    """
    heads, lines = shape[1], {1: longest_title, 2: longest_line}
    fitting = [across for across in range(1, heads + 1) if room.width() / across >= longest_title + GAP] or [
        1
    ]
    above = [_wrapped(room, shape, across, line_height) for across in fitting]
    beside = [
        _wrapped_beside(room, shape, across, line_height, width + GAP, count)
        for count, width in lines.items()
        for across in range(1, heads + 1)
        if room.width() / across >= width + 2 * GAP
    ]
    return max([*above, *beside], key=lambda layout: (layout.ends_above(room.bottom()), layout.area))


def _fitted(
    room: QRectF, shape: tuple[int, ...], longest_title: float, line_height: float, has_headings: bool
) -> GridLayout:
    layers, heads, rows, columns = shape
    title = longest_title + line_height * 0.5 if longest_title else 0.0
    heading = line_height * 1.2 if has_headings else 0.0
    gap = GAP if min(room.width() / heads, room.height() / layers) > SMALL else CLOSE
    width = (room.width() - title - gap * (heads - 1)) / heads
    height = (room.height() - heading - gap * (layers - 1)) / layers
    width, height = _proportioned(width, height, rows, columns)
    spare = room.width() - title - heads * width - (heads - 1) * gap
    origin = QPointF(math.floor(room.left() + title + max(0.0, spare) / 2), math.floor(room.top() + heading))
    step = QPointF(width + gap, height + gap)
    return GridLayout(origin, width, height, layers, heads, title, line_height, heads, step)


def _wrapped(room: QRectF, shape: tuple[int, ...], across: int, line_height: float) -> GridLayout:
    _, heads, rows, columns = shape
    down, heading = math.ceil(heads / across), line_height * 1.1
    pitch, gap = math.floor(room.width() / across), GAP / 2
    width, height = _proportioned(pitch - GAP, room.height() / down - heading - gap, rows, columns)
    origin = QPointF(math.floor(room.left() + (pitch - width) / 2), math.floor(room.top() + heading))
    step = QPointF(pitch, math.floor(height + heading + gap))
    return GridLayout(origin, width, height, 1, heads, 0.0, line_height, across, step)


def _wrapped_beside(
    room: QRectF, shape: tuple[int, ...], across: int, line_height: float, beside: float, lines: int
) -> GridLayout:
    _, heads, rows, columns = shape
    pitch, down = math.floor(room.width() / across), math.ceil(heads / across)
    width, height = _proportioned(pitch - GAP - beside, room.height() / down - GAP, rows, columns)
    spare = pitch - width - beside
    step = QPointF(pitch, max(math.floor(height + GAP), math.floor(SQUEEZED * lines * line_height)))
    top = room.top() + (step.y() - height) / 2
    origin = QPointF(math.floor(room.left() + beside + spare / 2), math.floor(top))
    return GridLayout(origin, width, height, 1, heads, 0.0, line_height, across, step, beside, lines)


def _proportioned(width: float, height: float, rows: int, columns: int) -> tuple[float, float]:
    natural = min(max(columns / rows, NARROWEST), WIDEST)
    width, height = min(width, height * natural * STRETCH), min(height, width / natural * STRETCH)
    return max(4.0, math.floor(width)), max(4.0, math.floor(height))


def _within(index: int, count: int) -> int:
    return min(max(index, 0), count - 1)
