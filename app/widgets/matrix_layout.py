"""Where a labelled matrix lies in its widget: the room for labels, the cells, which labels are shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from app.widgets.themed import vertical_extent

MARGIN = 8.0


class Ordinals(Sequence[str]):
    """0, 1, 2 ... as labels of features, which nobody writes out: a vocabulary has thousands."""

    def __init__(self, count: int, first: int = 0) -> None:
        self._numbers = range(first, first + count)

    def __len__(self) -> int:
        return len(self._numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ordinals) and other._numbers == self._numbers

    def __hash__(self) -> int:
        return hash(self._numbers)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Ordinals: ...

    def __getitem__(self, at: int | slice) -> str | Ordinals:
        if isinstance(at, slice):
            numbers = self._numbers[at]
            return Ordinals(len(numbers), numbers.start)
        return str(self._numbers[at])


LONGEST_CELL = 3.0
"""How many times as long a cell may be on one side as on the other, so that a matrix fills the room it has."""
LONGEST_MATRIX = 1.8
"""The cells of a matrix with many more rows than columns may be wider still, up to that shape of the whole."""
LARGEST_CELL = 120.0


@dataclass(frozen=True)
class MatrixLabels:
    """The words around a matrix."""

    rows: Sequence[str]
    columns: Sequence[str]
    row_title: str
    column_title: str
    second_rows: Sequence[str] | None = None


@dataclass(frozen=True)
class MatrixLayout:
    """The rectangles of a matrix. Cells are whole pixels unless there are more of them than fit."""

    cells: QRectF
    rows: int
    columns: int
    title_width: float
    label_widths: tuple[float, float]
    header_height: float
    line_height: float
    columns_upright: bool
    column_label_width: float = 0.0
    right: float = math.inf
    bottom: float = math.inf

    @property
    def cell_width(self) -> float:
        """The width of a cell in pixels."""
        return self.cells.width() / self.columns

    @property
    def cell_height(self) -> float:
        """The height of a cell in pixels."""
        return self.cells.height() / self.rows

    def cell(self, row: int, column: int) -> QRectF:
        """Return the rectangle of a cell."""
        left = self.cells.left() + column * self.cell_width
        return QRectF(left, self.cells.top() + row * self.cell_height, self.cell_width, self.cell_height)

    def row_band(self, row: int) -> QRectF:
        """Return the rectangle of a whole row."""
        return QRectF(self.cells.left(), self.cell(row, 0).top(), self.cells.width(), self.cell_height)

    def column_band(self, column: int) -> QRectF:
        """Return the rectangle of a whole column."""
        return QRectF(self.cell(0, column).left(), self.cells.top(), self.cell_width, self.cells.height())

    def cell_at(self, place: QPointF) -> tuple[int, int] | None:
        """Return the row and column under a point, None beside the matrix."""
        if not self.cells.contains(place):
            return None
        row = int((place.y() - self.cells.top()) / self.cell_height)
        column = int((place.x() - self.cells.left()) / self.cell_width)
        return min(row, self.rows - 1), min(column, self.columns - 1)

    def row_step(self) -> int:
        """Return how many rows apart the labels stand so that they do not touch."""
        return _round_step(math.ceil(self.line_height / self.cell_height - 0.15))

    def column_step(self) -> int:
        """Return how many columns apart the labels stand so that they do not touch."""
        length = self.line_height if self.columns_upright else self.column_label_width
        return _round_step(math.ceil(length / self.cell_width - 0.15))


@lru_cache(maxsize=64)
def lay_out_within(
    width: int, height: int, rows: int, columns: int, labels: MatrixLabels, font: QFont
) -> MatrixLayout:
    """Return the layout in so much room: the matrices of many steps have the same shape and labels."""
    room = QRectF(0, 0, width, height).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    return lay_out(room, rows, columns, labels, QFontMetricsF(font))


def lay_out(
    room: QRectF, rows: int, columns: int, labels: MatrixLabels, metrics: QFontMetricsF
) -> MatrixLayout:
    """Fit a matrix and its labels into `room`, as large as it goes."""
    line = metrics.height()
    gap = line * 0.4
    share = max(room.width() * 0.2, min(room.width() * 0.45, line * 3.6))
    first = _widest(metrics, labels.rows, share)
    second = _widest(metrics, labels.second_rows or (), room.width() * 0.2)
    title = line * 1.3 if labels.row_title else 0.0
    left = title + first + (second + line * 1.5 if labels.second_rows is not None else 0.0) + gap
    heading = line * 1.3 if labels.column_title else 0.0
    width = max(1.0, room.width() - left - 2)
    numbered = isinstance(labels.columns, Ordinals)
    widest = _widest(metrics, labels.columns, math.inf)

    def fitted(header: float) -> tuple[float, float]:
        height = max(1.0, room.height() - heading - header - 2)
        return _cell_size(
            width, height, rows, columns, stretches=numbered or isinstance(labels.rows, Ordinals)
        )

    header = line * 1.3 if widest else 2.0
    upright = not numbered and _stand_upright(metrics, labels.columns, fitted(header)[0], gap)
    if upright:
        longest = max((vertical_extent(metrics, label) for label in labels.columns), default=0.0)
        header = min(longest, room.height() * 0.26) + gap
    cell_width, cell_height = fitted(header)
    spare = max(0.0, width - cell_width * columns)
    cells = QRectF(
        math.floor(room.left() + left + spare / 2),
        math.floor(room.top() + heading + header),
        cell_width * columns,
        cell_height * rows,
    )
    thinned = widest + gap if numbered else 0.0
    return MatrixLayout(
        cells,
        rows,
        columns,
        title,
        (first, second),
        header,
        line,
        upright,
        thinned,
        room.right(),
        room.bottom(),
    )


def _widest(metrics: QFontMetricsF, labels: Sequence[str], limit: float) -> float:
    if isinstance(labels, Ordinals):
        labels = labels[-1:]  # Figures are of equal width.
    return min(limit, max((metrics.horizontalAdvance(label) for label in set(labels)), default=0.0))


def _stand_upright(metrics: QFontMetricsF, labels: Sequence[str], cell_width: float, gap: float) -> bool:
    """Whether the labels of the columns have to be turned: not where only a few are too long and can be elided."""
    too_long = sum(metrics.horizontalAdvance(label) + gap > cell_width for label in labels)
    few = too_long * 4 <= len(labels) and cell_width >= metrics.height() * 2
    return too_long > 0 and not few


def _cell_size(
    width: float, height: float, rows: int, columns: int, *, stretches: bool
) -> tuple[float, float]:
    cell_width, cell_height = min(width / columns, LARGEST_CELL), min(height / rows, LARGEST_CELL)
    # A matrix of tokens by features is so long that square cells would make it a thread: it may stretch.
    if not stretches and max(rows, columns) <= 4 * min(rows, columns):
        cell_width = min(cell_width, max(LONGEST_CELL, LONGEST_MATRIX * rows / columns) * cell_height)
        cell_height = min(cell_height, max(LONGEST_CELL, LONGEST_MATRIX * columns / rows) * cell_width)
    return _whole(cell_width), _whole(cell_height)


def _whole(length: float) -> float:
    return float(math.floor(length)) if length >= 8 else length


def _round_step(least: int) -> int:
    """Return the next step that people count in."""
    if least <= 1:
        return 1
    unit: int = 10 ** (len(str(least)) - 1)
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= least)
