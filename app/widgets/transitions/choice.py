"""Choice: the largest cell of every row is framed, rises, and becomes the answer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import between, eased, part

FOUND, RISEN = 0.15, 0.45
RISES_TO = 30.0


def fits(scene: Scene) -> bool:
    """Tell whether the rows that are chosen from are shown, and one number comes of each."""
    return bool(scene.inputs) and scene.inputs[0].rows == scene.output.rows and scene.output.columns == 1


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every row that is on its way."""
    source, output = scene.inputs[0], scene.output
    for row, at in canvas.rows_in_turn(output, progress):
        best = int(np.argmax(source.values[row]))
        found = source.cell(row, best)
        risen = between(found, _raised(found), eased(part(at, FOUND, RISEN)))
        rect = between(risen, output.cell(row, 0), eased(part(at, RISEN, 1)))
        canvas.frame(source.row(row), 1.5)
        canvas.cells(rect, source.values[row : row + 1, best : best + 1], source.scale)
        canvas.cells(rect, output.values[row : row + 1], output.scale, opacity=part(at, RISEN, 1))
        nearest = source.scale if at < (RISEN + 1) / 2 else output.scale
        canvas.numbers(rect, output.values[row : row + 1], nearest)
        canvas.frame(rect)


def _raised(cell: QRectF) -> QRectF:
    across, along = (max(0.0, RISES_TO - length) / 2 for length in (cell.width(), cell.height()))
    return cell.adjusted(-across, -along, across, along)


MOVEMENT = Movement(("choice",), paint, fits)
