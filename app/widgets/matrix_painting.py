"""Paint a labelled matrix: patterns below, colours above them, then numbers, labels and titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.theme import Theme
from app.widgets.matrix_content import MatrixContent
from app.widgets.matrix_layout import MatrixLabels, MatrixLayout
from app.widgets.number_text import decimal, significant
from app.widgets.scale import Mask, Numbers, Scale, cell_image, pooled, pooled_mask
from app.widgets.themed import (
    covering,
    dotting,
    draw_vertical,
    elided,
    hatching,
    is_upright,
    open_hatching,
    vertical_extent,
)

SMALLEST_GRID = 10.0

Writer = Callable[[float], str]
WRITERS: tuple[Writer, ...] = (significant, decimal)
"""The ways in which a matrix writes its numbers, the first that fits into every cell."""


@dataclass(frozen=True)
class MatrixFonts:
    """The type used around and in the cells."""

    label: QFont
    number: QFont


class MatrixPainter:
    """Paints one matrix in one theme; keeps nothing between two paintings."""

    def __init__(
        self, content: MatrixContent, layout: MatrixLayout, theme: Theme, fonts: MatrixFonts
    ) -> None:
        self._content = content
        self._layout = layout
        self._theme = theme
        self._fonts = fonts

    @property
    def labels(self) -> MatrixLabels:
        """What stands beside the rows and above or below the columns."""
        return self._content.labels

    def paint_words(self, painter: QPainter) -> None:
        """Paint the titles and labels, which many a matrix has in common with others."""
        self._paint_titles(painter)
        self._paint_row_labels(painter)
        self._paint_column_labels(painter)

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

    def _paint_titles(self, painter: QPainter) -> None:
        labels, layout, cells = self._content.labels, self._layout, self._layout.cells
        painter.setFont(self._fonts.label)
        painter.setPen(QColor(self._theme.text_quiet))
        metrics = QFontMetricsF(self._fonts.label)
        if labels.column_title:
            top = cells.top() - layout.header_height - layout.line_height * 1.3
            # A title longer than its narrow matrix begins sooner: the corner above the row labels is empty.
            first = cells.left() - self._labels_width() - layout.title_width
            room = layout.right - first
            text = fitting_title(
                labels.column_title, "{} →", lambda way: metrics.horizontalAdvance(way) <= room
            )
            left = max(first, min(cells.left(), layout.right - metrics.horizontalAdvance(text)))
            title = QRectF(left, top, layout.right - left, layout.line_height)
            painter.drawText(title, Qt.AlignmentFlag.AlignLeft, elided(metrics, text, title.width()))
        if labels.row_title and cells.height() >= layout.line_height * 3.5:
            left = cells.left() - self._labels_width() - layout.title_width
            band = QRectF(left, cells.top(), layout.line_height, max(cells.height(), layout.line_height * 3))
            # Turned upwards, an arrow to the left points down, the way the rows run.
            upright = any(map(is_upright, labels.row_title))
            arrow, room = "{}↓" if upright else "← {}", band.height()
            text = fitting_title(labels.row_title, arrow, lambda way: vertical_extent(metrics, way) <= room)
            draw_vertical(painter, band, text, at_bottom=False)

    def _labels_width(self) -> float:
        first, second = self._layout.label_widths
        between = self._layout.line_height * 1.5 if self._content.labels.second_rows is not None else 0.0
        return first + second + between + self._layout.line_height * 0.4

    def row_label_rect(self, row: int) -> QRectF:
        """Return the rectangle around the words at the left of one row."""
        first, second = self._row_label_rects(row)
        labels, metrics = self._content.labels, QFontMetricsF(self._fonts.label)
        rect = first if labels.second_rows is None else first.united(second)
        rect.setLeft(first.right() - min(first.width(), metrics.horizontalAdvance(labels.rows[row])))
        return rect.adjusted(-5, -1, 4, 1)

    def _row_label_rects(self, row: int) -> tuple[QRectF, QRectF]:
        """Return the rectangles of the first and the second label of a row."""
        layout = self._layout
        first, second = layout.label_widths
        middle = layout.row_band(row).center().y() - layout.line_height / 2
        left = layout.cells.left() - self._labels_width()
        rest = left + first + layout.line_height * 1.5
        return QRectF(left, middle, first, layout.line_height), QRectF(
            rest, middle, second, layout.line_height
        )

    def paint_row_label(self, painter: QPainter, row: int) -> None:
        """Paint the words at the left of one row, in the pen and font that are set."""
        labels, metrics = self._content.labels, QFontMetricsF(painter.font())
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        first, second = self._row_label_rects(row)
        painter.drawText(first, alignment, elided(metrics, labels.rows[row], first.width()))
        if labels.second_rows is not None:
            arrow = QRectF(first.right(), first.top(), second.left() - first.right(), first.height())
            painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "→")
            painter.drawText(second, alignment, elided(metrics, labels.second_rows[row], second.width()))

    def column_label_rect(self, column: int) -> QRectF:
        """Return the rectangle around the words above one column."""
        layout, label = self._layout, self._content.labels.columns[column]
        metrics = QFontMetricsF(self._fonts.label)
        bottom, centre = (
            layout.cells.top() - layout.line_height * 0.2,
            layout.column_band(column).center().x(),
        )
        if layout.columns_upright:
            length = min(vertical_extent(metrics, label), layout.header_height - layout.line_height * 0.25)
            return QRectF(
                centre - layout.line_height / 2, bottom - length - 3, layout.line_height, length + 5
            )
        width = metrics.horizontalAdvance(label) + layout.line_height * 0.5
        return QRectF(centre - width / 2, bottom - layout.line_height, width, layout.line_height)

    def paint_column_label(self, painter: QPainter, column: int) -> None:
        """Paint the words above one column, in the pen and font that are set."""
        layout, label = self._layout, self._content.labels.columns[column]
        band = layout.column_band(column)
        top = layout.cells.top() - layout.header_height
        if layout.columns_upright:
            left = band.center().x() - layout.line_height / 2
            room = QRectF(left, top, layout.line_height, layout.header_height - layout.line_height * 0.25)
            draw_vertical(painter, room, label)
        else:
            room = QRectF(band.left(), top, band.width(), layout.header_height - layout.line_height * 0.2)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextDontClip
            painter.drawText(room, flags, label)

    def _paint_row_labels(self, painter: QPainter) -> None:
        painter.setFont(self._fonts.label)
        painter.setPen(QColor(self._theme.text))
        for row in range(0, self._layout.rows, self._layout.row_step()):
            self.paint_row_label(painter, row)

    def _paint_column_labels(self, painter: QPainter) -> None:
        painter.setFont(self._fonts.label)
        painter.setPen(QColor(self._theme.text))
        for column in range(0, self._layout.columns, self._layout.column_step()):
            self.paint_column_label(painter, column)


def fitting_title(words: str, arrow: str, fits: Callable[[str], bool]) -> str:
    """Return "← Query: output tokens ask" where it fits, otherwise what stands before the colon."""
    whole, before = arrow.format(words), arrow.format(re.split("[:：]", words)[0])
    return whole if fits(whole) else before


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
    if hatched.any():
        painter.fillRect(cells, hatching(theme, ratio))
    if absent.any():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dotting(theme, ratio))
        painter.drawRects(_runs(absent, cells))
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
