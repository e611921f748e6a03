"""Softmax: a row arrives, its cells rise to their exponentials, and all are scaled so that they add up to 1."""

from __future__ import annotations

import numpy as np

from app.widgets.number_text import significant
from app.widgets.scale import Numbers
from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.elementwise import glide
from app.widgets.transitions.progress import LEAD, bench, eased, part

ARRIVED, RISEN, SCALED = 0.25, 0.5, 0.8


def fits(scene: Scene) -> bool:
    """Tell whether the scores are shown whole."""
    return bool(scene.inputs) and scene.inputs[0].values.shape == scene.output.values.shape


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every row that is on its way."""
    # A row that sees itself alone is no example to dwell on.
    lead = LEAD if np.count_nonzero(scene.output.values[0]) > 1 else LEAD / 3
    for row, at in canvas.rows_in_turn(scene.output, progress, lead):
        if at < ARRIVED:
            glide(canvas, scene.inputs[0], scene.output, row, eased(at / ARRIVED), recoloured=False)
        else:
            _paint_row(canvas, scene, row, at)


def exponentials(scores: Panel, row: int) -> Numbers:
    """Return exp(score - greatest score) of a row, 0 where it is masked."""
    values = np.where(scores.masked()[row], -np.inf, scores.values[row].astype(np.float64))
    greatest = values.max(initial=-np.inf)
    if not np.isfinite(greatest):
        return np.zeros(len(values))
    result: Numbers = np.exp(values - greatest)
    return result


def _paint_row(canvas: Canvas, scene: Scene, row: int, at: float) -> None:
    """Bars of exponentials rise, shrink to shares of 1, and their cells fill with the share's colour."""
    scores, output = scene.inputs[0], scene.output
    rect, hidden = output.row(row), output.masked()[row][None] | scores.masked()[row][None]
    risen, scaled, filled = (
        eased(part(at, *span)) for span in ((ARRIVED, RISEN), (RISEN, SCALED), (SCALED, 1))
    )
    powers, shares = exponentials(scores, row), output.values[row]
    heights = powers + (shares - powers) * scaled
    canvas.cells(rect, scores.values[row][None], scores.scale, hidden, opacity=1 - risen)
    canvas.bars(rect, heights * risen, heights, output.scale)
    canvas.cells(rect, shares[None], output.scale, output.masked()[row][None], opacity=filled)
    canvas.frame(rect, 1.5)
    if row == 0 and filled < 1:
        room = bench(output.rect, output.rows)
        total = significant(float(powers.sum()))
        sign = f"Σ = {total}" if scaled == 0 else f"÷ {total}" if scaled < 1 else "Σ = 1"
        canvas.write(sign, room.center(), opacity=1 - filled)


MOVEMENT = Movement(("softmax",), paint, fits)
