"""Where a labelled matrix lies in its widget: the room for labels, the cells, which labels are shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.widgets.themed import vertical_extent

WIDEST_CELL = 1.8  # As a multiple of its height, so that a square matrix stays recognisably square.
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
        return max(1, math.ceil(self.line_height / self.cell_height - 0.15))

    def column_step(self) -> int:
        """Return how many columns apart the labels stand so that they do not touch."""
        return 1 if not self.columns_upright else max(1, math.ceil(self.line_height / self.cell_width - 0.15))


def lay_out(
    room: QRectF, rows: int, columns: int, labels: MatrixLabels, metrics: QFontMetricsF
) -> MatrixLayout:
    """Fit a matrix and its labels into `room`, as large as it goes."""
    line = metrics.height()
    gap = line * 0.4
    first = _widest(metrics, labels.rows, room.width() * 0.2)
    second = _widest(metrics, labels.second_rows or (), room.width() * 0.2)
    title = line * 1.3 if labels.row_title else 0.0
    left = title + first + (second + line * 1.5 if labels.second_rows is not None else 0.0) + gap
    heading = line * 1.3 if labels.column_title else 0.0
    width = max(1.0, room.width() - left - 2)
    widest = max((metrics.horizontalAdvance(label) for label in labels.columns), default=0.0)

    def fitted(header: float) -> tuple[float, float]:
        return _cell_size(width, max(1.0, room.height() - heading - header - 2), rows, columns)

    header = line * 1.3
    upright = widest + gap > fitted(header)[0]
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
    return MatrixLayout(cells, rows, columns, title, (first, second), header, line, upright)


def _widest(metrics: QFontMetricsF, labels: Sequence[str], limit: float) -> float:
    return min(limit, max((metrics.horizontalAdvance(label) for label in set(labels)), default=0.0))


def _cell_size(width: float, height: float, rows: int, columns: int) -> tuple[float, float]:
    cell_width, cell_height = min(width / columns, LARGEST_CELL), min(height / rows, LARGEST_CELL)
    # A matrix of tokens by features is so long that square cells would make it a thread: it may stretch.
    if max(rows, columns) <= 4 * min(rows, columns):
        cell_width = min(cell_width, WIDEST_CELL * cell_height)
        cell_height = min(cell_height, cell_width)
    return _whole(cell_width), _whole(cell_height)


def _whole(length: float) -> float:
    return float(math.floor(length)) if length >= 8 else length
