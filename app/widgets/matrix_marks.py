"""What marks a place in a matrix: a frame, the ground of a selected label, a tag with the exact number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.theme import RADIUS, Theme


def paint_frame(painter: QPainter, rect: QRectF, theme: Theme, colour: str, width: float) -> None:
    """Draw a frame with a casing, so that it stands out from dark and from bright cells."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, thickness in ((theme.surface, width + 2), (colour, width)):
        pen = QPen(QColor(ink), thickness)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(rect)


def paint_tag(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Fill the ground of a selected label and set the pen to write on it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setPen(QColor(theme.accent_text))


def paint_number(painter: QPainter, cell: QRectF, cells: QRectF, theme: Theme, text: str) -> None:
    """Write a number, in the font that is set, on a tag above the cell, or below where labels are above."""
    metrics = QFontMetricsF(painter.font())
    tag = QRectF(0, 0, metrics.horizontalAdvance(text) + metrics.height() * 0.8, metrics.height() * 1.3)
    tag.moveCenter(QPointF(cell.center().x(), cell.top() - tag.height() / 2 - 5))
    if tag.top() < cells.top():
        tag.moveTop(cell.bottom() + 5)
    tag.moveLeft(max(cells.left() + 2, min(tag.left(), cells.right() - tag.width() - 2)))
    painter.setPen(QPen(QColor(theme.surface), 2))
    painter.setBrush(QColor(theme.text))
    painter.drawRoundedRect(tag, RADIUS, RADIUS)
    painter.setPen(QColor(theme.surface))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
