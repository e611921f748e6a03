"""What is marked in a matrix, and how it is painted over the cells in view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from app.theme import Theme
from app.widgets.matrix_layout import MatrixLayout
from app.widgets.matrix_marks import paint_frame, paint_lit, paint_tag
from app.widgets.matrix_painting import MatrixPainter
from app.widgets.matrix_window import MatrixWindow
from app.widgets.scale import Mask

Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class MatrixSelection:
    """The selected row and column, each of which may stand alone, the cell pointed at, and those lit up."""

    row: int | None
    column: int | None
    preview: Cell | None = None
    lit: Mask | None = None

    @property
    def cell(self) -> Cell | None:
        """Where the selected row and column meet."""
        return None if self.row is None or self.column is None else (self.row, self.column)

    def within(self, window: MatrixWindow) -> MatrixSelection:
        """The same counted in what is in view; what is out of view is not marked."""
        row = None if self.row is None else self.row - window.first_row
        column = None if self.column is None else self.column - window.first_column
        at = self.preview
        seen = at is not None and window.holds(*at)
        return MatrixSelection(
            row if row is not None and 0 <= row < window.rows else None,
            column if column is not None and 0 <= column < window.columns else None,
            (at[0] - window.first_row, at[1] - window.first_column) if at is not None and seen else None,
            None if self.lit is None else self.lit[window.row_slice, window.column_slice],
        )

    def paint(
        self,
        painter: QPainter,
        words: MatrixPainter,
        layout: MatrixLayout,
        theme: Theme,
        font: QFont,
        width: float,
    ) -> None:
        """Paint it, the frame of the selected cell so wide, its labels in that font."""
        if self.lit is not None:
            paint_lit(painter, self.lit, layout.cells, theme)
        if self.preview is not None and self.preview != self.cell:
            paint_frame(painter, layout.cell(*self.preview), theme, theme.text, 1.5)
        for band in () if self.lit is not None else self._bands(layout):
            paint_frame(painter, band, theme, theme.accent, 1.5)
        painter.setFont(font)
        self._paint_labels(painter, words, theme)
        if self.cell is not None:
            paint_frame(painter, layout.cell(*self.cell), theme, theme.accent, width)

    def _bands(self, layout: MatrixLayout) -> list[QRectF]:
        bands = [layout.row_band(self.row)] if self.row is not None else []
        return bands + ([layout.column_band(self.column)] if self.column is not None else [])

    def _paint_labels(self, painter: QPainter, words: MatrixPainter, theme: Theme) -> None:
        """Write the labels of the selected row and column again on a tag, before which its neighbours give way."""
        if self.row is not None:
            tag = words.row_label_rect(self.row)
            paint_tag(painter, theme, tag, words.labels_covered_by(tag, self.row, None))
            words.paint_row_label(painter, self.row)
        if self.column is not None and words.labels.columns[self.column]:
            tag = words.column_label_rect(self.column)
            paint_tag(painter, theme, tag, words.labels_covered_by(tag, None, self.column))
            words.paint_column_label(painter, self.column)
