"""What a grid of maps shows, and its tiles painted from one image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor, QPainter, QPen

from app.theme import Theme
from app.widgets.grid_layout import GridLayout
from app.widgets.scale import Mask, Numbers, Scale, cell_image, pooled, pooled_mask
from app.widgets.themed import dotting, hatching


@dataclass(frozen=True)
class GridContent:
    """The maps [layers, heads, rows, columns], their masks, scale, titles and the tiles crossed out."""

    maps: Numbers
    hatched: Mask
    scale: Scale
    row_titles: tuple[str, ...]
    column_titles: tuple[str, ...]
    marked: frozenset[tuple[int, int]]


def paint_tiles(painter: QPainter, content: GridContent, layout: GridLayout, theme: Theme) -> None:
    """Paint all maps from one image, the patterns of masked and absent cells showing through it."""
    ratio, first = painter.device().devicePixelRatioF(), layout.tile(0, 0)
    limits = max(1, int(first.height() * ratio)), max(1, int(first.width() * ratio))
    maps, hatched = pooled(content.maps, *limits), pooled_mask(content.hatched, *limits)
    layers, heads, rows, columns = maps.shape
    absent = np.isnan(maps) & ~hatched
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
        painter.drawRect(tile.adjusted(-1, -1, 0, 0))
