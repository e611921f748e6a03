"""The words around a labelled matrix: its titles, the labels beside its rows and above its columns."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.theme import Theme
from app.widgets.matrix_content import MatrixContent
from app.widgets.matrix_layout import MatrixLabels, MatrixLayout
from app.widgets.themed import draw_vertical, elided, is_upright, vertical_extent


@dataclass(frozen=True)
class MatrixFonts:
    """The type used around and in the cells."""

    label: QFont
    number: QFont


class WordsPainter:
    """Paints what stands around the cells of one matrix in one theme; keeps nothing between two paintings."""

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
        if labels.row_title:
            self._paint_row_title(painter, labels.row_title, metrics)

    def _paint_row_title(self, painter: QPainter, title: str, metrics: QFontMetricsF) -> None:
        room, cells = self._row_title_room(), self._layout.cells
        if room.height() < self._layout.line_height * 3.5:
            return
        # Turned upwards, an arrow to the left points down, the way the rows run.
        arrow = "{}↓" if any(map(is_upright, title)) else "← {}"
        text = fitting_title(title, arrow, lambda way: vertical_extent(metrics, way) <= room.height())
        length = min(room.height(), vertical_extent(metrics, text) + 1)
        middle = min(max(cells.center().y(), room.top() + length / 2), room.bottom() - length / 2)
        band = QRectF(room.left(), middle - length / 2, room.width(), length)
        draw_vertical(painter, band, text, at_bottom=False)

    def _row_title_room(self) -> QRectF:
        """Beside all cells, and as far beyond them as nothing else stands there."""
        layout, cells = self._layout, self._layout.cells
        left = cells.left() - self._labels_width() - layout.title_width
        bottom = layout.bottom if math.isfinite(layout.bottom) else cells.bottom()
        top = cells.top() - layout.header_height
        return QRectF(left, top, layout.line_height, bottom - top)

    def _labels_width(self) -> float:
        first, second = self._layout.label_widths
        between = self._layout.line_height * 1.5 if self._content.labels.second_rows is not None else 0.0
        return first + second + between + self._layout.line_height * 0.4

    def labels_covered_by(self, tag: QRectF, row: int | None, column: int | None) -> list[QRectF]:
        """Return where labels stand that a tag on the label of a row or of a column would cover in part."""
        layout, slack = self._layout, self._layout.line_height * 0.15
        rows = [self.row_label_rect(near) for near in _neighbours(row, layout.row_step(), layout.rows)]
        near_columns = _neighbours(column, layout.column_step(), layout.columns)
        columns = [self.column_label_rect(near) for near in near_columns]
        aside = slack if layout.columns_upright else 0.0
        # A line of text is higher than its letters: tags may reach into what is empty of it.
        seen = [rect.adjusted(0, slack, 0, -slack) for rect in rows]
        seen += [rect.adjusted(aside, 0, -aside, 0) for rect in columns]
        return [rect for rect, ink in zip(rows + columns, seen, strict=True) if ink.intersects(tag)]

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
        width = metrics.horizontalAdvance(self._fitting_label(column, metrics)) + layout.line_height * 0.5
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
            painter.drawText(room, flags, self._fitting_label(column, QFontMetricsF(painter.font())))

    def _fitting_label(self, column: int, metrics: QFontMetricsF) -> str:
        """Return what is written of a column's label where it lies: one that is longer than its column is elided."""
        label, layout = self._content.labels.columns[column], self._layout
        is_thinned = layout.column_label_width > 0
        return label if is_thinned else elided(metrics, label, layout.cell_width - layout.line_height * 0.2)

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


def _neighbours(place: int | None, step: int, count: int) -> list[int]:
    """Return which labels stand nearest before and after that of a place, where every so many are written."""
    if place is None:
        return []
    before, after = (place - 1) // step * step, (place // step + 1) * step
    return [near for near in (before, after) if 0 <= near < count]


def fitting_title(words: str, arrow: str, fits: Callable[[str], bool]) -> str:
    """Return "← Query: output tokens ask" where it fits, otherwise what stands before the colon."""
    whole, before = arrow.format(words), arrow.format(re.split("[:：]", words)[0])
    return whole if fits(whole) else before
