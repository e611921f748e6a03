"""Bars for the candidates of one row, side by side on the bench, each above its word and below its number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from app.theme import SIZE_BODY, SIZE_SMALL
from app.widgets.scale import Numbers, Scale
from app.widgets.transitions.canvas import Canvas

LINE = 20.0
WIDEST = 34.0


class CandidateBars:
    """Bars from a level to another, both as shares of the height; what is 0 high is still seen as a line."""

    def __init__(self, canvas: Canvas, room: QRectF, texts: Sequence[str]) -> None:
        self._canvas, self._texts = canvas, texts
        self._line = LINE * canvas.scale
        self._room = room
        self._plot = room.adjusted(0, self._line * 2.1, 0, -self._line * 1.1)

    def place(self, rank: int) -> QRectF:
        """Where the bar of a candidate stands, were it as high as can be."""
        width = self._room.width() / len(self._texts)
        middle = self._room.left() + (rank + 0.5) * width
        across = min(WIDEST * self._canvas.scale, width * 0.5)
        return QRectF(middle - across / 2, self._plot.top(), across, self._plot.height())

    def bar(self, rank: int, start: float, end: float) -> QRectF:
        """Where the bar lies from one level to another."""
        place, (low, high) = self.place(rank), sorted((start, end))
        top = place.bottom() - high * place.height()
        return QRectF(place.left(), top, place.width(), max(1.5, (high - low) * place.height()))

    def paint(self, starts: Numbers, ends: Numbers, values: Numbers, scale: Scale) -> None:
        """Paint all bars in the colours of their values, with a line where the first level is, and the words."""
        level = self._plot.bottom() - float(starts[0]) * self._plot.height()
        self._canvas.line(QPointF(self._room.left(), level), QPointF(self._room.right(), level))
        for rank, text in enumerate(self._texts):
            bar = self.bar(rank, float(starts[rank]), float(ends[rank]))
            self._canvas.cells(bar, values[None, rank : rank + 1], scale)
            self._canvas.outline(bar)
            word = QPointF(bar.center().x(), self._room.bottom() - self._line / 2)
            self._canvas.write(text, word, SIZE_SMALL)

    def number(self, rank: int, end: float, text: str, opacity: float = 1.0) -> None:
        """Write a number above the end of a bar."""
        top = self.bar(rank, 0, max(0.0, end)).top()
        self._canvas.write(
            text, QPointF(self.place(rank).center().x(), top - self._line / 2), SIZE_SMALL, opacity
        )

    def say(self, text: str) -> None:
        """Say what happens, above the bars."""
        self._canvas.write(
            text, QPointF(self._room.center().x(), self._room.top() + self._line / 2), SIZE_BODY
        )


def levels(values: Numbers) -> tuple[float, float]:
    """Return the least and the greatest level that a plot of these values from 0 needs."""
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    return low, high if high > low else low + 1.0


def shares(values: Numbers, low: float, high: float) -> Numbers:
    """Return where between two levels values lie, from 0 to 1."""
    result: Numbers = (np.asarray(values, np.float64) - low) / (high - low)
    return result
