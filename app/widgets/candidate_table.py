"""For every row the best candidates, as text and number on the colour of the number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QHeaderView, QWidget

from app.fonts import numeric_font
from app.theme import LIGHT, SIZE_SMALL, Theme, readable_on
from app.widgets.figure_table import FigureTable, Index
from app.widgets.number_text import significant
from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.themed import covering


class CandidateTable(FigureTable):
    """Ranks from left to right."""

    row_selected = Signal(int)
    cell_selected = Signal(int, int)
    cover_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self.setModel(self._cells)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        self.set_theme(LIGHT)

    def set_candidates(
        self,
        texts: Sequence[Sequence[str]],
        values: Numbers,
        *,
        row_labels: Sequence[str],
        scale: Scale,
        covered: Mask | None = None,
    ) -> None:
        """Show `texts` and `values` [rows, ranks], the best first; neither where `covered` is set."""
        selected = self.currentIndex().row() if self.currentIndex().isValid() else None
        with self._silence():
            self._cells.replace(texts, np.asarray(values, dtype=np.float64), row_labels, scale, covered)
        self.set_selection(selected)

    def in_view(self) -> tuple[slice, slice, QRectF]:
        """Return the rows and ranks of which something is seen, and where they lie in the viewport."""
        right, foot = self.viewport().width() - 1, self.viewport().height() - 1
        rows, ranks = self._cells.rowCount(), self._cells.columnCount()
        ends = [(self.rowAt(0), self.rowAt(foot), rows), (self.columnAt(0), self.columnAt(right), ranks)]
        (top, low), (first, last) = ((max(a, 0), b if b >= 0 else count - 1) for a, b, count in ends)
        width = sum(self.columnWidth(at) for at in range(first, last + 1))
        height = sum(self.rowHeight(at) for at in range(top, low + 1))
        corner = self.columnViewportPosition(first), self.rowViewportPosition(top)
        return slice(top, low + 1), slice(first, last + 1), QRectF(*corner, width, height)

    def set_selection(self, row: int | None, rank: int | None = None) -> None:
        """Mark a row, or one candidate of it, and bring it into view."""
        self._mark(row, rank)

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        font = numeric_font(SIZE_SMALL, scale)
        self._cells.set_appearance(theme, font)
        least = QFontMetricsF(font).horizontalAdvance("0.000000") + 26
        self.horizontalHeader().setMinimumSectionSize(round(least))
        self.verticalHeader().setDefaultSectionSize(round(QFontMetricsF(font).height() * 2.4))

    def _on_current_changed(self, current: QModelIndex, former: QModelIndex) -> None:
        if not current.isValid() or self._silent or self._cells.is_covered(current):
            return
        if current.row() != former.row():
            self.row_selected.emit(current.row())
        self.cell_selected.emit(current.row(), current.column())

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._cells.is_covered(index):
            self.cover_pressed.emit()


class _Cells(QAbstractTableModel):
    """Texts and numbers; colours are looked up for the cells in view only."""

    def __init__(self, parent: CandidateTable) -> None:
        super().__init__(parent)
        self._texts: Sequence[Sequence[str]] = ()
        self._values: Numbers = np.zeros((0, 0))
        self._rows: Sequence[str] = ()
        self._scale = Scale("sequential", 0.0, 1.0)
        self._covered: Mask | None = None
        self._theme = LIGHT
        self._font = QFont()

    def replace(
        self,
        texts: Sequence[Sequence[str]],
        values: Numbers,
        rows: Sequence[str],
        scale: Scale,
        covered: Mask | None,
    ) -> None:
        self.beginResetModel()
        self._texts, self._values, self._rows, self._scale = texts, values, rows, scale
        self._covered = covered
        self.endResetModel()

    def is_covered(self, index: Index) -> bool:
        return self._covered is not None and bool(self._covered[index.row(), index.column()])

    def set_appearance(self, theme: Theme, font: QFont) -> None:
        self.beginResetModel()
        self._theme, self._font = theme, font
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.is_covered(index):
            return self._cover(role)
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

    def _cover(self, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return "?"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.BackgroundRole:
            return covering(self._theme)
        return self._font if role == Qt.ItemDataRole.FontRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(section + 1) if orientation == Qt.Orientation.Horizontal else self._rows[section]
        return self._font if role == Qt.ItemDataRole.FontRole else None
