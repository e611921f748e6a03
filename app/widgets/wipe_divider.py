"""The line between two pictures that lie over each other: dragged with the pointer, moved with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.theme import RADIUS
from app.widgets.themed import ThemedWidget

WIDTH = 18
GRIP = 22.0
_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class WipeDivider(ThemedWidget):
    """Says where it is dragged to; its parent puts it there. It is narrow, so that cells beside it can be clicked."""

    dragged = Signal(float)  # to this place across, in the parent's pixels
    stepped = Signal(int)  # so many columns on
    ended = Signal(bool)  # to the right end, or to the left one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self._retranslate()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the line; what is under it is not selected."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the line along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position()).x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a column, or to an end; every other key is left to the window."""
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _WAYS:
            self.stepped.emit(_WAYS[key])
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.ended.emit(key == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line with its grip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, focus = self.width() / 2, self.hasFocus()
        colour = QColor(self._theme.accent if focus else self._theme.text)
        for ink, width in ((QColor(self._theme.surface), 6), (colour, 2.5)):
            painter.setPen(QPen(ink, width))
            painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        grip = QRectF(1, self.height() - GRIP - 2, self.width() - 2, GRIP)
        painter.setPen(QPen(QColor(self._theme.surface), 2))
        painter.setBrush(colour)
        painter.drawRoundedRect(grip, RADIUS, RADIUS)
        self._paint_arrows(painter, grip)
        painter.end()

    def _paint_arrows(self, painter: QPainter, grip: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.surface))
        centre = grip.center()
        for way in (-1, 1):
            tip = QPointF(centre.x() + way * 6, centre.y())
            back = QPointF(centre.x() + way * 2, centre.y())
            painter.drawPolygon(QPolygonF([tip, back + QPointF(0, -4), back + QPointF(0, 4)]))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Divider between the left and the right map"))
        self.setAccessibleDescription(self.tr("The arrow keys to the sides move it by a column."))
        self.setToolTip(self.tr("Drag it, or move it with the arrow keys to the sides"))
