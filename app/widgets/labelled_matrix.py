"""One labelled matrix as colours and numbers, with what is marked in it; a block of it where it is zoomed in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_BODY
from app.widgets.kept_pictures import Ground, OwnPicture
from app.widgets.matrix_content import MatrixContent
from app.widgets.matrix_layout import MatrixLabels, MatrixLayout, Ordinals, lay_out_within
from app.widgets.matrix_marks import number_size, paint_extent, paint_number, place_at, place_to_stay
from app.widgets.matrix_painting import MatrixPainter
from app.widgets.matrix_selection import MatrixSelection
from app.widgets.matrix_window import MatrixWindow, zoomed_counts
from app.widgets.matrix_words import MatrixFonts
from app.widgets.number_text import significant
from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.themed import ThemedWidget, legible

ZOOM_STEP = 1.5


class LabelledMatrix(ThemedWidget):
    """Draws a matrix and marks what it is told to.

    What does not depend on the marks is painted once and kept as a picture. Zoomed in, a block of whole rows and
    columns is in view; rows and columns are always counted in the whole matrix.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: MatrixContent | None = None
        self._window = MatrixWindow.whole((0, 0))
        self._zoom = 0
        self._row: int | None = None
        self._column: int | None = None
        self._preview: tuple[int, int] | None = None
        self._lit: Mask | None = None
        self._marked = True
        self._picture = OwnPicture()
        self._exact = False
        self._layout: MatrixLayout | None = None
        self._part: MatrixContent | None = None
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
        covered: Mask | None = None,
        scale: Scale,
    ) -> None:
        """Show `values` [rows, columns]; `hatched` is true where a cell is masked, `covered` where it is secret.

        The selection stays where it fits, and so does the zoom for a matrix of the same shape.
        """
        rows, columns = shape = np.atleast_2d(values).shape
        labels = MatrixLabels(
            self._labels(row_labels, rows),
            self._labels(column_labels, columns),
            row_title,
            column_title,
            None if second_row_labels is None else self._labels(second_row_labels, rows),
        )
        self._content = MatrixContent.of(values, hatched, covered, scale, labels)
        self._preview, self._lit = None, None
        if self._window.shape != shape:
            self._window, self._zoom = MatrixWindow.whole((rows, columns)), 0
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
        self._look_at(self._window.showing(self._row, self._column))
        self._describe()
        self.update()

    def selection(self) -> tuple[int | None, int | None]:
        """Return the marked row and column."""
        return self._row, self._column

    def set_lit(self, cells: Mask | None) -> None:
        """Light up the cells that are set, as what the selected number was made of; None ends it."""
        self._lit = cells if cells is not None and cells.any() else None
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Paint what is selected and lit, or leave it away while something moves over the cells."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def lit(self) -> Mask | None:
        """Return which cells are lit up."""
        return self._lit

    def scale(self) -> Scale:
        """Return what the colours stand for."""
        return self._content.scale if self._content is not None else Scale("sequential", 0.0, 1.0)

    def in_view(self) -> MatrixWindow:
        """Return which rows and columns are in view."""
        return self._window

    def zoom(self, steps: int, at: tuple[int, int] | None = None) -> None:
        """Look so many steps closer (back where negative, at the whole where 0), around a cell."""
        self._zoom = 0 if steps == 0 else max(0, self._zoom + steps)
        whole, layout = self._window.shape, self._whole_layout()
        if layout is None:
            return
        if self._zoom == 0:
            self._look_at(MatrixWindow.whole(whole))
            return
        line = layout.line_height
        cell = layout.cell_width, layout.cell_height
        counts = zoomed_counts(whole, cell, (line * 4.2, line * 1.6), ZOOM_STEP**self._zoom)
        at = at or self._preview or (self._row or 0, self._column or 0)
        before, self._window = self._window, self._window.resized(*counts, *at)
        if before == self._window and steps > 0:
            self._zoom -= steps  # As close as it gets: the way back must not be longer than the way in.
        self._look_at(self._window, force=True)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell is painted; nowhere where it is out of view."""
        layout, window = self._laid_out(), self._window
        if layout is None or not window.holds(row, column):
            return QRectF()
        return layout.cell(row - window.first_row, column - window.first_column)

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
        layout, content = self._laid_out(), self._part
        if layout is not None and content is not None:
            self._paint_matrix(painter, content, layout)
            if self._marked:
                self._paint_marks(painter, content, layout)
            if not self._window.is_whole:
                paint_extent(painter, layout.cells, self._window, self._theme)
        self._draw_focus(painter)
        painter.end()

    def _paint_matrix(self, painter: QPainter, content: MatrixContent, layout: MatrixLayout) -> None:
        """Paint everything but the marks."""
        parts = self._matrix_painter(content, layout)
        # From step to step of a walk, what stands around the cells is mostly the same.
        look = "words", self._theme, self._font(), content.labels, content.values.shape
        self._picture.draw(painter, self, partial(self._paint_values, parts), Ground(look, parts.paint_words))

    def _paint_values(self, parts: MatrixPainter, painter: QPainter) -> None:
        self._exact = parts.paint_values(painter)

    def _matrix_painter(self, content: MatrixContent, layout: MatrixLayout) -> MatrixPainter:
        fonts = MatrixFonts(self._font(), self._font(numeric=True))
        return MatrixPainter(content, layout, self._theme, fonts)

    def _paint_marks(self, painter: QPainter, content: MatrixContent, layout: MatrixLayout) -> None:
        marks = MatrixSelection(self._row, self._column, self._preview, self._lit).within(self._window)
        words = self._matrix_painter(content, layout)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks.paint(painter, words, layout, self._theme, self._font(), self._px(3))
        self._paint_number(painter, content, layout, marks.cell or marks.preview)

    def _paint_number(
        self,
        painter: QPainter,
        content: MatrixContent,
        layout: MatrixLayout,
        place: tuple[int, int] | None,
    ) -> None:
        """Tell the exact number of a cell where the cell itself does not; a mask has none to tell."""
        if place is None or (self._exact and not content.is_covered(*place)):
            return
        value, covered = float(content.values[place]), content.is_covered(*place)
        if covered or not np.isnan(value):
            painter.setFont(self._font(SIZE_BODY, numeric=True))
            text = "?" if covered else significant(value)
            tag = self._number_place(painter, text, layout.cell(*place), layout.cells)
            paint_number(painter, tag, self._theme, text)

    def _number_place(
        self, painter: QPainter, text: str, cell: QRectF, cells: QRectF, side: QRectF | None = None
    ) -> QRectF | None:
        """Where a number stands: that of a selected cell nowhere over others, that of one pointed at beside it.

        There it keeps to its ``side`` of the cells.
        """
        size, room = number_size(QFontMetricsF(painter.font()), text), QRectF(self.rect())
        if self._row is None or self._column is None:
            return place_at(size, cell, side or cells, room)
        return place_to_stay(size, cell, cells, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew at the new size."""
        self._appearance_changed()
        super().resizeEvent(event)

    def _look_at(self, window: MatrixWindow, *, force: bool = False) -> None:
        if window != self._window or force:
            self._window = window
            self._appearance_changed()

    def _laid_out(self) -> MatrixLayout | None:
        if self._content is None or self._content.values.size == 0:
            return None
        if self._layout is None:
            window = self._window
            whole = window.is_whole
            self._part = self._content if whole else self._content.part(window.row_slice, window.column_slice)
            self._layout = self._fitted(self._part)
        return self._layout

    def _whole_layout(self) -> MatrixLayout | None:
        empty = self._content is None or self._content.values.size == 0
        return None if empty or self._content is None else self._fitted(self._content)

    def _fitted(self, content: MatrixContent) -> MatrixLayout:
        rows, columns = content.values.shape
        return lay_out_within(self.width(), self.height(), rows, columns, content.labels, self._font())

    def _appearance_changed(self) -> None:
        self._picture.forget()
        self._layout = None
        self.update()

    def _labels(self, labels: Sequence[str], count: int) -> Sequence[str]:
        """Return `count` labels: a caller that knows fewer names leaves the rest without one."""
        if isinstance(labels, Ordinals) and len(labels) == count:
            return labels
        metrics = QFontMetricsF(self._font())
        return tuple(legible(metrics, label) for label in labels[:count]) + ("",) * (count - len(labels))

    def _describe(self) -> None:
        """Tell a screen reader what is selected."""
