"""What a grid of maps shows, and its parts painted: the tiles from one image, their titles, their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from app.theme import RADIUS, Theme
from app.widgets.grid_layout import GridLayout, Tile
from app.widgets.matrix_painting import paint_over_shining, shining_cells
from app.widgets.scale import Mask, Numbers, Scale, cell_image, pooled, pooled_mask
from app.widgets.themed import dotting, elided, hatching

SMALLEST_BAND = 4.0
BADGE = 13.0
"""The side of the sign on a tile that is marked as one of several."""

_NUMBER = re.compile(r"\d+(?=\D*$)")


@dataclass(frozen=True)
class GridContent:
    """The maps [layers, heads, rows, columns], their masks, scale, titles and the tiles crossed out.

    With ``tile_titles`` there is one row of tiles, which is wrapped, and each has its own title.
    """

    maps: Numbers
    hatched: Mask
    scale: Scale
    row_titles: tuple[str, ...]
    column_titles: tuple[str, ...]
    marked: frozenset[Tile]
    tile_titles: tuple[str, ...] = ()

    @property
    def frame(self) -> tuple[object, ...]:
        """All that the places of tiles and titles depend on, which most new traces leave as it is."""
        return self.maps.shape, self.row_titles, self.column_titles, self.tile_titles


def paint_tiles(painter: QPainter, content: GridContent, layout: GridLayout, theme: Theme) -> None:
    """Paint all maps from one image, the patterns of masked and absent cells showing through it."""
    ratio, first = painter.device().devicePixelRatioF(), layout.tile(0, 0)
    limits = max(1, int(first.height() * ratio)), max(1, int(first.width() * ratio))
    maps, hatched = pooled(content.maps, *limits), pooled_mask(content.hatched, *limits)
    layers, heads, rows, columns = maps.shape
    shining = shining_cells(maps, hatched)
    hatched, absent = hatched & ~shining, np.isnan(maps) & ~hatched
    flat = np.swapaxes(maps, 1, 2).reshape(layers * rows, heads * columns)
    hidden = np.swapaxes(hatched | absent, 1, 2).reshape(flat.shape)
    image = cell_image(flat, hidden, content.scale, theme)
    some_hatched = np.asarray(hatched.any(axis=(2, 3)))
    some_absent = np.asarray(absent.any(axis=(2, 3)))
    painter.setPen(QPen(QColor(theme.border), 1))
    for layer, head in np.ndindex(layers, heads):
        tile = layout.tile(layer, head)
        painter.setBrushOrigin(tile.topLeft())
        if some_hatched[layer, head] or some_absent[layer, head]:
            painter.fillRect(
                tile, hatching(theme, ratio) if some_hatched[layer, head] else dotting(theme, ratio)
            )
        # A copy of the part, since Qt's SVG writer draws the whole image whatever part is asked for.
        painter.drawImage(tile, image.copy(head * columns, layer * rows, columns, rows))
        paint_over_shining(painter, tile, shining[layer, head], theme)
        painter.drawRect(tile.adjusted(-1, -1, 0, 0))


def paint_crossed_out(
    painter: QPainter, content: GridContent, layout: GridLayout, theme: Theme, word: str
) -> None:
    """Cross out what is switched off, and say so in a word."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(painter.font())
    for layer, head in content.marked:
        tile = layout.tile(layer, head)
        veil = QColor(theme.surface)
        veil.setAlphaF(0.6)
        painter.fillRect(tile, veil)
        painter.setPen(QPen(QColor(theme.text), 1.5))
        painter.drawLines(
            [QLineF(tile.topLeft(), tile.bottomRight()), QLineF(tile.bottomLeft(), tile.topRight())]
        )
        tag = QRectF(0, 0, metrics.horizontalAdvance(word) + 8, metrics.height() + 2)
        tag.moveCenter(tile.center())
        if tag.width() <= tile.width() and tag.height() <= tile.height():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.text))
            painter.drawRoundedRect(tag, RADIUS, RADIUS)
            painter.setPen(QColor(theme.surface))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, word)


def in_one_line(title: str) -> str:
    """The title of a tile as it stands above it."""
    return title.replace("\n", "  ")


