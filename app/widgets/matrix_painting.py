"""Paint the cells of a labelled matrix: patterns below, colours above them, then the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.theme import Theme
from app.widgets.matrix_words import WordsPainter
from app.widgets.number_text import decimal, significant
from app.widgets.scale import Mask, Numbers, Scale, cell_image, pooled, pooled_mask
from app.widgets.themed import (
    covering,
    dotting,
    hatching,
    open_hatching,
)

SMALLEST_GRID = 10.0

Writer = Callable[[float], str]
WRITERS: tuple[Writer, ...] = (significant, decimal)
"""The ways in which a matrix writes its numbers, the first that fits into every cell."""


class MatrixPainter(WordsPainter):
    """Paints one matrix in one theme; keeps nothing between two paintings."""

    def paint_values(self, painter: QPainter) -> bool:
        """Paint the cells, none of which is selected; tell whether they show their exact numbers."""
        self._paint_cells(painter)
        if paint_grid(painter, self._layout.cells, self._layout.rows, self._layout.columns, self._theme):
            return self.paint_numbers(painter)
        return False

    def _paint_cells(self, painter: QPainter) -> None:
        content, cells = self._content, self._layout.cells
        shining = shining_cells(content.values, content.hatched)
        hatched = content.hatched & ~shining if shining.any() else content.hatched
        paint_cells(painter, cells, content.values, hatched, content.scale, self._theme)
        paint_over_shining(painter, cells, shining, self._theme)
        if content.covered is not None:
            self._paint_cover(painter, content.covered)
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cells.adjusted(-1, -1, 0, 0))

    def _paint_cover(self, painter: QPainter, covered: Mask) -> None:
        """Hatch what is secret, with a question mark in each cell, or in each run of cells that are too small."""
        layout, runs = self._layout, _runs(covered, self._layout.cells)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(covering(self._theme, painter.device().devicePixelRatioF()))
        painter.drawRects(runs)
        painter.setPen(QColor(self._theme.text))
        painter.setFont(self._fonts.label)
        large = min(layout.cell_width, layout.cell_height * 0.8) >= layout.line_height * 0.7
        places = [layout.cell(row, column) for row, column in np.argwhere(covered)] if large else runs
        for place in places:
            if place.height() >= layout.line_height * 0.8:
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")

    def paint_numbers(self, painter: QPainter, writers: Sequence[Writer] = WRITERS) -> bool:
        """Write the numbers into their cells where they fit; tell whether with all their digits."""
        layout, values, scale = self._layout, self._content.values, self._content.scale
        metrics = QFontMetricsF(self._fonts.number)
        write = fitting_writer(values, (layout.cell_width, layout.cell_height), metrics, writers)
        if write is None:
            return False
        painter.setFont(self._fonts.number)
        indices = np.rint(scale.positions(values) * 255).astype(np.intp)
        white = _white_is_readable(scale, self._theme)[indices]
        pens = (QPen(Qt.GlobalColor.black), QPen(Qt.GlobalColor.white))
        texts = [[write(value) for value in row] for row in values.tolist()]
        for row, column in np.argwhere(~self._content.hatched & ~np.isnan(values)):
            painter.setPen(pens[int(white[row, column])])
            painter.drawText(self._layout.cell(row, column), Qt.AlignmentFlag.AlignCenter, texts[row][column])
        return write is significant


def fitting_writer(
    values: Numbers, cell: tuple[float, float], metrics: QFontMetricsF, writers: Sequence[Writer] = WRITERS
) -> Writer | None:
    """Return the first of the ways of writing that fits all values into cells of that width and height."""
    room = cell[0] - metrics.averageCharWidth() * 0.7
    if cell[1] < metrics.height() * 1.1 or room < metrics.horizontalAdvance("0.00"):
        return None
    for write in writers:
        distinct = {write(value) for value in np.unique(values).tolist()}
        if all(metrics.horizontalAdvance(text) <= room for text in distinct):
            return write
    return None


def paint_cells(
    painter: QPainter, cells: QRectF, values: Numbers, hatched: Mask, scale: Scale, theme: Theme
) -> None:
    """Fill `cells` with the colours of `values` [rows, columns], lines where `hatched`, dots where no number is."""
    ratio = painter.device().devicePixelRatioF()
    rows, columns = max(1, int(cells.height() * ratio)), max(1, int(cells.width() * ratio))
    if values.shape[0] > rows or values.shape[1] > columns:
        values = pooled(values, rows, columns)
        hatched = pooled_mask(hatched, rows, columns) if hatched.any() else np.zeros(values.shape, bool)
    absent = np.isnan(values) & ~hatched
    painter.setBrushOrigin(cells.topLeft())
    painter.setPen(Qt.PenStyle.NoPen)
    for mask, pattern in ((hatched, hatching), (absent, dotting)):
        if mask.any():  # only there: a colour that fades in lets through what is below it
            painter.setBrush(pattern(theme, ratio))
            painter.drawRects(_runs(mask, cells))
    image = cell_image(values, hatched | absent, scale, theme)
    painter.drawImage(cells, image, QRectF(image.rect()))


def shining_cells(values: Numbers, hatched: Mask) -> Mask:
    """Return the masked cells that have a number all the same, other than 0: their colour is seen below the lines."""
    if not hatched.any():
        return hatched
    shining: Mask = hatched & (values != 0) & ~np.isnan(values)
    return shining


def paint_over_shining(painter: QPainter, cells: QRectF, shining: Mask, theme: Theme) -> None:
    """Draw the lines of masked cells over the colours of those that are set."""
    if shining.any():
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(open_hatching(theme, painter.device().devicePixelRatioF()))
        painter.drawRects(_runs(shining, cells))
        painter.restore()


def paint_grid(painter: QPainter, cells: QRectF, rows: int, columns: int, theme: Theme) -> bool:
    """Part the cells by lines where they are large enough, and tell whether they are."""
    width, height = cells.width() / columns, cells.height() / rows
    if width < SMALLEST_GRID or height < SMALLEST_GRID:
        return False
    xs = [cells.left() + column * width for column in range(1, columns)]
    ys = [cells.top() + row * height for row in range(1, rows)]
    painter.setPen(QPen(QColor(theme.surface), 1))
    painter.drawLines(
        [QLineF(x, cells.top(), x, cells.bottom()) for x in xs]
        + [QLineF(cells.left(), y, cells.right(), y) for y in ys]
    )
    return True


def _runs(mask: Mask, cells: QRectF) -> list[QRectF]:
    """Return the set cells as rectangles, neighbours in a row joined."""
    rows, columns = mask.shape
    width, height = cells.width() / columns, cells.height() / rows
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    return [
        QRectF(cells.left() + start * width, cells.top() + row * height, (end - start) * width, height)
        for (row, start), (_, end) in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def _white_is_readable(scale: Scale, theme: Theme) -> Mask:
    """Return for each of the 256 colours whether white is easier to read on it than black."""
    channels = scale.table(theme)[:, :3] / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    darkness: Mask = linear @ np.array([0.2126, 0.7152, 0.0722]) <= 0.1791
    return darkness
