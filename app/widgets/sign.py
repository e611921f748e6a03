"""Small signs for how a check came out, each with a shape of its own: tick, unequal, warning, dash, dots."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from app.theme import Theme

Sign = Literal["holds", "broken", "alarm", "missing", "waiting"]
SIDE = 16

_LINES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "holds": (((-5, 0.5), (-1.5, 4), (5.5, -4.5)),),
    "broken": (((-5, -2), (5, -2)), ((-5, 2), (5, 2)), ((-3, 5.5), (3, -5.5))),
    "alarm": (((0, -6), (6.5, 5.5), (-6.5, 5.5), (0, -6)), ((0, -1.5), (0, 1.5)), ((0, 3.6), (0, 3.7))),
    "missing": (((-4, 0), (4, 0)),),
    "waiting": (((-5, 0), (-4.9, 0)), ((0, 0), (0.1, 0)), ((5, 0), (5.1, 0))),
}


def sign_pixmap(sign: Sign, theme: Theme, side: int = SIDE, ratio: float = 1.0) -> QPixmap:
    """Draw a sign `side` pixels large in the colours of `theme`."""
    colours = {"alarm": theme.warning, "missing": theme.text_quiet, "waiting": theme.text_quiet}
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colours.get(sign, theme.text)), 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.translate(side / 2, side / 2)
    painter.scale(side / SIDE, side / SIDE)
    for line in _LINES[sign]:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))
    painter.end()
    return picture


def sign_icon(sign: Sign, theme: Theme, side: int = SIDE, ratio: float = 1.0) -> QIcon:
    """The same for a button."""
    return QIcon(sign_pixmap(sign, theme, side, ratio))
