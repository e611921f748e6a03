"""A table of texts, a row for each entry of a log: one row is current, Enter or a click goes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.fonts import numeric_font, sized_font
from app.theme import SIZE_BODY, SIZE_SMALL, Theme
from app.widgets.figure_table import Index, RowTable

MARK_KEY = Qt.Key.Key_M
PADDING = 28


@dataclass(frozen=True)
class Column:
    """A column: its title and the widest text it has to hold, else it takes what room is left."""

    title: str
    widest: str = ""
    numeric: bool = False

    @property
    def stretches(self) -> bool:
        """Whether it takes the room that is left."""
        return not self.widest


class TrialTable(RowTable):
    """The first column holds the mark: a click there marks, anywhere else in the row it goes back."""

    return_requested = Signal(int)
    mark_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = _Rows()
        super().__init__(self._rows, parent)
        self._scale = 1.0
        self.verticalHeader().hide()

    def set_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], present: int | None) -> None:
        """Show texts [rows, columns]; ``present`` is the row that is on screen, written in bold."""
        with self._silence():
            self._rows.replace(tuple(columns), tuple(map(tuple, rows)), present)
        self._fit()

    def set_selection(self, row: int | None) -> None:
        """Mark a row as current by one of its texts, not by its mark."""
        self._mark(row, first=1)

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use a text size factor of `scale`; the colours come with the application's style sheet."""
        self._scale = scale
        self._rows.fonts = sized_font(SIZE_SMALL, scale), numeric_font(SIZE_SMALL, scale)
        self._fit()
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        # The letter that marks an entry is a key of the window too.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _marks(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.selection()
        if row is not None and _marks(event):
            self.mark_requested.emit(row)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.return_requested.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            (self.return_requested if index.column() else self.mark_requested).emit(index.row())

    def _fit(self) -> None:
        metrics = QFontMetricsF(numeric_font(SIZE_SMALL, self._scale))
        self.verticalHeader().setDefaultSectionSize(
            round(QFontMetricsF(sized_font(SIZE_BODY, self._scale)).height() * 1.3)
        )
        header = self.horizontalHeader()
        for at, column in enumerate(self._rows.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretches else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(at, mode)
            if not column.stretches:
                widest = max(metrics.horizontalAdvance(text) for text in (column.widest, column.title))
                self.setColumnWidth(at, round(widest + PADDING))


def _marks(event: QKeyEvent) -> bool:
    return event.key() == MARK_KEY and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class _Rows(QAbstractTableModel):
    """The texts behind the table."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.fonts = QFont(), QFont()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._present: int | None = None

    def replace(
        self, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...], present: int | None
    ) -> None:
        self.beginResetModel()
        self.columns, self._rows, self._present = columns, rows, present
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        numeric = self.columns[index.column()].numeric
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            font = QFont(self.fonts[numeric])
            font.setBold(index.row() == self._present)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            numeric = self.columns[section].numeric
            return Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        return self.fonts[0] if role == Qt.ItemDataRole.FontRole else None
