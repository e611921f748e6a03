"""Two vectors and their products, dimension by dimension: each product begins where the sum so far has ended."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.keyboard import place_along
from app.widgets.matrix_painting import paint_cells
from app.widgets.number_text import significant
from app.widgets.scale import Numbers, Scale, unmasked
from app.widgets.themed import ThemedWidget, elided

MARGIN = 8.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Products:
    """``first`` and ``second`` [width] are multiplied dimension by dimension; ``order`` is how they are shown."""

    first: Numbers
    second: Numbers
    order: npt.NDArray[np.integer[Any]]
    names: tuple[str, str]
    total_name: str

    @property
    def terms(self) -> Numbers:
        """The products in the order shown."""
        terms: Numbers = (self.first.astype(float) * self.second.astype(float))[self.order]
        return terms

    @property
    def sums(self) -> Numbers:
        """How far the sum has come before the first product and after each, [width + 1]."""
        return np.concatenate([[0.0], np.cumsum(self.terms)])


class ProductBars(ThemedWidget):
    """Two bands of colours with the vectors, and below them the products as steps from 0 to their sum.

    Positive products are plain, negative ones striped. Clicks and the arrows to the sides wish for a dimension.
    """

    dimension_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._products: Products | None = None
        self._selected: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def set_products(self, products: Products) -> None:
        """Show these products."""
        self._products = products
        self.set_selection(self._selected)

    def products(self) -> Products | None:
        """The products that are shown."""
        return self._products

    def set_selection(self, dimension: int | None) -> None:
        """Mark a dimension, counted from 0 whatever the order; nothing is said."""
        width = 0 if self._products is None else len(self._products.first)
        self._selected = dimension if dimension is not None and 0 <= dimension < width else None
        self.setAccessibleDescription("" if self._selected is None else self._said(self._selected))
        self.update()

    def selection(self) -> int | None:
        """Return the marked dimension."""
        return self._selected

    def column_rect(self, place: int) -> QRectF:
        """Where what stands at a place in the order is painted, from the bands to the lowest bar."""
        room = self._columns()
        return QRectF(room.left() + place * self._step(), room.top(), self._step(), room.height())

    def sizeHint(self) -> QSize:
        """Ask for as much as a small heat map."""
        return QSize(360, 300)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for the bands and some height of bars."""
        return QSize(220, 140)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wish for the dimension beside the marked one, or the first and the last; other keys are the window's."""
        count = 0 if self._products is None else len(self._products.order)
        place = place_along(event, self._place(), count)
        if place is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self._wish(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wish for the dimension under the pointer."""
        count = 0 if self._products is None else len(self._products.order)
        found = (at for at in range(count) if self.column_rect(at).contains(event.position()))
        place = next(found, None)
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._wish(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bands, the steps with their axis, and the sum at the end."""
        painter = QPainter(self)
        painter.setFont(self._font(numeric=True))
        if self._products is not None and len(self._products.order):
            self._paint_bands(painter, self._products)
            self._paint_axis(painter, self._products)
            self._paint_steps(painter, self._products)
            self._paint_total(painter, self._products)
            self._paint_numbers(painter, self._products)
            self._paint_selected(painter)
        self._draw_focus(painter)
        painter.end()

    def _wish(self, place: int) -> None:
        assert self._products is not None
        dimension = int(self._products.order[place])
        if dimension != self._selected:
            self.set_selection(dimension)
            self.dimension_selected.emit(dimension)

    def _place(self) -> int | None:
        """Where the marked dimension stands in the order."""
        if self._products is None or self._selected is None:
            return None
        return int(np.flatnonzero(self._products.order == self._selected)[0])

    def _line(self) -> float:
        return QFontMetricsF(self._font(numeric=True)).height()

    def _columns(self) -> QRectF:
        """The room of all columns: beside the names of the bands and before the sum."""
        metrics = QFontMetricsF(self._font(numeric=True))
        names = () if self._products is None else self._products.names
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        left = min(max(widest, metrics.horizontalAdvance("−00.00")), self.width() * 0.2) + MARGIN
        total = "" if self._products is None else self._products.total_name
        right = max(metrics.horizontalAdvance(total), metrics.horizontalAdvance("−00.000")) + MARGIN
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN - self._line() * 1.1)
        return room.adjusted(left, 0, -right, 0)

    def _step(self) -> float:
        count = 1 if self._products is None else max(1, len(self._products.order))
        return self._columns().width() / count

    def _chart(self) -> QRectF:
        """The room of the steps, below the two bands."""
        return self._columns().adjusted(0, self._line() * 2.8, 0, 0)

    def _y(self, value: float) -> float:
        assert self._products is not None
        low, high = float(self._products.sums.min()), float(self._products.sums.max())
        chart = self._chart()
        return chart.bottom() - (value - low) / ((high - low) or 1.0) * chart.height()

    def _paint_bands(self, painter: QPainter, found: Products) -> None:
        room, line = self._columns(), self._line()
        reach = float(max(np.abs(found.first).max(), np.abs(found.second).max())) or 1.0
        metrics = QFontMetricsF(painter.font())
        for at, (name, values) in enumerate(zip(found.names, (found.first, found.second), strict=True)):
            band = QRectF(room.left(), room.top() + at * line * 1.2, room.width(), line * 1.05)
            shown = values[found.order].astype(np.float32)[None]
            paint_cells(
                painter, band, shown, unmasked(shown.shape), Scale("diverging", -reach, reach), self._theme
            )
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(band)
            label = QRectF(MARGIN, band.top(), band.left() - 2 * MARGIN, band.height())
            painter.setPen(QColor(self._theme.text))
            painter.drawText(label, _RIGHT, elided(metrics, name, label.width()))

    def _paint_axis(self, painter: QPainter, found: Products) -> None:
        chart = self._chart()
        for value in {float(found.sums.min()), 0.0, float(found.sums.max())}:
            y = self._y(value)
            painter.setPen(QPen(QColor(self._theme.text_quiet if value == 0 else self._theme.border), 1))
            painter.drawLine(QPointF(chart.left(), y), QPointF(self.width() - MARGIN, y))
            room = QRectF(0, y - self._line() / 2, chart.left() - MARGIN, self._line())
            if value == 0 or abs(y - self._y(0.0)) > self._line():
                painter.setPen(QColor(self._theme.text_quiet))
                painter.drawText(room, _RIGHT, significant(value, 3))

    def _paint_steps(self, painter: QPainter, found: Products) -> None:
        sums, step, left = found.sums, self._step(), self._columns().left()
        plain, striped = (QColor(hue) for hue in self._theme.heads[:2])
        gap = min(2.0, step * 0.15)
        for at, (start, end) in enumerate(pairwise(sums.tolist())):
            top, bottom = sorted((self._y(start), self._y(end)))
            bar = QRectF(left + at * step + gap, top, max(1.0, step - 2 * gap), max(1.0, bottom - top))
            painter.fillRect(
                bar, QBrush(plain) if end >= start else QBrush(striped, Qt.BrushStyle.Dense3Pattern)
            )
        painter.setPen(QPen(QColor(self._theme.text_quiet), 1))
        joints = [(left + (at + 1) * step, self._y(float(value))) for at, value in enumerate(sums[1:])]
        painter.drawLines([QLineF(x - gap, y, x + gap, y) for x, y in joints])

    def _paint_total(self, painter: QPainter, found: Products) -> None:
        """A bar from 0 to the sum, at the right, with its number."""
        chart, line = self._chart(), self._line()
        total = float(found.sums[-1])
        top, bottom = sorted((self._y(0.0), self._y(total)))
        left = chart.right() + MARGIN
        painter.fillRect(QRectF(left, top, self._px(12), max(1.0, bottom - top)), QColor(self._theme.text))
        room = QRectF(left, chart.bottom() + 1, self.width() - left - 2, line * 1.1)
        painter.setPen(QColor(self._theme.text_quiet))
        painter.drawText(room, _LEFT, found.total_name)
        beside = QRectF(left + self._px(12) + 4, (top + bottom) / 2 - line / 2, self.width(), line)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(beside, _LEFT, significant(total))

    def _paint_numbers(self, painter: QPainter, found: Products) -> None:
        """The numbers of the dimensions below, as many as do not touch."""
        metrics, step = QFontMetricsF(painter.font()), self._step()
        every = max(1, int(np.ceil(metrics.horizontalAdvance(f"{len(found.order)}  ") / step)))
        painter.setPen(QColor(self._theme.text_quiet))
        for place in range(0, len(found.order), every):
            below = self.column_rect(place)
            room = QRectF(
                below.center().x() - step * every, below.bottom() + 1, 2 * step * every, self._line() * 1.1
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(int(found.order[place])))

    def _paint_selected(self, painter: QPainter) -> None:
        place = self._place()
        if place is not None:
            painter.setPen(QPen(QColor(self._theme.accent), self._px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.column_rect(place).adjusted(0, -2, 0, 2))

    def _said(self, dimension: int) -> str:
        assert self._products is not None
        first, second = float(self._products.first[dimension]), float(self._products.second[dimension])
        return self.tr("Dimension {number}: {first} × {second} = {product}").format(
            number=dimension,
            first=significant(first),
            second=significant(second),
            product=significant(first * second),
        )

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Products of the dimensions of a query and a key"))
