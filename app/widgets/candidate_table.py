"""For every row the best candidates, as text and number on the colour of the number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.fonts import numeric_font
from app.theme import LIGHT, SIZE_SMALL, Theme, readable_on
from app.widgets.number_text import significant
from app.widgets.scale import Numbers, Scale

Index = QModelIndex | QPersistentModelIndex


class CandidateTable(QTableView):
    """Ranks from left to right. Setting the selection is silent; clicks and keys say what is wished."""

    row_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self._silent = False
        self.setModel(self._cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.set_theme(LIGHT)

    def set_candidates(
        self, texts: Sequence[Sequence[str]], values: Numbers, *, row_labels: Sequence[str], scale: Scale
    ) -> None:
        """Show `texts` and `values` [rows, ranks], the best first."""
        selected = self.currentIndex().row() if self.currentIndex().isValid() else None
        self._silent = True
        self._cells.replace(texts, np.asarray(values, dtype=np.float64), row_labels, scale)
        self._silent = False
        self.set_selection(selected)

    def set_selection(self, row: int | None) -> None:
        """Mark a row and bring it into view."""
        self._silent = True
        if row is None or not 0 <= row < self._cells.rowCount():
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self._cells.index(row, max(0, self.currentIndex().column())))
        self._silent = False

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        font = numeric_font(SIZE_SMALL, scale)
        self._cells.set_appearance(theme, font)
        self.verticalHeader().setDefaultSectionSize(round(QFontMetricsF(font).height() * 2.4))

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.row_selected.emit(current.row())


class _Cells(QAbstractTableModel):
    """Texts and numbers; colours are looked up for the cells in view only."""

    def __init__(self, parent: CandidateTable) -> None:
        super().__init__(parent)
        self._texts: Sequence[Sequence[str]] = ()
        self._values: Numbers = np.zeros((0, 0))
        self._rows: Sequence[str] = ()
        self._scale = Scale("sequential", 0.0, 1.0)
        self._theme = LIGHT
        self._font = QFont()

    def replace(
        self, texts: Sequence[Sequence[str]], values: Numbers, rows: Sequence[str], scale: Scale
    ) -> None:
        self.beginResetModel()
        self._texts, self._values, self._rows, self._scale = texts, values, rows, scale
        self.endResetModel()

    def set_appearance(self, theme: Theme, font: QFont) -> None:
        self.beginResetModel()
        self._theme, self._font = theme, font
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        value = float(self._values[index.row(), index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._texts[index.row()][index.column()]}\n{significant(value, 3)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._scale.colour(value, self._theme)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(readable_on(self._scale.colour(value, self._theme)))
        return self._font if role == Qt.ItemDataRole.FontRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(section + 1) if orientation == Qt.Orientation.Horizontal else self._rows[section]
        return self._font if role == Qt.ItemDataRole.FontRole else None
