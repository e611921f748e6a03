"""Softmax over a vocabulary, on its best: bars of logits become exponentials, all are divided by the sum of all."""

from __future__ import annotations

import numpy as np

from app.widgets.number_text import significant
from app.widgets.scale import Numbers
from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.candidate_bars import CandidateBars, levels, shares
from app.widgets.transitions.candidate_cells import fading_row
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import eased, part

LEAD = 0.75
SHOWN, RISEN, DIVIDING, SETTLED = 0.15, 0.45, 0.6, 0.85
LARGEST_EXPONENT = 80.0


def fits(scene: Scene) -> bool:
    """Tell whether the probabilities are those that their logits make: one factor for the whole row."""
    if len(scene.inputs) != 1 or scene.inputs[0].values.shape != scene.output.values.shape:
        return False
    logits, output = (panel.values.astype(np.float64) for panel in (scene.inputs[0], scene.output))
    if output.shape[1] == 0 or not np.isfinite(logits).all():
        return False
    expected = output[:, :1] * np.exp(logits - logits[:, :1])
    return bool(np.allclose(output, expected, rtol=1e-3, atol=1e-7))


def powers(logits: Numbers) -> Numbers:
    """Return exp(logit) of each; of what is too large, exp(logit - greatest logit)."""
    greatest = float(logits.max())
    result: Numbers = np.exp(logits.astype(np.float64) - (greatest if greatest > LARGEST_EXPONENT else 0.0))
    return result


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Work the first row out on the bench; the cells of the others take on their new colours in place."""
    for row, at in canvas.rows_in_turn(scene.output, progress, LEAD):
        if row == 0 and scene.output.rows > 0:
            _paint_first(canvas, scene, at)
        else:
            fading_row(canvas, scene.inputs[0], scene.output, row, eased(at))


def _paint_first(canvas: Canvas, scene: Scene, at: float) -> None:
    logits, output = scene.inputs[0].values[0].astype(np.float64), scene.output
    risen, divided, settled = (
        eased(part(at, *span)) for span in ((SHOWN, RISEN), (DIVIDING, SETTLED), (SETTLED, 1))
    )
    fading_row(canvas, scene.inputs[0], output, 0, settled)
    bars = CandidateBars(canvas, scene.bench(), output.texts[0])
    low, high = levels(logits)
    raised, final = powers(logits), output.values[0].astype(np.float64)
    total = float(raised[0] / final[0]) if final[0] > 0 else float(raised.sum())
    first, second = shares(logits, low, high), raised / raised.max()
    tops = first + (second - first) * risen
    tops = tops + (final - tops) * divided
    starts = np.full(len(tops), shares(np.zeros(1), low, high)[0] * (1 - risen))
    colours = (logits, scene.inputs[0].scale) if risen < 0.5 else (tops, output.scale)
    bars.paint(starts, tops, *colours)
    numbers = logits if risen < 0.5 else raised if divided < 0.5 else final
    for rank, number in enumerate(numbers.tolist()):
        bars.number(rank, float(tops[rank]), significant(number, 3))
    bars.say(
        "z"
        if risen < 0.5
        else f"exp(z)     Σ = {significant(total)}"
        if divided == 0
        else f"÷ {significant(total)}"
    )


MOVEMENT = Movement(("best softmax",), paint, fits)
