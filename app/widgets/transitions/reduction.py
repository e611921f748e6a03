"""Mean and variance: every row evens out to one number, which falls into its cell."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from app.widgets.scale import Numbers, Scale
from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import between, eased, part

RAISED, SQUARED, EVEN = 0.1, 0.35, 0.65
TALLEST = 26.0
WRITTEN = 0.6
"""When the colours of the output have come so far that its number can be read on them."""


def fits(scene: Scene) -> bool:
    """Tell whether the rows that are averaged are shown, and one number comes of each."""
    if not scene.inputs or scene.output.columns != 1:
        return False
    return scene.inputs[0].rows == scene.output.rows


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every row that is on its way."""
    for row, at in canvas.rows_in_turn(scene.output, progress):
        _paint_row(canvas, scene, row, at)


def _paint_row(canvas: Canvas, scene: Scene, row: int, at: float) -> None:
    """A row is raised, squared around its mean for a variance, evens out, and falls into its cell."""
    source, output = scene.inputs[0], scene.output
    squaring = scene.kind == "variance"
    even, falling = eased(part(at, SQUARED if squaring else RAISED, EVEN)), eased(part(at, EVEN, 1))
    raised = between(source.row(row), _raised(source, row), eased(part(at, 0, RAISED)))
    rect = between(raised, output.cell(row, 0), falling)
    values = source.values[row][None].astype(np.float64)
    canvas.cells(rect, _evened(values, even), source.scale)
    if squaring:
        squares = (values - values.mean()) ** 2
        scale = Scale("sequential", 0.0, float(squares.max()))
        canvas.cells(rect, _evened(squares, even), scale, opacity=eased(part(at, RAISED, SQUARED)))
    if falling > 0:
        canvas.cells(rect, output.values[row : row + 1], output.scale, opacity=falling)
    if falling > WRITTEN:
        canvas.numbers(rect, output.values[row : row + 1], output.scale, like=output)
    canvas.frame(rect)


def _evened(values: Numbers, even: float) -> Numbers:
    result: Numbers = values + (values.mean() - values) * even
    return result


def _raised(source: Panel, row: int) -> QRectF:
    """Return a row's place, made high enough to be seen from afar."""
    rect = source.row(row)
    more = max(0.0, TALLEST - rect.height()) / 2
    return rect.adjusted(0, -more, 0, more)


MOVEMENT = Movement(("mean", "variance"), paint, fits)
