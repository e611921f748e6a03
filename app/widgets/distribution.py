"""One vector before and after an operation, as two small histograms over the same axis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_SMALL
from app.widgets.number_text import significant
from app.widgets.scale import Numbers
from app.widgets.themed import ThemedWidget, elided

BINS = 48
MARGIN = 8.0


@dataclass(frozen=True)
class Part:
    """One of the two: its title, finite values, their mean and standard deviation, the count in each bin."""

    title: str
    values: Numbers
    mean: float
    deviation: float
    counts: Numbers


class Distribution(ThemedWidget):
    """Two rows, before above after, so that shift and stretch can be seen by looking down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._range = (-1.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_values(
        self, before: Numbers, after: Numbers, before_title: str = "", after_title: str = ""
    ) -> None:
        """Show two vectors; values that are not finite are left out."""
        vectors = [_finite(before), _finite(after)]
        self._range = _shared_range(vectors)
        self._parts = tuple(
            _part(title, vector, self._range)
            for title, vector in zip((before_title, after_title), vectors, strict=True)
        )
        self._retranslate()
        self.update()

    def summary(self) -> str:
        """Return the numbers shown, in words."""
        template = self.tr("{title}: mean {mean}, deviation {deviation}")
        return "; ".join(
            template.format(
                title=part.title, mean=significant(part.mean), deviation=significant(part.deviation)
            )
            for part in self._parts
        )

    def sizeHint(self) -> QSize:
        """Ask for two low diagrams."""
        return QSize(280, round(self._px(220)))

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for the titles and some height of bars."""
        return QSize(180, round(QFontMetricsF(self._font()).height() * 5 + 38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both diagrams and the axis below them."""
        if not self._parts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetricsF(self._font()).height()
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN - line * 1.3)
        height = room.height() / len(self._parts)
        for index, part in enumerate(self._parts):
            box = QRectF(room.left(), room.top() + index * height, room.width(), height)
            self._paint_part(painter, box, part, line, index)
        self._paint_axis(painter, room, line)
        painter.end()

    def _paint_part(self, painter: QPainter, box: QRectF, part: Part, line: float, index: int) -> None:
        self._paint_heading(painter, QRectF(box.left(), box.top(), box.width(), line * 1.2), part)
        plot = box.adjusted(0, line * 1.5, 0, -line * 0.7)
        low, high = (self._x(plot, part.mean + sign * part.deviation) for sign in (-1, 1))
        painter.fillRect(
            QRectF(QPointF(low, plot.top()), QPointF(high, plot.bottom())), QColor(self._theme.raised)
        )
        bar = plot.width() / BINS
        colour = QColor(self._theme.heads[0 if index == 0 else 1])
        tallest = max(1.0, float(part.counts.max(initial=0)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for place in np.flatnonzero(part.counts).tolist():
            height = max(1.0, plot.height() * float(part.counts[place]) / tallest)
            left, right = round(plot.left() + place * bar), round(plot.left() + (place + 1) * bar)
            painter.fillRect(QRectF(left, plot.bottom() - height, max(1, right - left - 1), height), colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rug(painter, plot, part, line, colour)
        self._paint_statistics(painter, plot, part)

    def _paint_heading(self, painter: QPainter, room: QRectF, part: Part) -> None:
        painter.setFont(self._font(SIZE_SMALL, numeric=True))
        metrics = QFontMetricsF(painter.font())
        numbers = f"μ {significant(part.mean)}   σ {significant(part.deviation)}"
        width = metrics.horizontalAdvance(numbers)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, numbers)
        painter.setPen(QColor(self._theme.text_quiet))
        title = elided(metrics, part.title, max(0.0, room.width() - width - metrics.height()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_rug(self, painter: QPainter, plot: QRectF, part: Part, line: float, colour: QColor) -> None:
        """Draw a tick for every single value, so that outliers can be seen beside full bins."""
        ink = QColor(colour)
        ink.setAlphaF(0.6)
        painter.setPen(QPen(ink, 1))
        places = {round(self._x(plot, value)) for value in part.values.tolist()}
        top = plot.bottom() + 2
        painter.drawLines([QLineF(place + 0.5, top, place + 0.5, top + line * 0.3) for place in places])

    def _paint_statistics(self, painter: QPainter, plot: QRectF, part: Part) -> None:
        """Draw the mean as a solid line and a deviation to either side as dashed ones."""
        if not part.values.size:
            return
        for sign, style in (
            (0, Qt.PenStyle.SolidLine),
            (-1, Qt.PenStyle.DashLine),
            (1, Qt.PenStyle.DashLine),
        ):
            x = self._x(plot, part.mean + sign * part.deviation)
            painter.setPen(QPen(QColor(self._theme.text), 2 if sign == 0 else 1.2, style))
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))

    def _paint_axis(self, painter: QPainter, room: QRectF, line: float) -> None:
        bottom = room.bottom()
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.drawLine(QLineF(room.left(), bottom, room.right(), bottom))
        painter.setFont(self._font(SIZE_SMALL, numeric=True))
        low, high = self._range
        ticks = [(low, Qt.AlignmentFlag.AlignLeft), (high, Qt.AlignmentFlag.AlignRight)]
        metrics = QFontMetricsF(painter.font())
        zero = self._x(room, 0.0)
        clear = metrics.horizontalAdvance(significant(low, 3)) + metrics.height()
        if room.left() + clear < zero < room.right() - clear:
            ticks.append((0.0, Qt.AlignmentFlag.AlignHCenter))
        for value, alignment in ticks:
            x = self._x(room, value)
            painter.setPen(QPen(QColor(self._theme.text_quiet), 1))
            painter.drawLine(QLineF(x, bottom, x, bottom + 4))
            label = QRectF(x - 80, bottom + 4, 160, line)
            if alignment == Qt.AlignmentFlag.AlignLeft:
                label.moveLeft(x)
            elif alignment == Qt.AlignmentFlag.AlignRight:
                label.moveRight(x)
            painter.drawText(label, alignment | Qt.AlignmentFlag.AlignVCenter, significant(value, 3))

    def _x(self, plot: QRectF, value: float) -> float:
        low, high = self._range
        share = (value - low) / (high - low) if np.isfinite(value) else 0.5
        return plot.left() + min(max(share, 0.0), 1.0) * plot.width()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Distribution of the values before and after"))
        self.setAccessibleDescription(self.summary())


def _finite(vector: Numbers) -> Numbers:
    flat = np.asarray(vector, dtype=np.float64).ravel()
    return flat[np.isfinite(flat)]


def _shared_range(vectors: list[Numbers]) -> tuple[float, float]:
    together = np.concatenate(vectors)
    if together.size == 0:
        return -1.0, 1.0
    low, high = float(together.min()), float(together.max())
    return (low, high) if high - low > 1e-9 * max(1.0, abs(high)) else (low - 1.0, high + 1.0)


def _part(title: str, values: Numbers, limits: tuple[float, float]) -> Part:
    counts = np.histogram(values, BINS, range=limits)[0].astype(np.float64)
    if values.size == 0:
        return Part(title, values, float("nan"), float("nan"), counts)
    return Part(title, values, float(values.mean()), float(values.std()), counts)
