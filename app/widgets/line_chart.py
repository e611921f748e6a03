"""Several curves over one axis, each in its own colour and dash pattern and named where it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.number_text import significant
from app.widgets.scale import Numbers
from app.widgets.themed import ThemedWidget

MOST_TICKS = 12
DOT = 3.5
_Place = Callable[[float, float], QPointF]


@dataclass(frozen=True, eq=False)
class Curve:
    """A line through ``x``, ``y``, and dots where something was measured."""

    name: str
    x: Numbers
    y: Numbers
    dots_x: Numbers
    dots_y: Numbers


class LineChart(ThemedWidget):
    """Draws what it is given; the marked place is a line from top to bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[Curve, ...] = ()
        self._titles = ("", "")
        self._mark: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_curves(self, curves: Sequence[Curve], x_title: str, y_title: str) -> None:
        """Show these curves."""
        self._curves, self._titles = tuple(curves), (x_title, y_title)
        self.setAccessibleName(f"{y_title}: {', '.join(curve.name for curve in curves)}")
        self.update()

    def set_mark(self, x: float | None) -> None:
        """Mark a place on the axis, or none."""
        if x != self._mark:
            self._mark = x
            self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._curves:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font(numeric=True))
        metrics = QFontMetricsF(painter.font())
        names = max(QFontMetricsF(self._font()).horizontalAdvance(curve.name) for curve in self._curves)
        line = metrics.height()
        box = QRectF(self.rect()).adjusted(
            2 * line + metrics.horizontalAdvance("−0.0"), line, -names - 3 * line, -2.4 * line
        )
        x_low, x_high, y_low, y_high = self._ranges()

        def place(x: float, y: float) -> QPointF:
            return QPointF(
                box.left() + (x - x_low) / (x_high - x_low) * box.width(),
                box.bottom() - (y - y_low) / (y_high - y_low) * box.height(),
            )

        self._paint_axes(painter, box, place)
        self._paint_curves(painter, box, place)

    def _ranges(self) -> tuple[float, float, float, float]:
        xs = np.concatenate([np.concatenate([curve.x, curve.dots_x]) for curve in self._curves])
        ys = np.concatenate([np.concatenate([curve.y, curve.dots_y]) for curve in self._curves])
        reach = float(np.abs(ys).max()) or 1.0
        return float(xs.min()), max(float(xs.max()), float(xs.min()) + 1), -reach, reach

    def _paint_axes(self, painter: QPainter, box: QRectF, place: _Place) -> None:
        x_low, x_high, _, y_high = self._ranges()
        metrics = QFontMetricsF(painter.font())
        quiet, border = QColor(self._theme.text_quiet), QColor(self._theme.border)
        for y in (-y_high, 0.0, y_high):
            painter.setPen(QPen(border, 1))
            painter.drawLine(place(x_low, y), place(x_high, y))
            painter.setPen(quiet)
            text = significant(y)
            at = place(x_low, y)
            painter.drawText(
                QPointF(at.x() - metrics.horizontalAdvance(text) - 8, at.y() + metrics.ascent() / 2 - 1), text
            )
        every = max(1, int(np.ceil((x_high - x_low) / MOST_TICKS)))
        for x in range(int(np.ceil(x_low)), int(x_high) + 1, every):
            text, at = str(x), place(x, -y_high)
            painter.drawText(
                QPointF(at.x() - metrics.horizontalAdvance(text) / 2, at.y() + metrics.height()), text
            )
        painter.setFont(self._font())
        below = QRectF(box.left(), box.bottom() + metrics.height() * 1.2, box.width(), metrics.height() * 1.2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._titles[0])
        painter.save()
        painter.translate(metrics.height() * 0.9, box.center().y())
        painter.rotate(-90)
        painter.drawText(
            QRectF(-box.height() / 2, -metrics.height() / 2, box.height(), metrics.height()),
            Qt.AlignmentFlag.AlignCenter,
            self._titles[1],
        )
        painter.restore()
        if self._mark is not None and x_low <= self._mark <= x_high:
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawLine(place(self._mark, -y_high), place(self._mark, y_high))

    def _paint_curves(self, painter: QPainter, box: QRectF, place: _Place) -> None:
        metrics = QFontMetricsF(painter.font())
        ends = [place(float(curve.x[-1]), float(curve.y[-1])).y() for curve in self._curves]
        heights = _apart(ends, metrics.height(), box.top(), box.bottom())
        for at, curve in enumerate(self._curves):
            colour = QColor(self._theme.heads[at % len(self._theme.heads)])
            pen = QPen(colour, self._px(2))
            dashes = self._theme.dash_patterns[at % len(self._theme.dash_patterns)]
            if dashes:
                pen.setDashPattern(dashes)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([place(x, y) for x, y in zip(curve.x, curve.y, strict=True)]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for x, y in zip(curve.dots_x, curve.dots_y, strict=True):
                painter.drawEllipse(place(float(x), float(y)), self._px(DOT), self._px(DOT))
            left = box.right() + metrics.height() * 0.6
            painter.setPen(QPen(colour, self._px(1)))
            painter.drawLine(QPointF(box.right() + 2, ends[at]), QPointF(left, heights[at]))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(left + 4, heights[at] + metrics.ascent() / 2 - 1), curve.name)


def _apart(heights: Sequence[float], least: float, top: float, bottom: float) -> list[float]:
    """The heights moved so that names of that height do not lie on one another."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    placed = [0.0] * len(heights)
    lowest = top - least
    for at in order:
        lowest = placed[at] = max(heights[at], lowest + least)
    highest = bottom + least
    for at in reversed(order):
        highest = placed[at] = min(placed[at], highest - least)
    return placed
