"""A matrix whose numbers can be changed, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.fonts import numeric_font, sized_font
from app.theme import LIGHT, SIZE_BODY, SIZE_SMALL, Theme
from app.widgets.number_text import MINUS, significant
from app.widgets.scale import Mask, Numbers

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_CENTRE = Qt.AlignmentFlag.AlignCenter
DIGITS, LONGEST = 4, 6
MEASURED = 200
"""So many numbers decide how wide the columns are: a vocabulary has millions."""

_OWN_KEYS = frozenset(
    (
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter),
    )
)


class EntryTable(QTableView):
    """Shows the numbers it is given and says what is typed; a changed one stands out, Delete takes it back."""

    number_typed = Signal(int, int, float)  # row, column
    number_cleared = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setStyleSheet("QTableView::item { padding: 0 2px; }")  # a board's matrix in a laptop's window
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            # Fixed: measuring every row of a vocabulary would take longer than painting it.
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultAlignment(_CENTRE)
        self.set_theme(LIGHT)

    def set_entries(
        self, values: Numbers, changed: Mask, *, row_labels: Sequence[str], column_labels: Sequence[str]
    ) -> None:
        """Show `values` [rows, columns]; the current cell stays where there is still one."""
        self._entries.replace(values, changed, tuple(row_labels), tuple(column_labels))
        self._set_sizes()

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colour of the theme for what was changed, and a text size factor of `scale`."""
        self._entries.font, self._entries.label_font = (
            numeric_font(SIZE_BODY, scale),
            sized_font(SIZE_SMALL, scale),
        )
        self._entries.mark = QColor(theme.accent)
        self._set_sizes()
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        # Digits and arrows are keys of the window too; here they are typed and move from cell to cell.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and (event.key() in _OWN_KEYS or number_of(f"{event.text()}1") is not None):
                event.accept()
                return True
        return super().event(event)

    def _set_sizes(self) -> None:
        metrics = QFontMetricsF(self._entries.font)
        widest = max((metrics.horizontalAdvance(text) for text in self._entries.sample()), default=0)
        self.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.25))
        self.horizontalHeader().setDefaultSectionSize(round(widest + 0.9 * metrics.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and current.isValid():
            self.number_cleared.emit(current.row(), current.column())
        else:
            super().keyPressEvent(event)


class _Entries(QAbstractTableModel):
    """The numbers behind the table. What is typed is only reported: it is shown when it has been computed with."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._table = table
        self._values: Numbers = np.zeros((0, 0))
        self._changed: Mask = np.zeros((0, 0), bool)
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self.font = QFont()
        self.label_font = QFont()
        self.mark = QColor()

    def replace(
        self, values: Numbers, changed: Mask, rows: tuple[str, ...], columns: tuple[str, ...]
    ) -> None:
        if values.shape != self._values.shape or (rows, columns) != (self._rows, self._columns):
            self.beginResetModel()
            self._values, self._changed, self._rows, self._columns = values, changed, rows, columns
            self.endResetModel()
            return
        different = (values != self._values) | (changed != self._changed)
        self._values, self._changed = values, changed
        # These cells only: in another one something may just be typed, which Qt would overwrite.
        for row, column in np.argwhere(different).tolist():
            self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def sample(self) -> list[str]:
        """Some of the numbers as they are shown."""
        return [_shown(value) for value in self._values[:MEASURED].flat[:MEASURED]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[1])

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        value, changed = (array[index.row(), index.column()] for array in (self._values, self._changed))
        if role == Role.DisplayRole:
            return _shown(value)
        if role in (Role.EditRole, Role.ToolTipRole):
            return np.format_float_positional(value, trim="-")
        if role == Role.TextAlignmentRole:
            return _CENTRE
        if role == Role.ForegroundRole:
            return QBrush(self.mark) if changed else None
        return self._font(bool(changed)) if role == Role.FontRole else None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        number = number_of(str(value))
        if number is None or np.float32(number) == self._values[index.row(), index.column()]:
            return False
        self._table.number_typed.emit(index.row(), index.column(), number)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        labels = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        if role == Role.DisplayRole:
            return labels[section] if section < len(labels) else ""
        return self.label_font if role == Role.FontRole else None

    def _font(self, bold: bool) -> QFont:
        font = QFont(self.font)
        font.setBold(bold)
        return font


def _shown(value: np.floating[Any]) -> str:
    """All of a number that can be written on a board, else its first digits."""
    exact = np.format_float_positional(value, trim="-")
    return exact.replace("-", MINUS) if len(exact) <= LONGEST else significant(float(value), DIGITS)


def number_of(text: str) -> float | None:
    """What was typed as a number; a proper minus sign and a fraction such as 1/3 will do. None where it is none."""
    over, _, under = text.replace("\u2212", "-").replace("\uff0d", "-").partition("/")
    try:
        number = float(over) / float(under or 1)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if np.isfinite(number) else None
