"""Matrix products: a row meets a column, their products run along and add up to one cell; then row after row."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from app.widgets.matrix_painting import SMALLEST_GRID
from app.widgets.number_text import significant
from app.widgets.scale import Numbers, Scale
from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import bench, between, current, eased, makes, part

DETAILED = (3.0, 1.6, 1.2)
"""How long the first cells take, which are worked out one by one."""
REST_OF_ROW, ALL_OTHER_ROWS = 1.2, 5.0
LINE, SIGNS = 34.0, 34.0
DOWN, ALONG = 0.3, 0.65
"""When the row and the column have met, and when all their products are there."""


def fits(scene: Scene) -> bool:
    """Tell whether both factors are shown whole, the right one upright or turned, and make the output."""
    return len(scene.inputs) > 1 and columns_upright(scene) is not None


@lru_cache(maxsize=1)
def columns_upright(scene: Scene) -> bool | None:
    """Tell whether a column of the product comes of a column of the right factor, as written, or of a row of it.

    A weight is stored turned. None where neither makes the product.
    """
    left, right, output, bias = *scene.inputs[:2], scene.output, bias_of(scene)
    added = np.zeros((1, output.columns)) if bias is None else bias.values
    for upright in (True, False):
        inner = right.values if upright else right.values.T
        if (left.columns, output.columns) != inner.shape or left.rows != output.rows:
            continue
        if makes(np.concatenate([left.values[0][:, None] * inner, added]), output.values[0]):
            return upright
    return None


def place_in_right(scene: Scene, column: int) -> QRectF:
    """Return where in the right factor the numbers for a column of the product stand."""
    right = scene.inputs[1]
    return right.column(column) if columns_upright(scene) else right.row(column)


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint the act that is on: a cell in detail, the rest of the first row, or one of the other rows."""
    rows, columns = scene.output.values.shape
    lengths = list(DETAILED[:columns])
    detailed = len(lengths)
    lengths += [REST_OF_ROW] if columns > detailed else []
    first_row = len(lengths)
    lengths += [ALL_OTHER_ROWS / max(1, rows - 1)] * (rows - 1)
    act, at = current(lengths, progress)
    if act < detailed:
        cover_from(canvas, scene.output, 0, act)
        _Meeting(canvas, scene, act).paint(at)
    elif act < first_row:
        _sweep(canvas, scene, 0, detailed + at * (columns - detailed))
    else:
        _sweep(canvas, scene, act - first_row + 1, at * columns)


def cover_from(canvas: Canvas, output: Panel, row: int, column: float) -> None:
    """Hide the cells from one on, in the order in which one reads."""
    canvas.cover(output.block(row, row + 1, column))
    canvas.cover(output.block(row + 1, output.rows))


def _sweep(canvas: Canvas, scene: Scene, row: int, reached: float) -> None:
    """Show a row up to the column reached, and frame what makes the present cell."""
    whole_cells = scene.output.cell(0, 0).width() >= SMALLEST_GRID
    cover_from(canvas, scene.output, row, int(reached) if whole_cells else reached)
    column = min(int(reached), scene.output.columns - 1)
    frame_all(canvas, scene, row, column)


def frame_all(canvas: Canvas, scene: Scene, row: int, column: int) -> None:
    """Frame a cell and what it is made of: a row, a column and, where there is one, its bias."""
    left, bias = scene.inputs[0], bias_of(scene)
    if bias is not None:
        canvas.frame(bias.cell(0, column))
    canvas.frame(left.row(row))
    canvas.frame(place_in_right(scene, column))
    canvas.frame(scene.output.cell(row, column))


def bias_of(scene: Scene) -> Panel | None:
    """Return the row that is added to every row of the product, where it is shown."""
    shown = scene.inputs[2:3]
    return shown[0] if shown and shown[0].values.shape == (1, scene.output.columns) else None


class _Meeting:
    """How one cell of the first row comes about."""

    def __init__(self, canvas: Canvas, scene: Scene, column: int) -> None:
        self._canvas = canvas
        self._left, self._right = scene.inputs[:2]
        self._scene, self._output, self._column = scene, scene.output, column
        self._bias = bias_of(scene)
        self._upright = columns_upright(scene)
        values = self._right.values
        self._factors = self._left.values[:1], (values[:, column] if self._upright else values[column])[None]
        self._products: Numbers = self._factors[0] * self._factors[1]
        reach = float(np.abs(self._products).max())
        self._scale = Scale("diverging", -reach, reach)

    def paint(self, at: float) -> None:
        """The row and the column come down, multiply pair by pair, and the products become the cell."""
        down, along, sum_up = part(at, 0, DOWN), part(at, DOWN, ALONG), part(at, ALONG + 0.05, 1)
        self._paint_factors(eased(down))
        if sum_up > 0:
            self._paint_sum(eased(sum_up))
        elif along > 0:
            self._paint_products(max(1, round(along * self._left.columns)))
        frame_all(self._canvas, self._scene, 0, self._column)

    def _line(self, at: int) -> QRectF:
        room = bench(self._output.rect, self._output.rows)
        height, signs = min(LINE * self._canvas.scale, room.height() / 5), SIGNS * self._canvas.scale
        top = room.center().y() - height * 2.25 + at * height * 1.5
        return QRectF(room.left() + signs, top, max(40.0, room.width() - signs * 2), height)

    def _paint_factors(self, down: float) -> None:
        # The row has come down with the first column and stays.
        above = between(self._left.row(0), self._line(0), 1.0 if self._column else down)
        start, end = place_in_right(self._scene, self._column), self._line(1)
        self._paint_line(above, self._factors[0], self._left.scale)
        if self._upright and down < 1:
            self._canvas.turning(start, end, down, self._factors[1], self._right.scale)
        else:
            self._paint_line(between(start, end, down), self._factors[1], self._right.scale)

    def _paint_products(self, reached: int) -> None:
        line, first = self._line(2), self._line(0)
        width = line.width() / self._left.columns
        done = QRectF(line.left(), line.top(), width * reached, line.height())
        self._paint_line(done, self._products[:, :reached], self._scale)
        self._sign(1, "×")
        self._sign(2, "=")
        self._canvas.frame(QRectF(done.right() - width, first.top(), width, line.bottom() - first.top()))

    def _paint_sum(self, sum_up: float) -> None:
        rect = between(self._line(2), self._output.cell(0, self._column), sum_up)
        value = self._output.values[:1, self._column : self._column + 1]
        self._canvas.cells(rect, self._products, self._scale)
        self._canvas.cells(rect, value, self._output.scale, opacity=sum_up)
        self._sign(1, "×")
        self._canvas.write(self._sum_in_words(), self._line(2).center(), opacity=sum_up)

    def _sum_in_words(self) -> str:
        total = float(self._products.sum(dtype=np.float64))
        if self._bias is None:
            return f"Σ = {significant(total)}"
        return f"Σ + b = {significant(total + float(self._bias.values[0, self._column]))}"

    def _paint_line(self, rect: QRectF, values: Numbers, scale: Scale) -> None:
        self._canvas.cells(rect, values, scale)
        self._canvas.outline(rect)
        self._canvas.numbers(rect, values, scale)

    def _sign(self, line: int, sign: str) -> None:
        rect = self._line(line)
        self._canvas.write(sign, QPointF(rect.left() - SIGNS / 2 * self._canvas.scale, rect.center().y()))


MOVEMENT = Movement(("projection", "product"), paint, fits)
