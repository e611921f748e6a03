"""The grid of all heads: by layer and head whichever way suits the room, or in an order of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import Theme
from app.widgets.grid_layout import Tile
from app.widgets.map_grid import MapGrid
from app.widgets.scale import Mask, Numbers, Scale


class HeadGrid(QWidget):
    """Speaks of layers and heads, however they are laid out; titles are its own."""

    head_selected = Signal(int, int)
    heads_chosen = Signal(object)  # a frozenset of (layer, head)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._downwards = True
        self._order: tuple[Tile, ...] = ()
        self._selected: Tile | None = None
        self._chosen: frozenset[Tile] = frozenset()
        self._grid = MapGrid(named=self._head)
        self.setFocusProxy(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        self._grid.tile_selected.connect(self._on_tile_selected)
        self._grid.tiles_chosen.connect(self._on_tiles_chosen)

    def set_downwards(self, downwards: bool) -> None:
        """Say whether heads run down or across; takes effect with the next maps."""
        self._downwards = downwards

    def set_maps(
        self,
        maps: Numbers,
        hatched: Mask,
        scale: Scale,
        silent: Collection[tuple[int, int]],
        titles: Mapping[tuple[int, int], str] | None = None,
    ) -> None:
        """Show `maps` [layers, heads, rows, columns]; the (layer, head) in `silent` are crossed out.

        With `titles`, the heads come in their order, each below its own title.
        """
        layers, heads = maps.shape[:2]
        self._order = tuple(titles or ())
        crossed = [self._tile(place) for place in silent]
        if titles:
            at = tuple(np.array(self._order).T)
            row = maps[at][None], hatched[at][None]
            self._grid.set_maps(*row, scale=scale, marked=crossed, tile_titles=tuple(titles.values()))
        else:
            layer_titles = _numbered(self.tr("Layer {n}"), layers)
            head_titles = _numbered(self.tr("Head {n}"), heads)
            if self._downwards:
                turned = np.swapaxes(maps, 0, 1), np.swapaxes(hatched, 0, 1)
                self._grid.set_maps(*turned, head_titles, layer_titles, scale, crossed)
            else:
                self._grid.set_maps(maps, hatched, layer_titles, head_titles, scale, crossed)
        self._mark()
        self._say(layers, heads)

    def set_selection(self, layer: int, head: int) -> None:
        """Frame a head."""
        self._selected = (layer, head)
        self._grid.set_selection(*self._tile(self._selected))

    def selection(self) -> tuple[int, int] | None:
        """Return the framed layer and head."""
        tile = self._grid.selection()
        return None if tile is None else self._head(tile)

    def set_chosen(self, chosen: Collection[tuple[int, int]]) -> None:
        """Mark the heads that are looked at together."""
        if chosen != self._chosen:
            self._chosen = frozenset(chosen)
            self._mark()

    def set_cell_selection(self, row: int | None, column: int | None) -> None:
        """Mark a row and a column on every map."""
        self._grid.set_cell_selection(row, column)

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self._grid.set_theme(theme, scale)

    def head_centre(self, layer: int, head: int) -> tuple[int, int]:
        """Return the middle of a head's map in this widget."""
        centre = self._grid.tile_rect(*self._tile((layer, head))).center().toPoint()
        return centre.x(), centre.y()

    def _mark(self) -> None:
        if self._selected is not None:
            self._grid.set_selection(*self._tile(self._selected))
        self._grid.set_chosen([self._tile(place) for place in self._chosen])

    def _tile(self, place: Tile) -> Tile:
        """Where the map of a layer and head stands, as row and column of the tiles."""
        if self._order:
            return 0, self._order.index(place) if place in self._order else -1
        layer, head = place
        return (head, layer) if self._downwards else (layer, head)

    def _head(self, tile: Tile) -> Tile:
        """The layer and head of a tile."""
        if self._order:
            return self._order[tile[1]]
        row, column = tile
        return (column, row) if self._downwards else (row, column)

    def _say(self, layers: int, heads: int) -> None:
        name = self.tr("Attention maps of {layers} layers with {heads} heads")
        self._grid.setAccessibleName(name.format(layers=layers, heads=heads))

    def _on_tile_selected(self, row: int, column: int) -> None:
        self._selected = self._head((row, column))
        self.head_selected.emit(*self._selected)

    def _on_tiles_chosen(self, tiles: frozenset[Tile]) -> None:
        self.heads_chosen.emit(frozenset(self._head(tile) for tile in tiles))


def _numbered(text: str, count: int) -> Sequence[str]:
    return [text.format(n=n + 1) for n in range(count)]
