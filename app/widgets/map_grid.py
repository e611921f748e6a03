"""Every head of every layer at a glance: small maps side by side, painted as one picture."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import RADIUS
from app.widgets.grid_layout import GridLayout, lay_out_grid
from app.widgets.grid_painting import GridContent, paint_tiles
from app.widgets.kept_pictures import empty_picture
from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.themed import ThemedWidget, elided

SMALLEST_BAND = 4.0
_NUMBER = re.compile(r"\d+(?=\D*$)")
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MapGrid(ThemedWidget):
    """Shows layers x heads. What does not depend on the selection is painted once and kept as a picture."""

    tile_selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: GridContent | None = None
        self._tile: tuple[int, int] | None = None
        self._cell: tuple[int | None, int | None] = (None, None)
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def set_maps(
        self,
        maps: Numbers,
        hatched: Mask | None = None,
        row_titles: Sequence[str] = (),
        column_titles: Sequence[str] = (),
        scale: Scale = Scale("sequential", 0.0, 1.0),  # noqa: B008 - a frozen value
        marked: Collection[tuple[int, int]] = (),
    ) -> None:
        """Show `maps` [layers, heads, rows, columns]; `hatched` broadcasts to it.

        Tiles in `marked` are crossed out; the selection stays where it fits.
        """
        maps = np.array(maps, dtype=np.float32)
        mask = np.broadcast_to(np.zeros((), bool) if hatched is None else np.array(hatched, bool), maps.shape)
        titles = tuple(row_titles), tuple(column_titles)
        self._content = GridContent(maps, mask, scale, *titles, frozenset(marked))
        self._appearance_changed()
        self.set_selection(*(self._tile or (None, None)))
        self._retranslate()

    def clear(self) -> None:
        """Show no maps."""
        self._content = None
        self._appearance_changed()

    def set_selection(self, layer: int | None, head: int | None) -> None:
        """Frame a tile; one that does not exist is not framed."""
        layers, heads = self._shape()
        fits = layer is not None and head is not None and 0 <= layer < layers and 0 <= head < heads
        self._tile = (layer, head) if fits and layer is not None and head is not None else None
        self._describe()
        self.update()

    def selection(self) -> tuple[int, int] | None:
        """Return the framed layer and head."""
        return self._tile

    def set_cell_selection(self, row: int | None, column: int | None) -> None:
        """Mark a row and a column by a thin line on every tile."""
        self._cell = (row, column)
        self.update()

    def tile_rect(self, layer: int, head: int) -> QRectF:
        """Return where a tile is painted."""
        layout = self._laid_out()
        return layout.tile(layer, head) if layout is not None else QRectF()

    def sizeHint(self) -> QSize:
        """Ask for room in the proportion of the grid."""
        layers, heads = self._shape()
        return QSize(64 * max(heads, 4), 72 * max(layers, 2))

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to tell the tiles apart."""
        layers, heads = self._shape()
        return QSize(60 + 18 * heads, 30 + 18 * layers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture, then the selection."""
        painter = QPainter(self)
        layout = self._laid_out()
        if layout is not None and self._content is not None:
            if self._keeps_strokes(painter):
                painter.save()
                self._paint_grid(painter, self._content, layout)
                painter.restore()
            else:
                painter.drawPixmap(0, 0, self._painted(self._content, layout))
            self._paint_cell_lines(painter, self._content, layout)
            self._paint_selected(painter, layout)
        self._draw_focus(painter)
        painter.end()

    def _painted(self, content: GridContent, layout: GridLayout) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = empty_picture(self)
            painter = QPainter(self._picture)
            self._paint_grid(painter, content, layout)
            painter.end()
        return self._picture

    def _paint_grid(self, painter: QPainter, content: GridContent, layout: GridLayout) -> None:
        paint_tiles(painter, content, layout, self._theme)
        self._paint_marked(painter, content, layout)
        self._paint_titles(painter, content, layout)

    def _paint_marked(self, painter: QPainter, content: GridContent, layout: GridLayout) -> None:
        """Cross out what is switched off, and say so in a word."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        metrics, word = QFontMetricsF(painter.font()), self.tr("off")
        for layer, head in content.marked:
            tile = layout.tile(layer, head)
            veil = QColor(self._theme.surface)
            veil.setAlphaF(0.6)
            painter.fillRect(tile, veil)
            painter.setPen(QPen(QColor(self._theme.text), 1.5))
            painter.drawLines(
                [QLineF(tile.topLeft(), tile.bottomRight()), QLineF(tile.bottomLeft(), tile.topRight())]
            )
            tag = QRectF(0, 0, metrics.horizontalAdvance(word) + 8, metrics.height() + 2)
            tag.moveCenter(tile.center())
            if tag.width() <= tile.width() and tag.height() <= tile.height():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.text))
                painter.drawRoundedRect(tag, RADIUS, RADIUS)
                painter.setPen(QColor(self._theme.surface))
                painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_titles(self, painter: QPainter, content: GridContent, layout: GridLayout) -> None:
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.text_quiet))
        metrics = QFontMetricsF(painter.font())
        titles = content.column_titles[: content.maps.shape[1]]
        for head, title in enumerate(_fitting(titles, metrics, layout.width)):
            tile = layout.tile(0, head)
            room = QRectF(
                tile.left(), tile.top() - layout.line_height * 1.15, tile.width(), layout.line_height
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, elided(metrics, title, tile.width()))
        titles = content.row_titles[: content.maps.shape[0]]
        width = layout.title_width - layout.line_height * 0.5
        for layer, title in enumerate(_fitting(titles, metrics, width)):
            tile = layout.tile(layer, 0)
            room = QRectF(tile.left() - layout.title_width, tile.top(), width, tile.height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, elided(metrics, title, width))

    def _paint_cell_lines(self, painter: QPainter, content: GridContent, layout: GridLayout) -> None:
        """Edge the selected row and column by thin lines, with a tick in the gap where they are too thin."""
        row, column = self._cell
        rows, columns = content.maps.shape[2:]
        bands, ticks = [], []
        for layer, head in np.ndindex(*content.maps.shape[:2]):
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
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.accent), 1))
        painter.drawRects([band for band in bands if min(band.width(), band.height()) >= SMALLEST_BAND])
        painter.setPen(QPen(QColor(self._theme.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(ticks)

    def _paint_selected(self, painter: QPainter, layout: GridLayout) -> None:
        if self._tile is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), self._px(3)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(layout.tile(*self._tile).adjusted(-3, -3, 3, 3), 2, 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from tile to tile; every other key is left to the window."""
        layers, heads = self._shape()
        key = Qt.Key(event.key())
        known = key in _MOVES or key in (Qt.Key.Key_Home, Qt.Key.Key_End)
        if not known or not layers * heads or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        event.accept()
        layer, head = self._tile or (0, 0)
        if self._tile is not None:
            down, right = _MOVES.get(key, (0, -heads if key == Qt.Key.Key_Home else heads))
            layer, head = min(max(layer + down, 0), layers - 1), min(max(head + right, 0), heads - 1)
        self._wish((layer, head))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the tile under the pointer."""
        layout = self._laid_out()
        tile = layout.tile_at(event.position()) if layout is not None else None
        if event.button() == Qt.MouseButton.LeftButton and tile is not None:
            self._wish(tile)

    def _wish(self, tile: tuple[int, int]) -> None:
        if tile != self._tile:
            self.set_selection(*tile)
            self.tile_selected.emit(*tile)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew at the new size."""
        self._appearance_changed()
        super().resizeEvent(event)

    def _shape(self) -> tuple[int, int]:
        if self._content is None or self._content.maps.size == 0:
            return 0, 0
        layers, heads = self._content.maps.shape[:2]
        return layers, heads

    def _laid_out(self) -> GridLayout | None:
        if self._content is None or self._content.maps.size == 0:
            return None
        metrics = QFontMetricsF(self._font())
        longest = max((metrics.horizontalAdvance(title) for title in self._content.row_titles), default=0.0)
        room = QRectF(self.rect()).adjusted(8, 6, -8, -8)
        return lay_out_grid(
            room, self._content.maps.shape, longest, metrics.height(), bool(self._content.column_titles)
        )

    def _appearance_changed(self) -> None:
        self._picture = None
        self.update()

    def _retranslate(self) -> None:
        layers, heads = self._shape()
        name = self.tr("Attention maps of {layers} layers with {heads} heads")
        self.setAccessibleName(name.format(layers=layers, heads=heads))
        self._describe()

    def _describe(self) -> None:
        if self._tile is None:
            self.setAccessibleDescription(self.tr("No map is selected. Arrow keys select one."))
            return
        layer, head = self._tile
        text = self.tr("Layer {layer}, head {head} is selected").format(layer=layer + 1, head=head + 1)
        if self._content is not None and self._tile in self._content.marked:
            text = self.tr("{selected}; it is switched off").format(selected=text)
        self.setAccessibleDescription(text)


def _fitting(titles: Sequence[str], metrics: QFontMetricsF, width: float) -> Sequence[str]:
    """The titles, or only their numbers: "Head 10" cut to "Head ..." says less than its number."""
    # A title that has just its width is not cut; binary fractions may say otherwise.
    if all(metrics.horizontalAdvance(title) <= width + 0.01 for title in titles):
        return titles
    return tuple(number.group() if (number := _NUMBER.search(title)) else title for title in titles)
