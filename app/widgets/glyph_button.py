"""A button whose sign is painted in the theme's colours: first, back, play, pause, forward, last."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme import LIGHT, RADIUS, Theme
from app.widgets.kept_pictures import draw_kept

Glyph = Literal["first", "back", "play", "pause", "forward", "last"]
SIDE = 36


class GlyphButton(QAbstractButton):
    """Leaves arrow keys to its parent, where they mean a step and not the next button."""

    def __init__(self, glyph: Glyph, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph: Glyph = glyph
        self._theme = LIGHT
        self._side = SIDE
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_glyph(self, glyph: Glyph) -> None:
        """Show another sign."""
        self._glyph = glyph
        self.update()

    def glyph(self) -> Glyph:
        """Return the sign shown."""
        return self._glyph

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and grow with the text."""
        self._theme = theme
        self._side = round(SIDE * (1 + (scale - 1) * 0.6))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that a finger can hit."""
        return QSize(self._side, self._side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep only the keys that press a button."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, sign and focus."""
        painter = QPainter(self)
        state = self.isEnabled(), self.isDown(), self.underMouse(), self.hasFocus()
        draw_kept(painter, self, (self._glyph, self._theme, *state), self._paint)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.border if self.isDown() else self._theme.raised))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        colour = QColor(self._theme.text)
        colour.setAlphaF(1.0 if self.isEnabled() else 0.35)
        unit = min(self.width(), self.height()) / SIDE
        painter.save()
        painter.translate(QRectF(self.rect()).center())
        painter.scale(unit, unit)
        painter.fillPath(glyph_path(self._glyph), colour)
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS, RADIUS)


def glyph_path(glyph: Glyph) -> QPainterPath:
    """Return a sign around the origin, about 16 pixels large."""
    path = QPainterPath()
    if glyph == "play":
        path.addPolygon(QPolygonF([QPointF(-5, -8), QPointF(8, 0), QPointF(-5, 8)]))
    elif glyph == "pause":
        path.addRect(QRectF(-6, -7.5, 4, 15))
        path.addRect(QRectF(2, -7.5, 4, 15))
    else:
        way = -1 if glyph in ("first", "back") else 1
        path.addPolygon(QPolygonF([QPointF(-4 * way, -6), QPointF(4 * way, 0), QPointF(-4 * way, 6)]))
        if glyph in ("first", "last"):
            path.addRect(QRectF(4.5 * way - 1.25, -6, 2.5, 12))
    path.closeSubpath()
    return path
