"""Pairs of numbers as hands of dials: where each hand stands, and where a shift turns it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SPACE_2
from app.widgets.themed import ThemedWidget

NARROWEST = 116.0


@dataclass(frozen=True)
class Dial:
    """One pair: (sine, cosine) before and after, the angle between them in radians, and two lines of text."""

    before: tuple[float, float]
    after: tuple[float, float]
    angle: float
    title: str
    words: str


class Dials(ThemedWidget):
    """Dials side by side, in rows where the room is narrow. Cosine runs to the right and sine upwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dials: tuple[Dial, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_dials(self, dials: Sequence[Dial]) -> None:
        """Show these dials."""
        self._dials = tuple(dials)
        self.setAccessibleName("; ".join(f"{dial.title}: {dial.words}" for dial in dials))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._dials:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        rows = math.ceil(len(self._dials) / columns)
        width, height = self.width() / columns, self.height() / rows
        for at, dial in enumerate(self._dials):
            row, column = divmod(at, columns)
            self._paint(painter, QRectF(column * width, row * height, width, height), dial)

    def _columns(self) -> int:
        """As many columns as make the dials largest."""

        def radius(columns: int) -> float:
            rows = math.ceil(len(self._dials) / columns)
            return min(self.width() / columns, self.height() / rows - 3.4 * self._line())

        wide = [
            columns
            for columns in range(1, len(self._dials) + 1)
            if self.width() / columns >= self._px(NARROWEST)
        ]
        return max(wide or [1], key=radius)

    def _line(self) -> float:
        return QFontMetricsF(self._font()).height()

    def _paint(self, painter: QPainter, box: QRectF, dial: Dial) -> None:
        line = self._line()
        texts = QRectF(box.left(), box.top() + SPACE_2, box.width(), line)
        painter.setPen(QColor(self._theme.text))
        painter.setFont(self._font(bold=True))
        painter.drawText(texts, Qt.AlignmentFlag.AlignCenter, dial.title)
        painter.setFont(self._font(numeric=True))
        painter.setPen(QColor(self._theme.text_quiet))
        painter.drawText(texts.translated(0, line * 1.1), Qt.AlignmentFlag.AlignCenter, dial.words)
        room = box.adjusted(SPACE_2, SPACE_2 + 2.4 * line, -SPACE_2, -SPACE_2)
        radius = max(8.0, min(room.width(), room.height()) / 2 - 4)
        self._paint_circle(painter, room.center(), radius, dial)

    def _paint_circle(self, painter: QPainter, centre: QPointF, radius: float, dial: Dial) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.drawEllipse(centre, radius, radius)
        painter.drawLine(centre - QPointF(radius, 0), centre + QPointF(radius, 0))
        painter.drawLine(centre - QPointF(0, radius), centre + QPointF(0, radius))
        inner = QRectF(-radius / 2, -radius / 2, radius, radius).translated(centre)
        start = math.degrees(math.atan2(*dial.before))
        # More than a whole turn is drawn as a whole turn; the text tells the angle.
        sweep = max(-360.0, min(360.0, -math.degrees(dial.angle)))
        painter.setPen(QPen(QColor(self._theme.accent), self._px(2)))
        painter.drawArc(inner, round(start * 16), round(sweep * 16))
        self._paint_hand(painter, centre, radius, dial.before, self._theme.heads[0], False)
        self._paint_hand(painter, centre, radius, dial.after, self._theme.heads[1], True)

    def _paint_hand(
        self,
        painter: QPainter,
        centre: QPointF,
        radius: float,
        hand: tuple[float, float],
        colour: str,
        dashed: bool,
    ) -> None:
        sine, cosine = hand
        end = centre + QPointF(cosine * radius, -sine * radius)
        pen = QPen(QColor(colour), self._px(2.5))
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(centre, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        size = self._px(4)
        if dashed:
            painter.drawRect(QRectF(-size, -size, 2 * size, 2 * size).translated(end))
        else:
            painter.drawEllipse(end, size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
