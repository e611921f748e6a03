"""Concatenation: the matrices of the heads come out one after the other and stand side by side."""

from __future__ import annotations

from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import between, eased, finished, moving, staggered


def fits(scene: Scene) -> bool:
    """Tell whether the matrix of one head is shown, as high as the output and one share of its width."""
    if not scene.inputs:
        return False
    source, output = scene.inputs[0], scene.output
    return source.rows == output.rows and output.columns % source.columns == 0


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every head that is on its way; the matrices of the others lie behind the one shown."""
    output, width = scene.output, scene.inputs[0].columns
    heads = staggered(progress, output.columns // width)
    canvas.cover(output.block(0, output.rows, finished(heads) * width))
    for head, at in reversed(moving(heads)):
        _paint_head(canvas, scene.inputs[0], output, head, eased(at))


def _paint_head(canvas: Canvas, source: Panel, output: Panel, head: int, at: float) -> None:
    first, last = head * source.columns, (head + 1) * source.columns
    rect = between(source.rect, output.block(0, output.rows, first, last), at)
    canvas.cells(rect, output.values[:, first:last], source.scale)
    canvas.cells(rect, output.values[:, first:last], output.scale, opacity=at)
    canvas.head_frame(rect, head)


MOVEMENT = Movement(("concatenation",), paint, fits)
