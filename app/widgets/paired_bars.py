"""Two lengths for each row, one bar below the other on one scale, with their exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.keyboard import place_along
from app.widgets.number_text import significant
from app.widgets.themed import ThemedWidget, elided

MARGIN = 8.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class BarRow:
    """A row: its name, and two lengths, each of which may be absent (NaN)."""

    name: str
    first: float
    second: float


class PairedBars(ThemedWidget):
    """The first bar is plain, the second one striped. Clicks and the arrows up and down wish for a row."""

    row_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BarRow, ...] = ()
        self._names = ("", "")
        self._title = ""
        self._selected: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_rows(self, rows: Sequence[BarRow], title: str, first: str, second: str) -> None:
        """Show these rows under a title; ``first`` and ``second`` are what the two bars are called."""
        self._rows, self._title, self._names = tuple(rows), title, (first, second)
        self.set_selection(self._selected)
        self.setAccessibleName(title)

    def set_selection(self, row: int | None) -> None:
        """Mark a row; nothing is said."""
        self._selected = row if row is not None and 0 <= row < len(self._rows) else None
        self.setAccessibleDescription(
            "" if self._selected is None else self._said(self._rows[self._selected])
        )
        self.update()

    def selection(self) -> int | None:
        """Return the marked row."""
        return self._selected

    def row_rect(self, row: int) -> QRectF:
        """Return where a row is painted."""
        room = self._room()
        height = room.height() / max(1, len(self._rows))
        return QRectF(room.left(), room.top() + row * height, room.width(), height)

    def sizeHint(self) -> QSize:
        """Ask for as much as a small heat map."""
        return QSize(360, 300)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for the names and some length of bars."""
        return QSize(200, 140)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wish for the row above or below; every other key is left to the window."""
        row = place_along(event, self._selected, len(self._rows), downwards=True)
        if row is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if row != self._selected:
            self.set_selection(row)
            self.row_selected.emit(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wish for the row under the pointer."""
        rows = range(len(self._rows))
        row = next((at for at in rows if self.row_rect(at).contains(event.position())), None)
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.set_selection(row)
            self.row_selected.emit(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading, then row by row its name, bars and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font(numeric=True))
        if self._rows:
            self._paint_heading(painter)
            self._paint_rows(painter)
        self._draw_focus(painter)
        painter.end()

    def _paint_heading(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        line = metrics.height()
        room = QRectF(MARGIN, MARGIN, self.width() - 2 * MARGIN, line)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(room, _LEFT, elided(metrics, self._title, room.width()))
        left = room.left()
        for name, brush in zip(self._names, self._brushes(), strict=True):
            swatch = QRectF(left, room.bottom() + line * 0.55, line * 1.4, line * 0.5)
            painter.fillRect(swatch, brush)
            left = swatch.right() + line * 0.4
            text = elided(metrics, name, max(0.0, room.right() - left))
            painter.setPen(QColor(self._theme.text_quiet))
            painter.drawText(QRectF(left, room.bottom() + line * 0.3, room.right() - left, line), _LEFT, text)
            left += metrics.horizontalAdvance(text) + line

    def _paint_rows(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        height = self.row_rect(0).height()
        every = max(1, int(np.ceil(metrics.height() / max(1.0, height) - 0.15)))
        names = min(self.width() * 0.35, max(metrics.horizontalAdvance(row.name) for row in self._rows)) + 10
        numbers = metrics.horizontalAdvance("00.00") + 16
        longest = np.nanmax([(row.first, row.second) for row in self._rows], initial=1e-9)
        for at, row in enumerate(self._rows):
            box = self.row_rect(at)
            chosen = at == self._selected
            if chosen:
                self._paint_frame(painter, box)
            if at % every == 0 or chosen:
                self._paint_words(painter, box, row, names, numbers)
            bars = box.adjusted(names, 0, -2 * numbers - 4, 0)
            self._paint_bars(painter, bars, (row.first, row.second), float(longest))

    def _paint_words(self, painter: QPainter, box: QRectF, row: BarRow, names: float, numbers: float) -> None:
        metrics = QFontMetricsF(painter.font())
        # Where rows are lower than a line of text, the text keeps its height.
        line = QRectF(box.left(), box.center().y() - metrics.height() / 2, box.width(), metrics.height())
        painter.setPen(QColor(self._theme.text))
        painter.drawText(line.adjusted(4, 0, 0, 0), _LEFT, elided(metrics, row.name, names - 8))
        for value, right in ((row.first, line.right() - numbers), (row.second, line.right() - 4)):
            if not np.isnan(value):
                painter.drawText(
                    QRectF(right - numbers, line.top(), numbers, line.height()), _RIGHT, _short(value)
                )

    def _paint_bars(
        self, painter: QPainter, box: QRectF, values: tuple[float, float], longest: float
    ) -> None:
        thick = min(box.height() * 0.36, self._px(11))
        top = box.center().y() - thick - 0.5
        for at, (value, brush) in enumerate(zip(values, self._brushes(), strict=True)):
            if not np.isnan(value):
                width = box.width() * min(value / longest, 1.0)
                painter.fillRect(QRectF(box.left(), top + at * (thick + 1), max(1.0, width), thick), brush)
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.drawLine(box.topLeft(), box.bottomLeft())

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.accent), self._px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 1, 0, -1))

    def _brushes(self) -> tuple[QBrush, QBrush]:
        stream, change = (QColor(hue) for hue in self._theme.heads[:2])
        return QBrush(stream), QBrush(change, Qt.BrushStyle.Dense3Pattern)

    def _room(self) -> QRectF:
        """Return where the rows are painted, below the heading."""
        head = QFontMetricsF(self._font(numeric=True)).height() * 2.7
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN + head, -MARGIN, -MARGIN)

    def _said(self, row: BarRow) -> str:
        pairs = zip(self._names, (row.first, row.second), strict=True)
        told = [f"{name} {significant(value)}" for name, value in pairs if not np.isnan(value)]
        return ": ".join((row.name, ", ".join(told)))


def _short(value: float) -> str:
    return significant(value) if value < 10000 else significant(value, 3)
