"""Masking: the scores come over as they are, then the cells that may not be seen go dark one after the other."""

from __future__ import annotations

import numpy as np

from app.widgets.scale import Numbers
from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.elementwise import glide
from app.widgets.transitions.progress import eased, finished, moving, part, staggered

ARRIVED = 0.4
DARKENING = 0.25
"""How long one cell takes to go dark and to come back hatched, as a share of the whole sweep."""


def fits(scene: Scene) -> bool:
    """Tell whether the scores are shown whole."""
    return bool(scene.inputs) and scene.inputs[0].values.shape == scene.output.values.shape


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Bring the rows over, then sweep the mask over all of them."""
    output, scores = scene.output, scene.inputs[0]
    arriving = staggered(part(progress, 0, ARRIVED), output.rows)
    dark = _darkness(part(progress, ARRIVED, 1), output.values.shape)
    done, landed = finished(dark.min(axis=1)), finished(arriving)
    canvas.cover(output.block(done, output.rows))
    if landed > done:
        _paint_landed(canvas, scene, done, landed, dark[done:landed])
    for row, at in moving(arriving):
        glide(canvas, scores, output, row, eased(at))
    if progress > ARRIVED:
        reached = max(0, int(np.count_nonzero(dark[:, 0] >= 0.5)) - 1)
        for panel in (*scene.inputs[1:2], output):
            canvas.frame(panel.row(reached))


def _paint_landed(canvas: Canvas, scene: Scene, first: int, last: int, dark: Numbers) -> None:
    """Paint rows that have arrived; in the first half a masked cell goes dark, in the second its lines appear."""
    output, scores = scene.output, scene.inputs[0]
    masked, rect = output.masked()[first:last], output.block(first, last)
    known = np.nan_to_num(scores.values[first:last])
    canvas.cells(rect, known, output.scale, masked & (dark >= 0.5))
    canvas.numbers(rect, known, output.scale, masked & (dark > 0), like=output)
    canvas.darken(rect, np.where(masked, 1 - np.abs(2 * dark - 1), 0.0))


def _darkness(progress: float, shape: tuple[int, ...]) -> Numbers:
    """Return how far each cell has come, swept in the order in which one reads."""
    rows, columns = shape
    order = np.arange(rows * columns).reshape(shape) / max(1, rows * columns - 1)
    return np.clip((progress - order * (1 - DARKENING)) / DARKENING, 0.0, 1.0)


MOVEMENT = Movement(("masking",), paint, fits)
