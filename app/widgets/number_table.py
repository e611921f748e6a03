"""A table of figures: a row for each token, a column for each quantity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QHeaderView, QWidget

from app.fonts import numeric_font, sized_font
from app.theme import SIZE_SMALL, Theme
from app.widgets.figure_table import FigureTable
from app.widgets.number_text import significant
from app.widgets.scale import Numbers

MOST_CHARACTERS = 9
"""A number longer than that has more zeros than figures, and fewer of these are enough at a glance."""
Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumberTable(FigureTable):
    """Whole rows are selected. Setting the selection is silent; clicks and keys say what is wished."""

    row_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = _Figures(self)
        self._silent = False
        self.setModel(self._figures)
        self._read_by_rows()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(_RIGHT)
        self.verticalHeader().setDefaultAlignment(_RIGHT)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self._set_sizes(1.0)

    def set_rows(self, values: Numbers, *, row_labels: Sequence[str], column_titles: Sequence[str]) -> None:
        """Show `values` [rows, columns]. The selection stays where there is still a row."""
        selected = self.selection()
        self._silent = True
        self._figures.replace(
            np.array(values, dtype=np.float64, ndmin=2), tuple(row_labels), tuple(column_titles)
        )
        self._silent = False
        self.set_selection(selected)

    def set_selection(self, row: int | None) -> None:
        """Mark a row and bring it into view."""
        self._silent = True
        if row is None or not 0 <= row < self._figures.rowCount():
            self.selectionModel().clear()
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self._figures.index(row, max(0, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        self._silent = False

    def selection(self) -> int | None:
        """Return the marked row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use a text size factor of `scale`; the colours come with the application's style sheet."""
        self._set_sizes(scale)

    def _set_sizes(self, scale: float) -> None:
        self._figures.font = numeric_font(SIZE_SMALL, scale)
        self._figures.label_font = sized_font(SIZE_SMALL, scale)
        height = round(QFontMetricsF(self._figures.font).height() * 1.4)
        self.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()

    def _on_current_row_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.row_selected.emit(current.row())


class _Figures(QAbstractTableModel):
    """The numbers behind the table; texts are made only for the rows in view."""

    def __init__(self, parent: NumberTable) -> None:
        super().__init__(parent)
        self._values: Numbers = np.zeros((0, 0))
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self.font = QFont()
        self.label_font = QFont()

    def replace(self, values: Numbers, rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
        self.beginResetModel()
        self._values, self._rows, self._columns = values, rows, columns
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = significant(float(self._values[index.row(), index.column()]))
            short = role == Qt.ItemDataRole.DisplayRole and len(text) > MOST_CHARACTERS
            return significant(float(self._values[index.row(), index.column()]), 2) if short else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        return self.font if role == Qt.ItemDataRole.FontRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        titles = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section] if section < len(titles) else ""
        return self.label_font if role == Qt.ItemDataRole.FontRole else None
