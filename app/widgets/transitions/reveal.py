"""Any other operation: its rows appear from top to bottom."""

from __future__ import annotations

from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Uncover one row after the other, each from its left to its right."""
    output = scene.output
    reached = progress * output.rows
    row = min(int(reached), output.rows - 1)
    canvas.cover(output.block(row + 1, output.rows))
    canvas.cover(output.block(row, row + 1, (reached - row) * output.columns))
    canvas.frame(output.row(row), 1.5)


MOVEMENT = Movement(("learned_position",), paint, lambda scene: True)
