"""Every head of every layer at a glance: small maps side by side, painted as one picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.grid_layout import GridLayout, Tile, lay_out_grid, lay_out_row
from app.widgets.grid_painting import (
    GridContent,
    in_one_line,
    paint_cell_lines,
    paint_chosen,
    paint_crossed_out,
    paint_tiles,
    paint_titles,
)
from app.widgets.kept_pictures import Ground, OwnPicture
from app.widgets.keyboard import arrow, place_along
from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.themed import ThemedWidget

NEAREST = 0.84
"""How near the titles of two rows may stand, in lines of text: they have hardly anything below their line."""


class MapGrid(ThemedWidget):
    """Shows layers x heads, or one row of tiles, each with its own title, that goes on below.

    What does not depend on the selection is painted once and kept as a picture. ``named`` turns a tile into the
    layer and head that it is called by.
    """

    tile_selected = Signal(int, int)
    tiles_chosen = Signal(object)  # a frozenset: the tiles that one wishes to look at together

    def __init__(self, parent: QWidget | None = None, *, named: Callable[[Tile], Tile] | None = None) -> None:
        super().__init__(parent)
        self._content: GridContent | None = None
        self._named = named or (lambda tile: tile)
        self._tile: Tile | None = None
        self._chosen: frozenset[Tile] = frozenset()
        self._cell: tuple[int | None, int | None] = (None, None)
        self._picture = OwnPicture()
        self._layout: tuple[tuple[object, ...], GridLayout] | None = None
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
        marked: Collection[Tile] = (),
        tile_titles: Sequence[str] = (),
    ) -> None:
        """Show `maps` [layers, heads, rows, columns]; `hatched` broadcasts to it.

        Tiles in `marked` are crossed out; the selection stays where it fits. With `tile_titles`, which may have two
        lines, there is one layer.
        """
        maps = np.array(maps, dtype=np.float32)
        mask = np.broadcast_to(np.zeros((), bool) if hatched is None else np.array(hatched, bool), maps.shape)
        titles, former = (tuple(row_titles), tuple(column_titles)), self.minimumSizeHint()
        self._content = GridContent(maps, mask, scale, *titles, frozenset(marked), tuple(tile_titles))
        self._picture.forget()
        self.update()
        self._tile = self._fitting(self._tile)
        self._retranslate()
        if self.minimumSizeHint() != former:
            self.updateGeometry()

    def clear(self) -> None:
        """Show no maps."""
        self._content = None
        self._appearance_changed()

    def set_selection(self, layer: int | None, head: int | None) -> None:
        """Frame a tile; one that does not exist is not framed."""
        self._tile = self._fitting(None if layer is None or head is None else (layer, head))
        self._describe()
        self.update()

    def set_chosen(self, chosen: Collection[Tile]) -> None:
        """Mark the tiles that are looked at together."""
        self._chosen = frozenset(chosen)
        self._describe()
        self.update()

    def selection(self) -> Tile | None:
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
        if self._content is not None and self._content.tile_titles:
            return QSize(120, round(self._px(120)))
        side = math.ceil(QFontMetricsF(self._font()).height() * NEAREST)
        return QSize(60 + 18 * heads, round(self._px(33)) + side * layers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture, then the selection."""
        painter = QPainter(self)
        layout = self._laid_out()
        if layout is not None and self._content is not None:
            tiles = partial(self._paint_tiles, self._content, layout)
            titles = partial(self._paint_titles, self._content, layout)
            # The titles are mostly the same from trace to trace.
            look = "titles", self._theme, self._font(), self._content.frame
            self._picture.draw(painter, self, tiles, Ground(look, titles))
            paint_cell_lines(painter, self._content, layout, self._theme, self._cell)
            paint_chosen(painter, layout, self._theme, filter(self._fitting, self._chosen))
            self._paint_selected(painter, layout)
        self._draw_focus(painter)
        painter.end()

    def _paint_tiles(self, content: GridContent, layout: GridLayout, painter: QPainter) -> None:
        painter.setFont(self._font())
        paint_tiles(painter, content, layout, self._theme)
        paint_crossed_out(painter, content, layout, self._theme, self.tr("off"))

    def _paint_titles(self, content: GridContent, layout: GridLayout, painter: QPainter) -> None:
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.text_quiet))
        paint_titles(painter, content, layout)

    def _paint_selected(self, painter: QPainter, layout: GridLayout) -> None:
        if self._tile is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), self._px(3)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(layout.tile(*self._tile).adjusted(-3, -3, 3, 3), 2, 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from tile to tile; every other key is left to the window."""
        layout = self._laid_out()
        tile = None if layout is None else self._tile_wished(event, layout)
        if tile is None:
            super().keyPressEvent(event)
        else:
            event.accept()
            self._wish(tile)

    def _tile_wished(self, event: QKeyEvent, layout: GridLayout) -> Tile | None:
        way, (row, column) = arrow(event), self._tile or (0, 0)
        if way is not None and self._tile is not None:
            return layout.moved(self._tile, *way)
        place = column if way else place_along(event, column, layout.heads)
        return None if place is None else (row, place if self._tile else 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the tile under the pointer; with Ctrl or Shift choose it too, or all up to it."""
        layout = self._laid_out()
        tile = layout.tile_at(event.position()) if layout is not None else None
        if event.button() != Qt.MouseButton.LeftButton or tile is None or layout is None:
            return
        chosen = self._chosen or frozenset(filter(None, [self._tile]))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.tiles_chosen.emit(layout.between(self._tile or tile, tile))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.tiles_chosen.emit(chosen ^ {tile})
        else:
            if self._chosen:
                self.tiles_chosen.emit(frozenset())
            self._wish(tile)

    def _wish(self, tile: Tile) -> None:
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

    def _fitting(self, tile: Tile | None) -> Tile | None:
        layers, heads = self._shape()
        return tile if tile is not None and 0 <= tile[0] < layers and 0 <= tile[1] < heads else None

    def _laid_out(self) -> GridLayout | None:
        """Where the tiles lie: at the same place while only their numbers change."""
        content = self._content
        if content is None or content.maps.size == 0:
            return None
        frame = self.size(), *content.frame
        if self._layout is None or self._layout[0] != frame:
            self._layout = frame, self._layout_of(content)
        return self._layout[1]

    def _layout_of(self, content: GridContent) -> GridLayout:
        metrics, shape = QFontMetricsF(self._font()), content.maps.shape
        room = QRectF(self.rect()).adjusted(8, 6, -8, -8)
        if content.tile_titles:
            whole = _longest(metrics, map(in_one_line, content.tile_titles))
            line = _longest(metrics, (line for title in content.tile_titles for line in title.split("\n")))
            return lay_out_row(room, shape, whole + 2, line + 2, metrics.height())
        longest = _longest(metrics, content.row_titles)
        return lay_out_grid(room, shape, longest, metrics.height(), bool(content.column_titles))

    def _appearance_changed(self) -> None:
        self._picture.forget()
        self._layout = None
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
        layer, head = self._named(self._tile)
        text = self.tr("Layer {layer}, head {head} is selected").format(layer=layer + 1, head=head + 1)
        if self._content is not None and self._tile in self._content.marked:
            text = self.tr("{selected}; it is switched off").format(selected=text)
        if self._tile in self._chosen:
            text = self.tr("{selected}; it is marked").format(selected=text)
        self.setAccessibleDescription(text)


def _longest(metrics: QFontMetricsF, texts: Iterable[str]) -> float:
    return max(map(metrics.horizontalAdvance, texts), default=0.0)