def paint_titles(painter: QPainter, content: GridContent, layout: GridLayout) -> None:
    """Write the titles above the columns and beside the rows, or one for each tile."""
    metrics = QFontMetricsF(painter.font())
    for head, title in enumerate(content.tile_titles[: content.maps.shape[1]]):
        room = layout.title(0, head)
        text = title if layout.title_lines > 1 else elided(metrics, in_one_line(title), room.width())
        across = Qt.AlignmentFlag.AlignRight if layout.beside else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(room, across | Qt.AlignmentFlag.AlignVCenter, text)
    titles = content.column_titles[: content.maps.shape[1]]
    for head, title in enumerate(_fitting(titles, metrics, layout.width)):
        tile = layout.tile(0, head)
        room = QRectF(tile.left(), tile.top() - layout.line_height * 1.15, tile.width(), layout.line_height)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, elided(metrics, title, tile.width()))
    titles = content.row_titles[: content.maps.shape[0]]
    width = layout.title_width - layout.line_height * 0.5
    for layer, title in enumerate(_fitting(titles, metrics, width)):
        tile = layout.tile(layer, 0)
        room = QRectF(tile.left() - layout.title_width, tile.top(), width, layout.line_height)
        room.moveTop(tile.center().y() - layout.line_height / 2)  # a low tile does not cut its title
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, elided(metrics, title, width))


def paint_cell_lines(
    painter: QPainter,
    content: GridContent,
    layout: GridLayout,
    theme: Theme,
    cell: tuple[int | None, int | None],
) -> None:
    """Edge the selected row and column by thin lines, with a tick in the gap where they are too thin."""
    bands, ticks = _cell_lines(layout, content.maps.shape, cell)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.drawRects(bands)
    painter.setPen(QPen(QColor(theme.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines(ticks)


@lru_cache(maxsize=8)
def _cell_lines(
    layout: GridLayout, shape: tuple[int, ...], cell: tuple[int | None, int | None]
) -> tuple[list[QRectF], list[QLineF]]:
    """The bands that are wide enough to be edged, and all ticks; the same from trace to trace."""
    row, column = cell
    rows, columns = shape[2:]
    bands, ticks = [], []
    for layer, head in np.ndindex(*shape[:2]):
        tile = layout.tile(layer, head)
        if row is not None and 0 <= row < rows:
            height = tile.height() / rows
            bands.append(QRectF(tile.left(), tile.top() + row * height, tile.width(), height))
            middle = bands[-1].center().y()
            ticks.append(QLineF(tile.left() - 5, middle, tile.left() - 1, middle))
        if column is not None and 0 <= column < columns:
            width = tile.width() / columns
            bands.append(QRectF(tile.left() + column * width, tile.top(), width, tile.height()))
            middle = bands[-1].center().x()
            ticks.append(QLineF(middle, tile.top() - 5, middle, tile.top() - 1))
    return [band for band in bands if min(band.width(), band.height()) >= SMALLEST_BAND], ticks


def paint_chosen(painter: QPainter, layout: GridLayout, theme: Theme, chosen: Iterable[Tile]) -> None:
    """Frame the tiles that are looked at together, each with a tick in its corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for tile in chosen:
        rect = layout.tile(*tile)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRect(rect.adjusted(-2, -2, 1, 1))
        badge = QRectF(0, 0, BADGE, BADGE)
        badge.moveTopRight(rect.topRight() + QPointF(3, -3))
        painter.fillRect(badge, QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.accent_text), 1.8))
        corner = badge.topLeft()
        painter.drawPolyline(
            QPolygonF([corner + QPointF(3, 6.5), corner + QPointF(5.5, 9.5), corner + QPointF(10, 3.5)])
        )


def _fitting(titles: Sequence[str], metrics: QFontMetricsF, width: float) -> Sequence[str]:
    """The titles, or only their numbers: "Head 10" cut to "Head ..." says less than its number."""
    # A title that has just its width is not cut; binary fractions may say otherwise.
    if all(metrics.horizontalAdvance(title) <= width + 0.01 for title in titles):
        return titles
    return tuple(number.group() if (number := _NUMBER.search(title)) else title for title in titles)
