"""The grid of all heads, with heads downwards or across, whichever suits the room."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import Theme
from app.widgets.map_grid import MapGrid
from app.widgets.scale import Mask, Numbers, Scale


class HeadGrid(QWidget):
    """Speaks of layers and heads, however they are laid out; titles are its own."""

    head_selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._downwards = True
        self._grid = MapGrid()
        self.setFocusProxy(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        self._grid.tile_selected.connect(self._on_tile_selected)

    def set_downwards(self, downwards: bool) -> None:
        """Say whether heads run down or across; takes effect with the next maps."""
        self._downwards = downwards

    def set_maps(
        self, maps: Numbers, hatched: Mask, scale: Scale, silent: Collection[tuple[int, int]]
    ) -> None:
        """Show `maps` [layers, heads, rows, columns]; the (layer, head) in `silent` are crossed out."""
        layers, heads = maps.shape[:2]
        layer_titles = _numbered(self.tr("Layer {n}"), layers)
        head_titles = _numbered(self.tr("Head {n}"), heads)
        marked = [self._tile(*place) for place in silent]
        if self._downwards:
            turned = np.swapaxes(maps, 0, 1), np.swapaxes(hatched, 0, 1)
            self._grid.set_maps(*turned, head_titles, layer_titles, scale, marked)
        else:
            self._grid.set_maps(maps, hatched, layer_titles, head_titles, scale, marked)
        self._say(layers, heads)

    def set_selection(self, layer: int, head: int) -> None:
        """Frame a head."""
        self._grid.set_selection(*self._tile(layer, head))
        text = self.tr("Layer {layer}, head {head} is selected").format(layer=layer + 1, head=head + 1)
        self._grid.setAccessibleDescription(text)

    def selection(self) -> tuple[int, int] | None:
        """Return the framed layer and head."""
        tile = self._grid.selection()
        return None if tile is None else self._tile(*tile)

    def set_cell_selection(self, row: int | None, column: int | None) -> None:
        """Mark a row and a column on every map."""
        self._grid.set_cell_selection(row, column)

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self._grid.set_theme(theme, scale)

    def head_centre(self, layer: int, head: int) -> tuple[int, int]:
        """Return the middle of a head's map in this widget."""
        centre = self._grid.tile_rect(*self._tile(layer, head)).center().toPoint()
        return centre.x(), centre.y()

    def _tile(self, layer: int, head: int) -> tuple[int, int]:
        """A layer and head as row and column of the tiles; the same again turns them back."""
        return (head, layer) if self._downwards else (layer, head)

    def _say(self, layers: int, heads: int) -> None:
        name = self.tr("Attention maps of {layers} layers with {heads} heads")
        self._grid.setAccessibleName(name.format(layers=layers, heads=heads))

    def _on_tile_selected(self, row: int, column: int) -> None:
        self.head_selected.emit(*self._tile(row, column))


def _numbered(text: str, count: int) -> Sequence[str]:
    return [text.format(n=n + 1) for n in range(count)]
