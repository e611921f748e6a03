"""Two arrows from one point, which can be dragged: the angle between them, and how far one reaches along the other."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.keyboard import arrow
from app.widgets.scale import Numbers
from app.widgets.themed import ThemedWidget, legible

ROOM = 0.8
"""How much of the room the arrows fill at first, so that there is some left to drag."""
STEPS = 40
"""So many presses of an arrow key are as long as the longer arrow was at first; with shift a quarter of that."""


class VectorPlane(ThemedWidget):
    """The arrow last touched is the one that the arrow keys move; Enter takes the other one."""

    moved = Signal(object)  # both vectors, [2, 2]
    active_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vectors: Numbers = np.zeros((2, 2))
        self._names = ("", "", "")
        self._first: Numbers = np.eye(2)
        self._active = 0
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_vectors(self, vectors: Numbers, names: tuple[str, str, str]) -> None:
        """Show both arrows as large as there is room; the third name is that of the projection."""
        self._vectors, self._names = np.array(vectors, np.float64), names
        self._first = self._vectors.copy() if self._vectors.any() else np.eye(2)
        self.update()

    def vectors(self) -> Numbers:
        """Both vectors, [2, 2]."""
        return self._vectors.copy()

    def active(self) -> int:
        """Which of them the keys move."""
        return self._active

    def set_active(self, which: int) -> None:
        """Let the keys move this one."""
        if which != self._active:
            self._active = which
            self.active_changed.emit(which)
            self.update()

    def tip(self, which: int) -> QPointF:
        """Where the tip of an arrow is painted."""
        x, y = self._vectors[which]
        return self._origin() + QPointF(x, -y) * self._unit()

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to aim at a tip."""
        return QSize(200, 140)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the arrow, or take the other one; every other key is left to the window."""
        way = arrow(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.set_active(1 - self._active)
        elif way is None:
            super().keyPressEvent(event)
        else:
            far = 4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            down, right = way
            self._move(self._vectors[self._active] + np.array((right, -down)) * far * self._longest() / STEPS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the arrow whose tip is nearest."""
        if event.button() == Qt.MouseButton.LeftButton:
            away = [QLineF(self.tip(which), event.position()).length() for which in (0, 1)]
            self.set_active(int(np.argmin(away)))
            self._dragging = min(away) <= self._px(40)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the tip follow the pointer."""
        if self._dragging:
            away = (event.position() - self._origin()) / self._unit()
            self._move(np.array([away.x(), -away.y()]))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragging = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, angle, projection, then both arrows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        self._paint_angle(painter)
        self._paint_projection(painter)
        for which in (1 - self._active, self._active):
            self._paint_arrow(painter, which)
        self._draw_focus(painter)
        painter.end()

    def _move(self, tip: Numbers) -> None:
        """As far as the plane is seen."""
        origin, unit = self._origin(), self._unit()
        low = np.array([-origin.x(), origin.y() - self.height()]) / unit * 0.95
        high = np.array([self.width() - origin.x(), origin.y()]) / unit * 0.95
        self._vectors[self._active] = np.clip(tip, low, high)
        self.update()
        self.moved.emit(self._vectors.copy())

    def _longest(self) -> float:
        return float(np.linalg.norm(self._first, axis=1).max())

    def _origin(self) -> QPointF:
        """Below the middle and at its left, since the second arrow points to the right at first, the first one up."""
        return QPointF(self.width() * 0.4, self.height() * 0.7)

    def _unit(self) -> float:
        """Pixels for a length of 1: the arrows as they were at first have room in every direction."""
        origin = self._origin()
        room = origin.x(), self.width() - origin.x(), origin.y(), self.height() - origin.y()
        x, y = self._first.T
        needs = -x.min(), x.max(), y.max(), -y.min()
        units = [have / float(need) for have, need in zip(room, needs, strict=True) if need > 0]
        return max(1e-6, ROOM * min(units))

    def _paint_axes(self, painter: QPainter) -> None:
        origin = self._origin()
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.drawLine(QPointF(0, origin.y()), QPointF(self.width(), origin.y()))
        painter.drawLine(QPointF(origin.x(), 0), QPointF(origin.x(), self.height()))

    def _paint_angle(self, painter: QPainter) -> None:
        """An arc from the second arrow to the first, the short way round."""
        if not self._vectors.any(axis=1).all():
            return
        first, second = (math.degrees(math.atan2(y, x)) for x, y in self._vectors)
        sweep = (first - second + 180) % 360 - 180
        radius = 0.25 * float(np.linalg.norm(self._vectors, axis=1).min()) * self._unit() + self._px(10)
        circle = QRectF(-radius, -radius, 2 * radius, 2 * radius).translated(self._origin())
        painter.setPen(QPen(QColor(self._theme.text_quiet), self._px(1.5)))
        painter.drawArc(circle, round(second * 16), round(sweep * 16))
        middle = math.radians(second + sweep / 2)
        away = QPointF(math.cos(middle), -math.sin(middle)) * (radius + self._px(18))
        painter.setFont(self._font(numeric=True))
        self._write(painter, self._origin() + away, f"{abs(sweep):.1f}°")

    def _paint_projection(self, painter: QPainter) -> None:
        """The foot of the first arrow on the line of the second, and how far that is from the middle."""
        second = self._vectors[1]
        size = float(second @ second)
        if not size:
            return
        foot = second * float(self._vectors[0] @ second) / size
        place = self._origin() + QPointF(foot[0], -foot[1]) * self._unit()
        painter.setPen(QPen(QColor(self._theme.text_quiet), self._px(1.5), Qt.PenStyle.DashLine))
        painter.drawLine(self.tip(0), place)
        painter.setPen(
            QPen(QColor(self._theme.heads[2]), self._px(7), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        painter.drawLine(self._origin(), place)
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.text_quiet))
        side = 1 if self._vectors[0, 1] * second[0] >= self._vectors[0, 0] * second[1] else -1
        below = QPointF(second[1], second[0]) / size**0.5 * side * self._px(18)
        self._write(painter, (self._origin() + place) / 2 + below, self._names[2])

    def _write(self, painter: QPainter, middle: QPointF, text: str) -> None:
        """On the ground's own colour, so that lines do not run through it, and within the widget."""
        metrics = QFontMetricsF(painter.font())
        width, height = metrics.horizontalAdvance(text) + 4, metrics.height()
        left = min(max(middle.x() - width / 2, 2.0), self.width() - width - 2)
        top = min(max(middle.y() - height / 2, 2.0), self.height() - height - 2)
        room = QRectF(left, top, width, height)
        painter.fillRect(room, QColor(self._theme.background))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_arrow(self, painter: QPainter, which: int) -> None:
        colour, tip, origin = QColor(self._theme.heads[which]), self.tip(which), self._origin()
        painter.setPen(QPen(colour, self._px(3)))
        painter.drawLine(origin, tip)
        self._paint_head(painter, QLineF(origin, tip), colour)
        if which == self._active:
            painter.setPen(QPen(QColor(self._theme.accent), self._px(2)))
            painter.drawEllipse(tip, self._px(11), self._px(11))
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.text))
        metrics = QFontMetricsF(painter.font())
        text = legible(metrics, self._names[which])
        self._write(painter, self._beyond(tip, metrics.horizontalAdvance(text), metrics.height()), text)

    def _paint_head(self, painter: QPainter, line: QLineF, colour: QColor) -> None:
        """A triangle at the tip; a dot where the arrow is too short to point anywhere."""
        painter.setBrush(colour)
        if line.length() < self._px(14):
            painter.drawEllipse(line.p2(), self._px(4), self._px(4))
            return
        back = QLineF(line.p2(), line.p1())
        back.setLength(self._px(14))
        corners = []
        for turn in (-22, 22):
            side = QLineF(back)
            side.setAngle(back.angle() + turn)
            corners.append(side.p2())
        painter.drawPolygon(QPolygonF([line.p2(), *corners]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _beyond(self, tip: QPointF, width: float, height: float) -> QPointF:
        """Where the middle of a text of that size stands that lies beyond a tip."""
        away = QLineF(self._origin(), tip)
        if away.length() == 0:
            away = QLineF(tip, tip + QPointF(0, 1))
        away.setLength(1)
        reach = self._px(14)
        return tip + QPointF(away.dx() * (reach + width / 2), away.dy() * (reach + height / 2))
