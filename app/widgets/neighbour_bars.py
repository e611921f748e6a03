"""Names with a bar and an exact number each, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_BODY, blended
from app.widgets.number_text import decimal
from app.widgets.themed import ThemedWidget, elided, legible

TALLEST = 40.0


@dataclass(frozen=True)
class Bar:
    """A name, its value between -1 and 1, and whether it is said quietly."""

    name: str
    value: float
    quiet: bool = False


class NeighbourBars(ThemedWidget):
    """Bars begin at 0; a negative one goes to the left. Nothing in it is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._title = ""
        self._usual = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(self, bars: Sequence[Bar], title: str, usual: float) -> None:
        """Show these bars; ``usual`` is a value to compare them with, as a dashed line."""
        self._bars, self._title, self._usual = tuple(bars), title, usual
        self.setAccessibleName(title)
        told = "; ".join(f"{bar.name} {decimal(bar.value, 4)}" for bar in bars)
        self.setAccessibleDescription(told)
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """The bars that are shown."""
        return self._bars

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to tell ten lines apart."""
        return QSize(260, round(QFontMetricsF(self._font()).height() * 11))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line for each bar, and below them the axis."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetricsF(self._font()).height()
        tall = min(self._px(TALLEST), (self.height() - 2.2 * line) / len(self._bars))
        box = self._box(tall * len(self._bars))
        self._paint_axis(painter, box, line)
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, QRectF(0, at * tall, self.width(), tall), box, bar)
        painter.end()

    def _box(self, height: float) -> QRectF:
        """The room of the bars: beside the longest name, and with room for the number of the longest bar."""
        metrics = QFontMetricsF(self._font(SIZE_BODY))
        names = max(metrics.horizontalAdvance(legible(metrics, bar.name)) for bar in self._bars)
        left = min(names + 2 * metrics.height(), self.width() * 0.4)
        return QRectF(left, 0, max(1.0, self.width() - left - 4.5 * metrics.height()), height)

    def _x(self, box: QRectF, value: float) -> float:
        low = min(0.0, self._usual, *(bar.value for bar in self._bars))
        return box.left() + (value - low) / (1 - low) * box.width()

    def _paint_axis(self, painter: QPainter, box: QRectF, line: float) -> None:
        painter.setFont(self._font(numeric=True))
        metrics = QFontMetricsF(painter.font())
        for value in (0.0, 0.5, 1.0):
            x = self._x(box, value)
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() + 0.2 * line))
            painter.setPen(QColor(self._theme.text_quiet))
            text = f"{value:g}"
            at = QPointF(x - metrics.horizontalAdvance(text) / 2, box.bottom() + 1.1 * line)
            painter.drawText(at, text)
        below = QRectF(box.left(), box.bottom() + 1.1 * line, box.width(), 1.1 * line)
        painter.setFont(self._font())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._title)
        x = self._x(box, self._usual)
        painter.setPen(QPen(QColor(self._theme.text_quiet), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _paint_bar(self, painter: QPainter, row: QRectF, box: QRectF, bar: Bar) -> None:
        ink = QColor(self._theme.text_quiet if bar.quiet else self._theme.text)
        colour = QColor(self._theme.heads[0])
        start, end = self._x(box, 0.0), self._x(box, bar.value)
        band = QRectF(min(start, end), row.top() + row.height() * 0.2, abs(end - start), row.height() * 0.6)
        painter.fillRect(band, blended(colour, self._theme.background, 0.6) if bar.quiet else colour)
        painter.setFont(self._font(SIZE_BODY))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(ink)
        room = QRectF(0, row.top(), box.left() - metrics.height() * 0.6, row.height())
        name = elided(metrics, legible(metrics, bar.name), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._font(numeric=True))
        beside = QRectF(max(start, end) + 6, row.top(), self.width(), row.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, decimal(bar.value, 4))
