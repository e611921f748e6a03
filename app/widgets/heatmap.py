"""One labelled matrix as colours and numbers, with a selected row, column and cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_BODY
from app.widgets.matrix_layout import MatrixLabels, MatrixLayout, lay_out
from app.widgets.matrix_marks import paint_frame, paint_number, paint_tag
from app.widgets.matrix_painting import MatrixContent, MatrixFonts, MatrixPainter
from app.widgets.number_text import significant
from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.themed import ThemedWidget, legible

__all__ = ["HeatMap", "Scale"]

MARGIN = 8.0
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class HeatMap(ThemedWidget):
    """Shows a matrix. The selection is given from outside; clicks and keys only say what is wished.

    What does not depend on the selection is painted once and kept as a picture.
    """

    cell_selected = Signal(int, int)
    cell_previewed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: MatrixContent | None = None
        self._row: int | None = None
        self._column: int | None = None
        self._preview: tuple[int, int] | None = None
        self._picture: QPixmap | None = None
        self._exact = False
        self._layout: MatrixLayout | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def set_matrix(
        self,
        values: Numbers,
        *,
        row_labels: Sequence[str],
        column_labels: Sequence[str],
        row_title: str = "",
        column_title: str = "",
        second_row_labels: Sequence[str] | None = None,
        hatched: Mask | None = None,
        scale: Scale,
    ) -> None:
        """Show `values` [rows, columns]; `hatched` is true where a cell is masked.

        The selection stays where it fits.
        """
        values = np.array(values, dtype=np.float32, ndmin=2)
        mask = (
            np.zeros(values.shape, bool)
            if hatched is None
            else np.array(np.broadcast_to(hatched, values.shape))
        )
        rows, columns = values.shape
        labels = MatrixLabels(
            self._labels(row_labels, rows),
            self._labels(column_labels, columns),
            row_title,
            column_title,
            None if second_row_labels is None else self._labels(second_row_labels, rows),
        )
        self._content = MatrixContent(values, mask.astype(bool), scale, labels)
        self._preview = None
        self.set_selection(self._row, self._column)
        self._appearance_changed()
        self._retranslate()

    def clear(self) -> None:
        """Show no matrix."""
        self._content = None
        self._appearance_changed()

    def set_selection(self, row: int | None, column: int | None) -> None:
        """Mark a row, a column or a cell; what lies outside the matrix is not marked."""
        rows, columns = self._content.values.shape if self._content is not None else (0, 0)
        self._row = row if row is not None and 0 <= row < rows else None
        self._column = column if column is not None and 0 <= column < columns else None
        self._describe()
        self.update()

    def selection(self) -> tuple[int | None, int | None]:
        """Return the marked row and column."""
        return self._row, self._column

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell is painted."""
        layout = self._laid_out()
        return layout.cell(row, column) if layout is not None else QRectF()

    def matrix_rect(self) -> QRectF:
        """Return where all cells are painted."""
        layout = self._laid_out()
        return layout.cells if layout is not None else QRectF()

    def sizeHint(self) -> QSize:
        """Ask for a square of some size; the matrix takes what it gets."""
        return QSize(480, 420)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for a few cells and their labels."""
        return QSize(160, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture, then the selection."""
        painter = QPainter(self)
        layout = self._laid_out()
        if layout is not None and self._content is not None:
            if self._keeps_strokes(painter):
                painter.save()
                self._matrix_painter(self._content, layout).paint(painter)
                painter.restore()
            else:
                painter.drawPixmap(0, 0, self._painted(self._content, layout))
            self._paint_marks(painter, self._content, layout)
        self._draw_focus(painter)
        painter.end()

    def _painted(self, content: MatrixContent, layout: MatrixLayout) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._exact = self._matrix_painter(content, layout).paint(painter)
            painter.end()
        return self._picture

    def _matrix_painter(self, content: MatrixContent, layout: MatrixLayout) -> MatrixPainter:
        fonts = MatrixFonts(self._font(), self._font(numeric=True))
        return MatrixPainter(content, layout, self._theme, fonts)

    def _paint_marks(self, painter: QPainter, content: MatrixContent, layout: MatrixLayout) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._preview is not None and self._preview != (self._row, self._column):
            paint_frame(painter, layout.cell(*self._preview), self._theme, self._theme.text, 1.5)
        for band in self._selected_bands(layout):
            paint_frame(painter, band, self._theme, self._theme.accent, 1.5)
        self._paint_selected_labels(painter, content, layout)
        place = self._preview
        if self._row is not None and self._column is not None:
            place = (self._row, self._column)
            paint_frame(painter, layout.cell(*place), self._theme, self._theme.accent, self._px(3))
        if place is not None and not self._exact:  # Otherwise the cell itself shows all digits.
            painter.setFont(self._font(SIZE_BODY, numeric=True))
            text = significant(float(content.values[place]))
            paint_number(painter, layout.cell(*place), layout.cells, self._theme, text)

    def _selected_bands(self, layout: MatrixLayout) -> list[QRectF]:
        bands = [layout.row_band(self._row)] if self._row is not None else []
        return bands + ([layout.column_band(self._column)] if self._column is not None else [])

    def _paint_selected_labels(self, painter: QPainter, content: MatrixContent, layout: MatrixLayout) -> None:
        """Write the labels of the selected row and column again on a tag, though they may be thinned out."""
        words = self._matrix_painter(content, layout)
        painter.setFont(self._font())
        if self._row is not None:
            paint_tag(painter, self._theme, words.row_label_rect(self._row))
            words.paint_row_label(painter, self._row)
        if self._column is not None:
            paint_tag(painter, self._theme, words.column_label_rect(self._column))
            words.paint_column_label(painter, self._column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection; every other key is left to the window."""
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if target != (self._row, self._column):
            self.set_selection(*target)
            self.cell_selected.emit(*target)

    def _target(self, event: QKeyEvent) -> tuple[int, int] | None:
        if self._content is None or self._content.values.size == 0:
            return None
        rows, columns = self._content.values.shape
        row, column = self._row or 0, self._column or 0
        key = Qt.Key(event.key())
        whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Home:
            return (0 if whole else row), 0
        if key == Qt.Key.Key_End:
            return (rows - 1 if whole else row), columns - 1
        if key not in _MOVES or whole or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return None
        if self._row is None or self._column is None:
            return row, column
        down, right = _MOVES[key]
        return min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the cell under the pointer."""
        place = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.set_selection(*place)
            self.cell_selected.emit(*place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Preview the cell under the pointer."""
        self._set_preview(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """End the preview."""
        self._set_preview(None)
        super().leaveEvent(event)

    def _set_preview(self, place: tuple[int, int] | None) -> None:
        if place != self._preview:
            self._preview = place
            self.cell_previewed.emit(*(place if place is not None else (-1, -1)))
            self.update()

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        layout = self._laid_out()
        return layout.cell_at(place) if layout is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew at the new size."""
        self._appearance_changed()
        super().resizeEvent(event)

    def _laid_out(self) -> MatrixLayout | None:
        if self._content is None or self._content.values.size == 0:
            return None
        if self._layout is None:
            room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            rows, columns = self._content.values.shape
            self._layout = lay_out(room, rows, columns, self._content.labels, QFontMetricsF(self._font()))
        return self._layout

    def _appearance_changed(self) -> None:
        self._picture = None
        self._layout = None
        self.update()

    def _retranslate(self) -> None:
        rows, columns = self._content.values.shape if self._content is not None else (0, 0)
        self.setAccessibleName(
            self.tr("Matrix of {rows} rows and {columns} columns").format(rows=rows, columns=columns)
        )
        self._describe()

    def _describe(self) -> None:
        if self._content is None or self._row is None or self._column is None:
            self.setAccessibleDescription(self.tr("No cell is selected. Arrow keys select one."))
            return
        labels = self._content.labels
        self.setAccessibleDescription(
            self.tr("Row {row}, column {column}: {value}").format(
                row=labels.rows[self._row],
                column=labels.columns[self._column],
                value=significant(float(self._content.values[self._row, self._column])),
            )
        )

    def _labels(self, labels: Sequence[str], count: int) -> tuple[str, ...]:
        """Return `count` labels: a caller that knows fewer names leaves the rest without one."""
        metrics = QFontMetricsF(self._font())
        return tuple(legible(metrics, label) for label in labels[:count]) + ("",) * (count - len(labels))
