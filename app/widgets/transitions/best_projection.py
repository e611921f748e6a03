"""Logits over a vocabulary, on the best: the products of a row with each candidate's weights add up, one by one."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.widgets.number_text import significant
from app.widgets.scale import Numbers
from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.candidate_bars import CandidateBars, levels, shares
from app.widgets.transitions.candidate_cells import entry_row
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import makes, part

LEAD = 0.7
SUMMED = 0.85


def fits(scene: Scene) -> bool:
    """Tell whether the products of a row and the candidates' weights add up to the output."""
    if len(scene.inputs) < 2 or scene.output.values.size == 0:
        return False
    rows, weights = scene.inputs[0], scene.inputs[1]
    if rows.columns != weights.columns or weights.rows != scene.output.values.size:
        return False
    return makes(np.diff(sums(scene)[0], axis=1, prepend=0).T, scene.output.values[0])


@lru_cache(maxsize=1)
def sums(scene: Scene) -> Numbers:
    """Return the running sums of products [rows, ranks, features], a bias at the end where there is one."""
    (rows, ranks), source = scene.output.values.shape, scene.inputs[0].values.astype(np.float64)
    weights = scene.inputs[1].values.reshape(rows, ranks, -1)
    products = source[:, None] * weights
    bias = [panel.values.reshape(rows, ranks, 1) for panel in scene.inputs[2:]]
    result: Numbers = np.cumsum(np.concatenate([products, *bias], axis=2), axis=2)
    return result


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Add up the first row on the bench; the others go through their sums in place."""
    for row, at in canvas.rows_in_turn(scene.output, progress, LEAD):
        running = sums(scene)[row]
        added = min(running.shape[1] - 1, int(part(at, 0.05, SUMMED) * running.shape[1]))
        if row == 0:
            _paint_first(canvas, scene, running, added)
        if row > 0 or at > SUMMED:
            values = running[:, added] if at < SUMMED else scene.output.values[row].astype(np.float64)
            entry_row(canvas, scene.output, row, values, scene.output.scale)
        canvas.frame(scene.output.row(row), 1.5)


def _paint_first(canvas: Canvas, scene: Scene, running: Numbers, added: int) -> None:
    output = scene.output
    bars = CandidateBars(canvas, scene.bench(), output.texts[0])
    low, high = levels(running)
    values = running[:, added]
    tops = shares(values, low, high)
    bars.paint(np.full(len(tops), shares(np.zeros(1), low, high)[0]), tops, values, output.scale)
    for rank, value in enumerate(values.tolist()):
        bars.number(rank, float(tops[rank]), significant(value, 3))
    text = QCoreApplication.translate("Transitions", "{done} of {all} products added up")
    bars.say(text.format(done=added + 1, all=running.shape[1]))


MOVEMENT = Movement(("best projection",), paint, fits)
