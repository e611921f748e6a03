"""A check box that looks like what it is: something that is on or off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from app.theme import RADIUS, SPACE_1, SPACE_2
from app.widgets.kept_pictures import draw_kept

SHARE = 1.1
"""Height of the pill in letters; its width is twice that, less a little."""


class Switch(QCheckBox):
    """Takes its colours from the palette and grows with the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A long name is elided rather than pushing what stands beside it out of view.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def text_start(self) -> int:
        """Where the text begins, for what stands below it."""
        return SPACE_1 + round(self._pill_width()) + SPACE_2

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = self.text_start() + metrics.horizontalAdvance(self.text()) + SPACE_1
        return QSize(width, metrics.height() + SPACE_1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.text_start(), self.sizeHint().height())

    def hitButton(self, place: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.palette().cacheKey(), self.font().pixelSize()
        draw_kept(painter, self, (self.text(), self.isChecked(), self.hasFocus(), *look), self._paint)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground = self._colour(QPalette.ColorRole.WindowText), self._colour(QPalette.ColorRole.Window)
        quiet = self._colour(QPalette.ColorRole.PlaceholderText)
        height = self._pill_height()
        pill = QRectF(SPACE_1, (self.height() - height) / 2, self._pill_width(), height)
        painter.setPen(QPen(ink if self.isChecked() else quiet, 1.5))
        painter.setBrush(ink if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        self._paint_knob(painter, pill, ground if self.isChecked() else quiet)
        painter.setPen(ink)
        start = self.text_start()
        room = QRectF(start, 0, max(0, self.width() - start), self.height())
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            painter.setPen(QPen(self._colour(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_knob(self, painter: QPainter, pill: QRectF, colour: QColor) -> None:
        side = pill.height() - 6
        left = pill.right() - 3 - side if self.isChecked() else pill.left() + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(left, pill.top() + 3, side, side))

    def _pill_height(self) -> float:
        return self.fontMetrics().ascent() * SHARE

    def _pill_width(self) -> float:
        return self._pill_height() * 1.8

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)
