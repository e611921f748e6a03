"""A table of heads: what was measured of each, in columns by which it can be sorted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QWidget

from app.fonts import numeric_font
from app.theme import SIZE_SMALL, Theme
from app.widgets.figure_table import Index, RowTable

LETTERS = 10
"""So many letters a column should have room for."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HeadTable(RowTable):
    """It sorts nothing itself: a click on a column's title says what is wished."""

    column_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._cells = _Cells()
        super().__init__(self._cells, parent)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.column_clicked)
        self._set_sizes(1.0)

    def set_rows(self, rows: Sequence[Sequence[str]], titles: Sequence[str], words: Sequence[int]) -> None:
        """Show these cells; the columns in `words` hold words, all others numbers. The selected row is kept."""
        selected = self.selection()
        with self._silence():
            self._cells.replace(tuple(map(tuple, rows)), tuple(titles), frozenset(words))
        self.set_selection(selected)
        self._widen()

    def set_order(self, column: int, ascending: bool) -> None:
        """Show by which column the rows are sorted."""
        self._cells.order = column, ascending
        self.horizontalHeader().viewport().update()

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


class _Cells(QAbstractTableModel):
    """The texts behind the table."""

    def __init__(self) -> None:
        super().__init__()
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
