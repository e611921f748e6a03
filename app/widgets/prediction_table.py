"""Tokens with their probabilities in percent, on the colour of the probability, in rows and named columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.fonts import numeric_font, sized_font
from app.theme import LIGHT, SIZE_SMALL, Theme, readable_on
from app.widgets.figure_table import FigureTable, Index
from app.widgets.number_text import percentage, short_percent
from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.themed import elided, legible

SHARES = Scale("sequential", 0.0, 1.0)
MARK = "✓"
GAP = 5.0
LOW, HIGH = 1.15, 2.6
"""How high a row is, in lines of text."""
TWO_LINES = 2.1
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, eq=False)
class Predictions:
    """What the table shows: ``texts`` and ``values`` [rows, columns]; ``marked`` cells carry a tick."""

    texts: Sequence[Sequence[str]]
    values: Numbers
    marked: Mask
    row_labels: Sequence[str]
    column_labels: Sequence[str]


class PredictionTable(FigureTable):
    """One that ``fills`` makes its rows higher where there is room, and then writes the number below the token."""

    cell_selected = Signal(int, int)
    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, fills: bool = False) -> None:
        super().__init__(parent)
        self._fills = fills
        self._cells, self._painter = _Cells(self), _CellPainter(self)
        self.setModel(self._cells)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().geometriesChanged.connect(self.columns_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.set_theme(LIGHT)

    def set_predictions(self, predictions: Predictions) -> None:
        """Show these predictions; the selection stays where there is still a cell."""
        at = self.currentIndex()
        place = (at.row(), at.column()) if at.isValid() else (None, 0)
        with self._silence():
            self._cells.replace(predictions)
        self._fit_rows()
        self.updateGeometry()
        self.set_selection(*place)

    def set_selection(self, row: int | None, column: int | None = None) -> None:
        """Mark a row by one of its cells, and bring it into view."""
        self._mark(row, column)

    def selection(self) -> tuple[int, int] | None:
        """Return the marked cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def columns_span(self) -> tuple[float, float]:
        """Return where the columns in view begin and end, in the coordinates of the table."""
        left = self.viewport().x()
        return left, left + min(self.horizontalHeader().length(), self.viewport().width())

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        font = sized_font(SIZE_SMALL, scale)
        self._painter.theme, self._painter.words = theme, font
        self._painter.numbers = numeric_font(SIZE_SMALL, scale)
        self._cells.set_font(font)
        least = QFontMetricsF(font).horizontalAdvance("cat 100") + 2 * GAP
        self.horizontalHeader().setMinimumSectionSize(round(least))
        self.verticalHeader().setMinimumSectionSize(1)
        self._fit_rows()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for the height of all rows."""
        rows = self._cells.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(320, rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for a few rows; the others are scrolled to."""
        return QSize(200, round(QFontMetricsF(self._painter.words).height() * 6))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard; the cell that Qt then makes the current one was chosen by nobody."""
        with self._silence():
            super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows into the new height."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        line, rows = QFontMetricsF(self._painter.words).height(), max(1, self._cells.rowCount())
        room = self.viewport().height() / rows if self._fills else 0.0
        self.verticalHeader().setDefaultSectionSize(int(min(max(room, LOW * line), HIGH * line)))

    def _on_current_changed(self, current: QModelIndex, former: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.cell_selected.emit(current.row(), current.column())


class _CellPainter(QStyledItemDelegate):
    """The token at the left, its share at the right; bold where it is marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.words, self.numbers = LIGHT, QFont(), QFont()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text, value, marked = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        box = QRectF(option.rect).adjusted(0, 0, -1, -1)
        ground = SHARES.colour(value, self.theme)
        painter.fillRect(box, ground)
        painter.setPen(readable_on(ground))
        self._paint_words(painter, box.adjusted(GAP, 0, -GAP, 0), text, short_percent(value), marked)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(self.theme.accent), 3))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, text: str, share: str, marked: bool) -> None:
        font = QFont(self.words)
        font.setBold(marked)
        metrics, numbers = QFontMetricsF(font), QFontMetricsF(self.numbers)
        above, below = room, room
        if room.height() >= TWO_LINES * metrics.height():
            middle = room.center().y()
            above, below = (
                QRectF(room.left(), top, room.width(), metrics.height())
                for top in (middle - metrics.height(), middle)
            )
        else:
            above = room.adjusted(0, 0, -numbers.horizontalAdvance(share) - GAP, 0)
        painter.setFont(self.numbers)
        painter.drawText(below, _MIDDLE | Qt.AlignmentFlag.AlignRight, share)
        painter.setFont(font)
        shown = elided(metrics, legible(metrics, text), above.width())
        # The tick stays where there is room for nothing else.
        shown = MARK if marked and not shown.startswith(MARK) else shown
        painter.drawText(above, _MIDDLE | Qt.AlignmentFlag.AlignLeft, shown)


class _Cells(QAbstractTableModel):
    """The predictions behind the table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        empty = np.zeros((0, 0))
        self._shown = Predictions((), empty, empty.astype(bool), (), ())
        self.font = QFont()

    def replace(self, predictions: Predictions) -> None:
        self.beginResetModel()
        self._shown = predictions
        self.endResetModel()

    def set_font(self, font: QFont) -> None:
        self.beginResetModel()
        self.font = font
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._shown.values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._shown.values.shape[1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        at = index.row(), index.column()
        value, marked = float(self._shown.values[at]), bool(self._shown.marked[at])
        text = f"{MARK} " * marked + self._shown.texts[at[0]][at[1]]
        if role == Qt.ItemDataRole.UserRole:
            return text, value, marked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{text} {percentage(short_percent(value))}"
        return self.font if role == Qt.ItemDataRole.FontRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return (self._shown.column_labels if across else self._shown.row_labels)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if across else _MIDDLE | Qt.AlignmentFlag.AlignRight
        return self.font if role == Qt.ItemDataRole.FontRole else None
