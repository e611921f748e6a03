"""Weighted sums: every value row is multiplied by its weight, and all of them fall together into one row."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import LEAD, bench, between, current, eased, makes, part

WEIGHTS = 0.09
"""The share of the bench that the column of weights gets."""


def fits(scene: Scene) -> bool:
    """Tell whether the weights and the values are shown whole, and make the output."""
    if len(scene.inputs) < 2:
        return False
    weights, values = scene.inputs[:2]
    if weights.columns != values.rows or (weights.rows, values.columns) != scene.output.values.shape:
        return False
    return makes(weights.values[0][:, None] * values.values, scene.output.values[0])


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint the row that is on: the first one in detail, the others in one go each."""
    rows = scene.output.rows
    others = [(1 - LEAD) / LEAD / max(1, rows - 1)] * (rows - 1)
    row, at = current([1.0, *others], progress)
    canvas.cover(scene.output.block(row, rows))
    if row == 0:
        _paint_first(canvas, scene, at)
    else:
        _paint_other(canvas, scene, row, at)
    canvas.frame(scene.inputs[0].row(row))
    canvas.frame(scene.output.row(row))


def _paint_first(canvas: Canvas, scene: Scene, at: float) -> None:
    """The value rows and the weights come to the bench, the weights take hold, the rows fall together."""
    weights, values = scene.inputs[:2]
    down, weighed, together = eased(part(at, 0, 0.35)), eased(part(at, 0.4, 0.65)), eased(part(at, 0.75, 1))
    for key in range(values.rows):
        weight = weights.values[:1, key : key + 1]
        place = _bench_row(scene.output, key, values.rows)
        shade = place.adjusted(place.width() * WEIGHTS, 0, 0, 0)
        rect = between(between(values.row(key), shade, down), scene.output.row(0), together)
        factor = 1 + (weight - 1) * weighed
        shown = values.values[key][None] * factor
        canvas.cells(rect, shown, values.scale)
        canvas.outline(rect)
        if weighed in (0, 1) and together == 0:
            canvas.numbers(rect, shown, values.scale)
        if weighed < 1:
            beside = QRectF(place.topLeft(), shade.bottomLeft()).adjusted(0, 0, -6, 0)
            path = between(weights.cell(0, key), beside, down)
            canvas.cells(path, weight, weights.scale, opacity=1 - weighed)
            if weighed == 0:
                canvas.numbers(path, weight, weights.scale)
    _land(canvas, scene.output, 0, together)


def _paint_other(canvas: Canvas, scene: Scene, row: int, at: float) -> None:
    """All value rows fly over at once; the less a row weighs, the less is seen of it."""
    weights, values = scene.inputs[:2]
    together, shares = eased(at), weights.values[row] / (float(weights.values[row].max()) or 1.0)
    for key in np.argsort(shares).tolist():
        rect = between(values.row(key), scene.output.row(row), together)
        factor = 1 + (weights.values[row, key] - 1) * part(at, 0, 0.6)
        opacity = 1 + (float(shares[key]) - 1) * part(at, 0, 0.3)
        canvas.cells(rect, values.values[key][None] * factor, values.scale, opacity=opacity)
    _land(canvas, scene.output, row, together)


def _land(canvas: Canvas, output: Panel, row: int, together: float) -> None:
    canvas.cells(output.row(row), output.values[row][None], output.scale, opacity=part(together, 0.5, 1))


def _bench_row(output: Panel, row: int, rows: int) -> QRectF:
    room = bench(output.rect, output.rows)
    height = min(34.0, room.height() / rows)
    top = room.center().y() - height * rows / 2 + row * height
    return QRectF(room.left(), top, room.width(), max(1.0, height - 1))


MOVEMENT = Movement(("weighted_sum",), paint, fits)
