"""What comes of the numbers on the board, beside them: it follows every number that is typed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.reading.board_results import LastMatrix, NextToken
from app.theme import SPACE_1, Theme
from app.widgets.clipped_label import ClippedLabel
from app.widgets.entry_table import EntryTable
from app.widgets.prediction_table import PredictionTable

LEAST_ROWS = 2
WIDTH = 240


class ResultMatrix(QWidget):
    """The last matrix of a part, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.table = ClippedLabel(), EntryTable(editable=False)
        _stack(self)

    def show_matrix(self, matrix: LastMatrix | None) -> None:
        """Show this matrix, or nothing at all."""
        self.setVisible(matrix is not None)
        if matrix is not None:
            self.title.setText(matrix.title)
            self.table.setAccessibleName(matrix.title)
            self.table.set_entries(
                matrix.values,
                np.zeros(matrix.values.shape, bool),
                row_labels=matrix.row_labels,
                column_labels=matrix.column_labels,
            )

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.table.set_theme(theme, scale)


class ResultToken(QWidget):
    """The most probable next tokens, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.table = ClippedLabel(), _Shares()
        self.table.horizontalHeader().hide()
        _stack(self)

    def show_token(self, found: NextToken | None) -> None:
        """Show these tokens, or nothing at all."""
        self.setVisible(found is not None)
        if found is not None:
            self.title.setText(found.title)
            self.table.setAccessibleName(found.title)
            self.table.set_predictions(found.predictions)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.table.set_theme(theme, scale)


class _Shares(PredictionTable):
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self._height(self.model().rowCount()))

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, self._height(LEAST_ROWS))

    def _height(self, rows: int) -> int:
        return rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()


def _stack(panel: ResultMatrix | ResultToken) -> None:
    """The title above the table, which is as high as its rows and lower where there is no room."""
    panel.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_1)
    column.addWidget(panel.title)
    column.addWidget(panel.table)
