"""A table of heads: what was measured of each, in columns by which it can be sorted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QWidget

from app.fonts import numeric_font
from app.theme import SIZE_SMALL, Theme
from app.widgets.figure_table import FigureTable

LETTERS = 10
"""So many letters a column should have room for."""

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HeadTable(FigureTable):
    """Whole rows are selected. It sorts nothing itself: a click on a column's title says what is wished."""

    row_selected = Signal(int)
    column_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self._silent = False
        self.setModel(self._cells)
        self._read_by_rows()
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.column_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self._set_sizes(1.0)

    def set_rows(self, rows: Sequence[Sequence[str]], titles: Sequence[str], words: Sequence[int]) -> None:
        """Show these cells; the columns in `words` hold words, all others numbers. The selected row is kept."""
        selected = self.currentIndex().row()
        self._silent = True
        self._cells.replace(tuple(map(tuple, rows)), tuple(titles), frozenset(words))
        self._silent = False
        self.set_selection(selected)
        self._widen()

    def set_order(self, column: int, ascending: bool) -> None:
        """Show by which column the rows are sorted."""
        self._cells.order = column, ascending
        self.horizontalHeader().viewport().update()

    def set_selection(self, row: int) -> None:
        """Mark a row and bring it into view; nothing is said."""
        self._silent = True
        if 0 <= row < self._cells.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self._cells.index(row, max(0, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._silent = False

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use a text size factor of `scale`; the colours come with the application's style sheet."""
        self._set_sizes(scale)

    def least_width(self) -> int:
        """Return how wide the table should be at least, for all columns to be read."""
        metrics = QFontMetricsF(self._cells.font)
        return round(metrics.averageCharWidth() * LETTERS * max(1, len(self._cells.titles)))

    def text(self) -> str:
        """Return the whole table, columns parted by tabs, so that a spreadsheet takes it."""
        return "\n".join("\t".join(row) for row in (self._cells.titles, *self._cells.rows))

    def copy(self) -> None:
        """Put the whole table on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy everything, where a table of Qt's copies one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _set_sizes(self, scale: float) -> None:
        self._cells.font = numeric_font(SIZE_SMALL, scale)
        height = round(QFontMetricsF(self._cells.font).height() * 1.4)
        self.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()

    def _widen(self) -> None:
        """Words get the room that they need; numbers share what is left."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        for column in range(header.count()):
            wordy = column in self._cells.words
            header.setSectionResizeMode(column, modes.ResizeToContents if wordy else modes.Stretch)

    def _on_current_row_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.row_selected.emit(current.row())


class _Cells(QAbstractTableModel):
    """The texts behind the table."""

    def __init__(self, parent: HeadTable) -> None:
        super().__init__(parent)
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.titles: tuple[str, ...] = ()
        self.order = -1, False
        self.font = QFont()
        self.words: frozenset[int] = frozenset()

    def replace(
        self, rows: tuple[tuple[str, ...], ...], titles: tuple[str, ...], words: frozenset[int]
    ) -> None:
        self.beginResetModel()
        self.rows, self.titles, self.words = rows, titles, words
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return self.font if role == Qt.ItemDataRole.FontRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or section >= len(self.titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            # Written beside the title: Qt's own arrow would stand on top of it.
            sign = ("▴" if self.order[1] else "▾") if section == self.order[0] else ""
            return f"{self.titles[section]} {sign}".rstrip()
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _LEFT if column in self.words else _RIGHT
