"""Position vectors: they are drawn in from the left, and beside the edge stand the waves of its dimensions."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF

from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import part

WIDEST_WAVE = 70.0
PACE = 1.7
"""The first waves are the shortest: there is most to see, so they get more of the time."""


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Uncover the columns pair by pair; the sine and the cosine of the last one run down the positions."""
    output = scene.output
    reached = progress**PACE * output.columns
    hidden = output.block(0, output.rows, reached)
    canvas.cover(hidden)
    canvas.line(hidden.topLeft(), hidden.bottomLeft())
    room = min(WIDEST_WAVE, hidden.width() / 2 - 6)
    if room < 6 or output.rows < 2:
        return
    canvas.painter.setOpacity(part(progress, 0, 0.04))
    middle = hidden.left() + room + 6
    canvas.line(QPointF(middle, hidden.top()), QPointF(middle, hidden.bottom()), dashed=True)
    pair = min(int(reached) // 2 * 2, output.columns - 1)
    for place, column in enumerate(range(pair, min(pair + 2, output.columns))):
        across = middle + output.values[:, column] / _reach(scene) * room
        down = [output.row(row).center().y() for row in range(output.rows)]
        canvas.curve([QPointF(x, y) for x, y in zip(across.tolist(), down, strict=True)], place)
    canvas.painter.setOpacity(1.0)


def _reach(scene: Scene) -> float:
    return float(np.abs(scene.output.values).max()) or 1.0


MOVEMENT = Movement(("position",), paint, lambda scene: True)
