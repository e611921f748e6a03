"""One row of a matrix as bars: a name, a bar from 0 and the exact number for each of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.keyboard import place_along
from app.widgets.number_text import significant
from app.widgets.themed import ThemedWidget, elided, hatching, legible

MARGIN, GAP = 8.0, 8.0
TALLEST = 30.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class RowBar:
    """A column of the row: its value, NaN where there is none, whether it is masked, and its value ``before``."""

    name: str
    value: float
    masked: bool = False
    before: float | None = None


class RowBars(ThemedWidget):
    """One line for each bar; where they do not all fit, those around the selected one, or as far as one has scrolled.

    Clicks and the arrows up and down wish for a bar.
    """

    bar_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[RowBar, ...] = ()
        self._titles = ("", "")
        self._reach = 0.0
        self._selected: int | None = None
        self._first = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(
        self, bars: Sequence[RowBar], title: str, before_title: str = "", reach: float = 0.0
    ) -> None:
        """Show these bars; the titles stand above the numbers, and above those from before where there are some.

        Bars of that ``reach`` fit in any case.
        """
        self._bars, self._titles, self._reach = tuple(bars), (title, before_title), reach
        self.setAccessibleName(title)
        self.set_selection(self._selected)

    def bars(self) -> tuple[RowBar, ...]:
        """The bars that are shown."""
        return self._bars

    def set_selection(self, bar: int | None) -> None:
        """Mark a bar and bring it into view; nothing is said."""
        self._selected = bar if bar is not None and 0 <= bar < len(self._bars) else None
        if self._selected is not None:
            self._first = min(max(self._first, self._selected - self.rows_in_view() + 1), self._selected)
        self._scroll_to(self._first)
        self.setAccessibleDescription(
            "" if self._selected is None else self._said(self._bars[self._selected])
        )
        self.update()

    def selection(self) -> int | None:
        """Return the marked bar."""
        return self._selected

    def rows_in_view(self) -> int:
        """How many bars fit below each other."""
        line = QFontMetricsF(self._font(numeric=True)).height()
        return max(1, min(len(self._bars), int(self._room().height() / (line * 1.05))))

    def first_in_view(self) -> int:
        """The uppermost bar in view."""
        return self._first

    def bar_rect(self, bar: int) -> QRectF:
        """Where the line of a bar is painted; nowhere where it is out of view."""
        room, count = self._room(), self.rows_in_view()
        if not self._first <= bar < self._first + count:
            return QRectF()
        height = min(room.height() / count, self._px(TALLEST))
        return QRectF(room.left(), room.top() + (bar - self._first) * height, room.width(), height)

    def sizeHint(self) -> QSize:
        """Ask for as much as a small heat map."""
        return QSize(360, 300)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for some names and some length of bars."""
        return QSize(200, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wish for the bar above or below; every other key is left to the window."""
        bar = place_along(event, self._selected, len(self._bars), downwards=True)
        if bar is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self._wish(bar)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wish for the bar under the pointer."""
        found = (at for at in range(len(self._bars)) if self.bar_rect(at).contains(event.position()))
        bar = next(found, None)
        if event.button() == Qt.MouseButton.LeftButton and bar is not None:
            self._wish(bar)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll where not all bars fit."""
        if self.rows_in_view() == len(self._bars):
            event.ignore()
        else:
            self._scroll_to(self._first - round(event.angleDelta().y() / 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected bar in view."""
        super().resizeEvent(event)
        self.set_selection(self._selected)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles, then the bars in view, and where they stand among all."""
        painter = QPainter(self)
        painter.setFont(self._font(numeric=True))
        if self._bars:
            places = self._columns()
            self._paint_titles(painter, places)
            for bar in range(self._first, min(self._first + self.rows_in_view(), len(self._bars))):
                self._paint_bar(painter, bar, places)
            self._paint_zero(painter, places)
            self._paint_extent(painter)
        self._draw_focus(painter)
        painter.end()

    def _wish(self, bar: int) -> None:
        if bar != self._selected:
            self.set_selection(bar)
            self.bar_selected.emit(bar)

    def _scroll_to(self, first: int) -> None:
        self._first = max(0, min(first, len(self._bars) - self.rows_in_view()))
        self.update()

    def _room(self) -> QRectF:
        """Where the bars are painted, below the titles."""
        line = QFontMetricsF(self._font(numeric=True)).height()
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN + line * 1.5, -MARGIN, -MARGIN)

    def _has_before(self) -> bool:
        return any(bar.before is not None for bar in self._bars)

    def _columns(self) -> _Columns:
        """Return the widths: the names, the bars, and one or two columns of numbers."""
        metrics, room = QFontMetricsF(self._font(numeric=True)), self._room()
        longest = max(metrics.horizontalAdvance(legible(metrics, bar.name)) for bar in self._bars)
        names = min(room.width() * 0.3, longest) + GAP
        number = metrics.horizontalAdvance(significant(-1.234e-10)) + GAP
        values = [bar.value for bar in self._bars] + [b.before for b in self._bars if b.before is not None]
        finite = [value for value in values if np.isfinite(value)]
        low, high = min(0.0, *finite, 0.0), max(self._reach, *finite, 0.0)
        left, right = room.left() + names, room.right() - number * (2 if self._has_before() else 1)
        return _Columns(left, max(left + 1, right), number, low, high if high > low else low + 1)

    def _paint_titles(self, painter: QPainter, places: _Columns) -> None:
        metrics, room = QFontMetricsF(painter.font()), self._room()
        painter.setPen(QColor(self._theme.text_quiet))
        top = room.top() - metrics.height() * 1.4
        shown = self._titles if self._has_before() else self._titles[:1]
        # A title may be wider than its numbers: the first one has the room above the bars.
        rights = [places.right + places.number * (at + 1) for at in range(len(shown))]
        texts = [elided(metrics, shown[0], rights[0] - room.left())]
        texts += [elided(metrics, text, places.number * 1.9) for text in shown[1:]]
        if len(texts) > 1:
            rights[0] = min(rights[0], rights[1] - metrics.horizontalAdvance(texts[1]) - 2 * GAP)
        for right, text in zip(rights, texts, strict=True):
            box = QRectF(room.left(), top, right - room.left(), metrics.height())
            painter.drawText(box, _RIGHT, text)

    def _paint_bar(self, painter: QPainter, at: int, places: _Columns) -> None:
        bar, box = self._bars[at], self.bar_rect(at)
        thick = box.height() * 0.62
        band = QRectF(places.left, box.center().y() - thick / 2, places.right - places.left, thick)
        if bar.masked:
            painter.setBrushOrigin(band.topLeft())
            painter.fillRect(band, hatching(self._theme, painter.device().devicePixelRatioF()))
        painter.fillRect(places.span(bar.value, band), self._ink(bar.value))
        if bar.before is not None and np.isfinite(bar.before):
            self._paint_before(painter, places.x(bar.before), band)
        self._paint_words(painter, bar, box, places)
        if at == self._selected:
            painter.setPen(QPen(QColor(self._theme.accent), self._px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-3, 0.5, 3, -0.5))

    def _ink(self, value: float) -> QBrush:
        """Positive bars are plain, negative ones striped."""
        plain, striped = (QColor(hue) for hue in self._theme.heads[:2])
        return QBrush(plain) if not value < 0 else QBrush(striped, Qt.BrushStyle.Dense3Pattern)

    def _paint_before(self, painter: QPainter, x: float, band: QRectF) -> None:
        """A mark across the bar, with a casing so that it stands out from it."""
        for ink, width in ((self._theme.surface, 5), (self._theme.text, 2)):
            painter.setPen(QPen(QColor(ink), width))
            painter.drawLine(QPointF(x, band.top() - 2), QPointF(x, band.bottom() + 2))

    def _paint_words(self, painter: QPainter, bar: RowBar, box: QRectF, places: _Columns) -> None:
        metrics = QFontMetricsF(painter.font())
        room = QRectF(box.left(), box.top(), places.left - box.left() - GAP, box.height())
        painter.setPen(QColor(self._theme.text))
        painter.drawText(room, _RIGHT, elided(metrics, legible(metrics, bar.name), room.width()))
        numbers = [significant(bar.value)] + ([significant(bar.before)] if bar.before is not None else [])
        for at, text in enumerate(numbers):
            painter.setPen(QColor(self._theme.text if at == 0 else self._theme.text_quiet))
            right = places.right + places.number * (at + 1)
            painter.drawText(
                QRectF(right - places.number, box.top(), places.number, box.height()), _RIGHT, text
            )

    def _paint_zero(self, painter: QPainter, places: _Columns) -> None:
        last = min(self._first + self.rows_in_view(), len(self._bars)) - 1
        painter.setPen(QPen(QColor(self._theme.text_quiet), 1))
        zero = places.x(0.0)
        painter.drawLine(
            QPointF(zero, self.bar_rect(self._first).top()), QPointF(zero, self.bar_rect(last).bottom())
        )

    def _paint_extent(self, painter: QPainter) -> None:
        """At the right, which of all bars are in view."""
        count, whole = self.rows_in_view(), len(self._bars)
        if count < whole:
            room = self._room()
            groove = QRectF(self.width() - 4, room.top(), 3, room.height())
            top, height = groove.height() * self._first / whole, groove.height() * count / whole
            painter.fillRect(groove, QColor(self._theme.border))
            painter.fillRect(
                QRectF(groove.left(), groove.top() + top, 3, height), QColor(self._theme.text_quiet)
            )

    def _said(self, bar: RowBar) -> str:
        text = f"{bar.name}: {significant(bar.value)}"
        if bar.masked:
            text = self.tr("{bar}, masked").format(bar=text)
        if bar.before is None:
            return text
        return self.tr("{bar}; {title}: {value}").format(
            bar=text, title=self._titles[1], value=significant(bar.before)
        )


@dataclass(frozen=True)
class _Columns:
    """Where the bars begin and end, how wide a column of numbers is, and which numbers the ends stand for."""

    left: float
    right: float
    number: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """Where a value lies."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def span(self, value: float, band: QRectF) -> QRectF:
        """The bar of a value; none where there is no number."""
        if not np.isfinite(value):
            return QRectF()
        start, end = sorted((self.x(0.0), self.x(value)))
        return QRectF(start, band.top(), max(end - start, 1.0 if value else 0.0), band.height())
