"""Choice: the candidates of a row stand up as bars, the largest is framed, and becomes the answer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from app.widgets.number_text import significant
from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.candidate_bars import CandidateBars
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import LEAD, bench, between, eased, part

FOUND, RISEN = 0.15, 0.45
RISES_TO = 30.0
GROWN, CHOSEN, LEAVING = 0.35, 0.5, 0.7
"""When the bars of the first row have grown, the largest is framed, and it leaves for its cell."""


def fits(scene: Scene) -> bool:
    """Tell whether the rows that are chosen from are shown, and one number comes of each."""
    return bool(scene.inputs) and scene.inputs[0].rows == scene.output.rows and scene.output.columns == 1


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every row that is on its way: the first with its candidates, the others quickly."""
    source, output, candidates = scene.inputs[0], scene.output, scene.inputs[1:2]
    for row, at in canvas.rows_in_turn(output, progress, 0.6 if candidates else LEAD):
        canvas.frame(source.row(row), 1.5)
        if row == 0 and candidates and candidates[0].texts:
            start = _compare(canvas, scene, candidates[0], at)
            _fly(canvas, scene, row, start, eased(part(at, LEAVING, 1)))
        else:
            found = source.cell(row, int(np.argmax(source.values[row])))
            risen = between(found, _raised(found), eased(part(at, FOUND, RISEN)))
            _fly(canvas, scene, row, risen, eased(part(at, RISEN, 1)))


def _compare(canvas: Canvas, scene: Scene, candidates: Panel, at: float) -> QRectF:
    """Paint the candidates of the first row as bars, and return the largest."""
    source, values = scene.inputs[0], candidates.values[0].astype(np.float64)
    room = bench(source.rect, source.rows)
    canvas.cover(room)
    canvas.outline(room)
    bars = CandidateBars(canvas, room.adjusted(4, 2, -4, -2), candidates.texts[0])
    tops = values * eased(part(at, 0, GROWN))
    bars.paint(np.zeros(len(tops)), tops, values, candidates.scale)
    if at >= GROWN:
        for rank, value in enumerate(values.tolist()):
            bars.number(rank, value, significant(value, 3))
    best = bars.bar(int(np.argmax(values)), 0, float(tops.max()))
    if at >= CHOSEN:
        canvas.frame(best)
        bars.say(f"max = {significant(float(values.max()))}")
    return best


def _fly(canvas: Canvas, scene: Scene, row: int, start: QRectF, at: float) -> None:
    """Move the largest to its cell in the output; it is the same number in another scale's colours."""
    source, output = scene.inputs[0], scene.output
    rect, value = between(start, output.cell(row, 0), at), output.values[row : row + 1]
    if at == 0 and row == 0 and len(scene.inputs) > 1:
        return
    best = int(np.argmax(source.values[row]))
    canvas.cells(rect, source.values[row : row + 1, best : best + 1], source.scale)
    canvas.cells(rect, value, output.scale, opacity=at)
    canvas.numbers(rect, value, source.scale if at < 0.5 else output.scale, like=output)
    canvas.frame(rect)


def _raised(cell: QRectF) -> QRectF:
    across, along = (max(0.0, RISES_TO - length) / 2 for length in (cell.width(), cell.height()))
    return cell.adjusted(-across, -along, across, along)


MOVEMENT = Movement(("choice",), paint, fits)
