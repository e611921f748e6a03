"""Activation: a row arrives, what is negative in it fades to nothing, what is positive stays."""

from __future__ import annotations

from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import between, eased, part

ARRIVED, FADED = 0.35, 0.7


def fits(scene: Scene) -> bool:
    """Tell whether the input goes with the output cell by cell."""
    return bool(scene.inputs) and scene.inputs[0].values.shape == scene.output.values.shape


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every row that is on its way."""
    for row, at in canvas.rows_in_turn(scene.output, progress):
        _paint_row(canvas, scene, row, at)


def _paint_row(canvas: Canvas, scene: Scene, row: int, at: float) -> None:
    source, output = scene.inputs[0], scene.output
    rect = between(source.row(row), output.row(row), eased(part(at, 0, ARRIVED)))
    before, after = source.values[row][None], output.values[row][None]
    canvas.cells(rect, before, source.scale)
    faded, risen = eased(part(at, ARRIVED, FADED)), eased(part(at, FADED, 1))
    if faded > 0:
        canvas.some_cells(rect, after, output.scale, before <= 0, faded)
    if risen > 0:
        canvas.some_cells(rect, after, output.scale, before > 0, risen)
    shown, values = (source, before) if faded < 0.5 else (output, after)
    canvas.numbers(rect, values, shown.scale, like=shown)
    canvas.frame(rect, 1.5)


MOVEMENT = Movement(("activation",), paint, fits)
