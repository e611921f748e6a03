"""A slider over steps, divided where a new group of steps begins, with the bookmarks above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from app.theme import LIGHT, RADIUS, Theme
from app.widgets.kept_pictures import draw_kept

HEIGHT, HANDLE, TRACK, MARK = 34, 16.0, 4.0, 7.0


class StepSlider(QSlider):
    """A press anywhere goes there at once. Keys are left to the bar that it stands in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = LIGHT
        self._scale = 1.0
        self._starts: tuple[int, ...] = ()
        self._marks: tuple[int, ...] = ()
        self.setPageStep(1)

    def set_groups(self, groups: Sequence[str]) -> None:
        """Divide the track where one step's group differs from the step before."""
        self._starts = tuple(i for i in range(1, len(groups)) if groups[i] != groups[i - 1])
        self.update()

    def set_marks(self, steps: Sequence[int]) -> None:
        """Mark these steps above the track."""
        self._marks = tuple(steps)
        self.update()

    def marks(self) -> tuple[int, ...]:
        """Return the steps that are marked."""
        return self._marks

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and grow with the text."""
        self._theme = theme
        self._scale = 1 + (scale - 1) * 0.6
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a long line."""
        return QSize(240, round(HEIGHT * self._scale))

    def minimumSizeHint(self) -> QSize:
        """Stay long enough to drag."""
        return QSize(80, round(HEIGHT * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the segments, those passed in the colour of text, and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, now = self.height() / 2, self._x(self.value())
        self._draw_track(painter, self._theme.border)
        painter.setClipRect(QRectF(0, 0, now, self.height()))
        self._draw_track(painter, self._theme.text_quiet)
        painter.setClipping(False)
        self._draw_marks(painter, middle)
        side = HANDLE * self._scale
        handle = QRectF(now - side / 2, middle - side / 2, side, side)
        painter.setBrush(QColor(self._theme.accent))
        painter.setPen(QPen(QColor(self._theme.surface), 2))
        painter.drawEllipse(handle)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _draw_track(self, painter: QPainter, colour: str) -> None:
        """All segments in one colour; what is kept is drawn for every step."""
        key = self._starts, self.minimum(), self.maximum(), self._scale, colour
        draw_kept(painter, self, key, lambda painter: self._paint_track(painter, colour))

    def _paint_track(self, painter: QPainter, colour: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thickness, middle = TRACK * self._scale, self.height() / 2
        for start, end in pairwise([self.minimum(), *self._starts, self.maximum()]):
            left, right = self._x(start), self._x(end) - (2 if end != self.maximum() else 0)
            segment = QRectF(left, middle - thickness / 2, max(1.0, right - left), thickness)
            painter.fillRect(segment, QColor(colour))

    def _draw_marks(self, painter: QPainter, middle: float) -> None:
        """A small flag pointing at each marked step, high enough to be seen above the handle."""
        side = MARK * self._scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.text))
        for step in self._marks:
            x, tip = self._x(step), middle - HANDLE * self._scale / 2 - 1
            top = max(0.0, tip - side)
            corners = (QPointF(x - side / 2, top), QPointF(x + side / 2, top), QPointF(x, tip))
            painter.drawPolygon(QPolygonF(corners))

    def _x(self, step: int) -> float:
        side = HANDLE * self._scale
        span = max(1, self.maximum() - self.minimum())
        return side / 2 + 2 + (step - self.minimum()) / span * (self.width() - side - 4)

    def _step_at(self, x: float) -> int:
        side = HANDLE * self._scale
        share = (x - side / 2 - 2) / max(1.0, self.width() - side - 4)
        return self.minimum() + round(min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._step_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it is pressed."""
        if self.isSliderDown():
            self.setValue(self._step_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop following the pointer."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One notch is one step, up is forward as everywhere in Qt."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        self.setValue(self.value() + (1 if turn > 0 else -1 if turn < 0 else 0))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the bar and to the window."""
        event.ignore()
