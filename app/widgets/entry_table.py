"""A matrix whose numbers can be changed, by keyboard and by mouse."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from app.fonts import numeric_font, sized_font
from app.theme import LIGHT, SIZE_BODY, SIZE_SMALL, Theme
from app.widgets.number_text import MINUS, significant
from app.widgets.scale import Mask, Numbers

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_CENTRE = Qt.AlignmentFlag.AlignCenter
DIGITS = 4
LEAST_ROWS, MOST_ROWS = 3, 24
MEASURED = 200
"""So many numbers decide how wide the columns are: a vocabulary has millions."""

_OWN_KEYS = frozenset(
    (
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter),
    )
)


_ENDING_KEYS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab))

Reason: TypeAlias = Literal["no_number", "comma", "too_large"]


class Refusal(NamedTuple):
    """What was typed and cannot be taken, and why."""

    text: str
    reason: Reason


class EntryTable(QTableView):
    """Shows the numbers it is given and says what is typed; a changed one stands out, Delete takes it back.

    What is no number, or one above ``largest``, is refused and stays where it was typed. One that is not
    ``editable`` leaves the keys to the window, and writes its numbers so short that all columns have room.
    """

    number_typed = Signal(int, int, float)  # row, column
    number_cleared = Signal(int, int)
    refusal_changed = Signal(object)  # a Refusal, or None where there is no longer one

    def __init__(
        self, parent: QWidget | None = None, *, largest: float = math.inf, editable: bool = True
    ) -> None:
        super().__init__(parent)
        self._largest, self._editable = largest, editable
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Typing(self))
        selection, triggers = QAbstractItemView.SelectionMode, QAbstractItemView.EditTrigger
        self.setSelectionMode(selection.SingleSelection if editable else selection.NoSelection)
        typing = triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        self.setEditTriggers(typing if editable else triggers.NoEditTriggers)
        self.setStyleSheet("QTableView::item { padding: 0 2px; }")  # a board's matrix in a laptop's window
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
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

    def sizeHint(self) -> QSize:
        """As high as its rows, as far as a board reaches."""
        bar = 0 if self.horizontalScrollBar().isHidden() else self.horizontalScrollBar().height()
        return QSize(256, self._height(min(self.model().rowCount(), MOST_ROWS)) + bar)

    def refuses(self, text: str) -> bool:
        """Whether this cannot be taken, which is then said."""
        reason = refusal_of(text, self._largest)
        self.refusal_changed.emit(None if reason is None else Refusal(text.strip(), reason))
        return reason is not None

    def event(self, event: QEvent) -> bool:
        # Digits and arrows are keys of the window too; here they are typed and move from cell to cell.
        is_key = event.type() == QEvent.Type.ShortcutOverride and self._editable
        if is_key and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and (event.key() in _OWN_KEYS or number_of(f"{event.text()}1") is not None):
                event.accept()
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._editable:
            self._set_sizes()

    def minimumSizeHint(self) -> QSize:
        """As high as a few rows."""
        return QSize(128, self._height(min(self.model().rowCount(), LEAST_ROWS)))

    def _height(self, rows: int) -> int:
        header = self.horizontalHeader().sizeHint().height()
        return rows * self.verticalHeader().defaultSectionSize() + header + 2 * self.frameWidth()

    def _set_sizes(self) -> None:
        height = QFontMetricsF(self._entries.font).height()
        self.verticalHeader().setDefaultSectionSize(round(height * 1.25))
        room = self.viewport().width() / max(1, self.model().columnCount())
        for digits in (DIGITS,) if self._editable else range(DIGITS, 1, -1):
            self._entries.digits = digits
            if (width := self._column_width()) <= room:
                break
        self.horizontalHeader().setDefaultSectionSize(width)
        self.updateGeometry()

    def _column_width(self) -> int:
        metrics = QFontMetricsF(self._entries.font)
        widest = max((metrics.horizontalAdvance(text) for text in self._entries.sample()), default=0)
        return round(widest + (0.9 if self._editable else 0.65) * metrics.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and current.isValid():
            self.number_cleared.emit(current.row(), current.column())
        else:
            super().keyPressEvent(event)


class _Typing(QStyledItemDelegate):
    """Leaves a refused number open, so that it can be mended instead of typed again."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._table = table

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ending, line = event.key() in _ENDING_KEYS, isinstance(editor, QLineEdit)
            if ending and line and self._table.refuses(editor.text()):  # type: ignore[attr-defined]
                return True
            if not ending:
                self._table.refusal_changed.emit(None)
        return super().eventFilter(editor, event)


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
        self.digits = DIGITS

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
        return [_shown(value, self.digits) for value in self._values[:MEASURED].flat[:MEASURED]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[1])

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        value, changed = (array[index.row(), index.column()] for array in (self._values, self._changed))
        if role == Role.DisplayRole:
            return _shown(value, self.digits)
        if role in (Role.EditRole, Role.ToolTipRole):
            return np.format_float_positional(value, trim="-")
        if role == Role.TextAlignmentRole:
            return _CENTRE
        if role == Role.ForegroundRole:
            return QBrush(self.mark) if changed else None
        return self._font(bool(changed)) if role == Role.FontRole else None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if self._table.refuses(str(value)):
            return False
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


def _shown(value: np.floating[Any], digits: int) -> str:
    """All of a number that can be written on a board, else its first digits."""
    exact = np.format_float_positional(value, trim="-")
    return exact.replace("-", MINUS) if len(exact) <= digits + 2 else significant(float(value), digits)


def number_of(text: str) -> float | None:
    """What was typed as a number; a proper minus sign and a fraction such as 1/3 will do. None where it is none."""
    number = _read(text)
    return number if number is not None and math.isfinite(number) else None


def refusal_of(text: str, largest: float = math.inf) -> Reason | None:
    """Why what was typed cannot be taken; an empty line changes nothing and needs no reason."""
    number = _read(text)
    if not text.strip():
        return None
    if number is None:
        return "no_number" if _read(with_point(text)) is None else "comma"
    return None if math.isfinite(number) and abs(number) <= largest else "too_large"


def with_point(text: str) -> str:
    """The text with points where commas were."""
    return text.replace(",", ".").replace("\uff0c", ".")


def _read(text: str) -> float | None:
    """A number, infinite ones included; None for anything else."""
    over, _, under = text.replace("\u2212", "-").replace("\uff0d", "-").partition("/")
    try:
        number = float(over) / float(under or 1)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return None if math.isnan(number) else number
