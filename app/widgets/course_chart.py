"""One share from place to place: a line with a dot at each place, and what is told of it above and below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.number_text import percent, percentage
from app.widgets.themed import ThemedWidget, elided

DOT = 4.0
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Stop:
    """A place on the way: its name, the share there (0 to 1), and what is written above and below its dot."""

    name: str
    share: float
    above: str
    below: str


class CourseChart(ThemedWidget):
    """All places are equally wide, beginning at ``left``, so that the chart can stand under the columns of a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: tuple[Stop, ...] = ()
        self._title = ""
        self._left = self._right = 0.0
        self._mark: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_course(self, stops: Sequence[Stop], title: str, mark: int | None) -> None:
        """Show these places under a title; ``mark`` is the place from which on the matter is settled."""
        self._stops, self._title, self._mark = tuple(stops), title, mark
        told = "; ".join(f"{stop.name}: {stop.above}, {stop.below}" for stop in self._stops)
        self.setAccessibleName(title)
        self.setAccessibleDescription(told)
        self.update()

    def set_columns(self, left: float, right: float) -> None:
        """Spread the places from ``left`` to ``right``, as the columns of the table above do."""
        self._left, self._right = left, right
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a low diagram."""
        return QSize(280, round(self._px(130)))

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for the notes above some height of the line."""
        return QSize(160, round(QFontMetricsF(self._font()).height() * 6.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, axis, line and dots."""
        if not self._stops:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font(numeric=True))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(self._theme.text))
        title = QRectF(0, 0, self.width(), metrics.height())
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft, elided(metrics, self._title, self.width()))
        box = self._box(metrics)
        self._paint_axis(painter, box)
        self._paint_line(painter, box)
        painter.end()

    def _box(self, metrics: QFontMetricsF) -> QRectF:
        left = max(self._left, metrics.horizontalAdvance(percentage("100")) + 8)
        right = self._right if self._right > left else self.width()
        line = metrics.height()
        return QRectF(left, line * 2.4, right - left, max(1.0, self.height() - line * 3.7))

    def _at(self, box: QRectF, place: int, share: float) -> QPointF:
        x = box.left() + (place + 0.5) * box.width() / len(self._stops)
        return QPointF(x, box.bottom() - box.height() * min(max(share, 0.0), 1.0))

    def _paint_axis(self, painter: QPainter, box: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        for share in (0, 1):
            y = self._at(box, 0, share).y()
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(self._theme.text_quiet))
            room = QRectF(0, y - metrics.height() / 2, box.left() - 6, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, percentage(percent(share)))
        if self._mark is not None:
            x = box.left() + self._mark * box.width() / len(self._stops)
            painter.setPen(QPen(QColor(self._theme.accent), self._px(1.5), Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, box.top() - metrics.height()), QPointF(x, box.bottom()))

    def _paint_line(self, painter: QPainter, box: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        shares = [stop.share if np.isfinite(stop.share) else 0.0 for stop in self._stops]
        points = [self._at(box, at, share) for at, share in enumerate(shares)]
        painter.setPen(QPen(QColor(self._theme.heads[0]), self._px(2)))
        painter.drawPolyline(QPolygonF(points))
        width = box.width() / len(points)
        for stop, point in zip(self._stops, points, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.heads[0]))
            painter.drawEllipse(point, self._px(DOT), self._px(DOT))
            above = QRectF(point.x() - width / 2, point.y() - metrics.height() * 1.4, width, metrics.height())
            self._paint_note(painter, above, stop.above)
            below = QRectF(point.x() - width / 2, box.bottom() + 4, width, metrics.height())
            painter.setPen(QColor(self._theme.text_quiet))
            painter.drawText(below, _CENTRE, elided(metrics, stop.below, width))

    def _paint_note(self, painter: QPainter, room: QRectF, note: str) -> None:
        """Write a note on a ground of its own, since the line may run through it."""
        metrics = QFontMetricsF(painter.font())
        text = elided(metrics, note, room.width())
        spare = (room.width() - metrics.horizontalAdvance(text)) / 2 - 2
        painter.fillRect(room.adjusted(spare, 2, -spare, -2), QColor(self._theme.background))
        painter.setPen(QColor(self._theme.text))
        painter.drawText(room, _CENTRE, text)
