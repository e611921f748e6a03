"""Cosines from level to level: a line with the exact number at each dot, and a quieter one to compare it with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.number_text import decimal
from app.widgets.scale import Numbers
from app.widgets.themed import ThemedWidget, elided

DOT = 4.5
_CENTRE = Qt.AlignmentFlag.AlignCenter


class LevelChart(ThemedWidget):
    """From 0, or from below where a cosine is negative, to 1. What has no value is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: tuple[str, ...] = ()
        self._lines: tuple[tuple[str, Numbers], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_lines(self, levels: Sequence[str], lines: Sequence[tuple[str, Numbers]]) -> None:
        """Show these named lines, the first one with its numbers; each has a value for every level."""
        self._levels, self._lines = tuple(levels), tuple(lines)
        self.setAccessibleName("; ".join(name for name, _ in lines))
        told = [
            f"{name}: "
            + ", ".join(f"{level} {decimal(value, 4)}" for level, value in zip(levels, values, strict=True))
            for name, values in lines
        ]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def lines(self) -> tuple[tuple[str, Numbers], ...]:
        """The lines that are shown."""
        return self._lines

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for the numbers above some height of the line."""
        return QSize(240, round(QFontMetricsF(self._font()).height() * 7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, lines and numbers."""
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font(numeric=True))
        metrics = QFontMetricsF(painter.font())
        line = metrics.height()
        box = QRectF(2.6 * line, 2.8 * line, self.width() - 4 * line, self.height() - 4.6 * line)
        self._paint_axis(painter, box)
        for at in reversed(range(len(self._lines))):
            self._paint_line(painter, box, at)
        self._paint_legend(painter, metrics)
        painter.end()

    def _low(self) -> float:
        values = np.concatenate([values for _, values in self._lines])
        return min(0.0, float(np.nanmin(values, initial=0.0)))

    def _at(self, box: QRectF, level: int, value: float) -> QPointF:
        x = box.left() + (level + 0.5) * box.width() / len(self._levels)
        low = self._low()
        return QPointF(x, box.bottom() - (value - low) / (1 - low) * box.height())

    def _paint_axis(self, painter: QPainter, box: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        for value in (0.0, 0.5, 1.0):
            y = self._at(box, 0, value).y()
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(self._theme.text_quiet))
            room = QRectF(0, y - metrics.height() / 2, box.left() - 6, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, f"{value:g}")
        width = box.width() / len(self._levels)
        for at, name in enumerate(self._levels):
            below = QRectF(
                box.left() + at * width, box.bottom() + 0.5 * metrics.height(), width, metrics.height()
            )
            painter.drawText(below, _CENTRE, elided(metrics, name, width))

    def _paint_line(self, painter: QPainter, box: QRectF, at: int) -> None:
        """The first line is solid with round dots and numbers, a further one dashed with squares."""
        values = self._lines[at][1].tolist()
        places = [
            (self._at(box, level, value), value) for level, value in enumerate(values) if np.isfinite(value)
        ]
        colour, metrics = self._colour(at), QFontMetricsF(painter.font())
        painter.setPen(self._pen(at))
        painter.drawPolyline(QPolygonF([place for place, _ in places]))
        for place, value in places:
            self._paint_dot(painter, place, colour, at)
            if at == 0:
                painter.setPen(QColor(self._theme.text))
                above = QRectF(place.x() - 60, place.y() - 1.5 * metrics.height(), 120, metrics.height())
                painter.drawText(above, _CENTRE, decimal(value, 4))

    def _paint_dot(self, painter: QPainter, place: QPointF, colour: QColor, at: int) -> None:
        size = self._px(DOT if at == 0 else DOT * 0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if at == 0:
            painter.drawEllipse(place, size, size)
        else:
            painter.drawRect(QRectF(-size, -size, 2 * size, 2 * size).translated(place))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_legend(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        left, middle = 2.6 * metrics.height(), 0.8 * metrics.height()
        for at, (name, _) in enumerate(self._lines):
            painter.setPen(self._pen(at))
            end = left + 2 * metrics.height()
            painter.drawLine(QPointF(left, middle), QPointF(end, middle))
            self._paint_dot(painter, QPointF((left + end) / 2, middle), self._colour(at), at)
            painter.setPen(QColor(self._theme.text))
            left = end + 0.5 * metrics.height()
            painter.drawText(QPointF(left, middle + metrics.ascent() / 2 - 1), name)
            left += metrics.horizontalAdvance(name) + 1.5 * metrics.height()

    def _colour(self, at: int) -> QColor:
        return QColor(self._theme.heads[0] if at == 0 else self._theme.text_quiet)

    def _pen(self, at: int) -> QPen:
        pen = QPen(self._colour(at), self._px(2.5 if at == 0 else 1.5))
        if at:
            pen.setDashPattern([4, 3])
        return pen
