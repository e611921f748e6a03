"""Sums, scaling, gain and bias: rows glide onto the output, then every operand in turn onto what is there."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from app.widgets.scale import Numbers
from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import between, eased, makes, part

ARRIVED = 0.35
"""When a row lies where it is changed."""


def fits(scene: Scene) -> bool:
    """Tell whether every operand goes with the output, cell by cell or one row for all, and they make it."""
    shape = scene.output.values.shape
    if not scene.inputs or scene.inputs[0].values.shape != shape:
        return False
    if not all(panel.rows in (1, shape[0]) and panel.columns in (1, shape[1]) for panel in operands(scene)):
        return False
    before = stages(scene)[-2]
    added = operands(scene)[-1:]
    return not added or makes(np.stack([before[0], _first_row(added[0], shape[1])]), scene.output.values[0])


def _first_row(panel: Panel, columns: int) -> Numbers:
    return np.broadcast_to(panel.values[0], (columns,))


def operands(scene: Scene) -> tuple[Panel, ...]:
    """Return what comes onto the first input; a constant stands in no matrix."""
    return scene.inputs[1:] if scene.kind in ("sum", "affine") else ()


def stages(scene: Scene) -> list[Numbers]:
    """Return the values after every operand, the last of them the output itself."""
    values = [scene.inputs[0].values]
    for place, panel in enumerate(operands(scene)):
        gain = scene.kind == "affine" and place == 0
        values.append(values[-1] * panel.values if gain else values[-1] + panel.values)
    return [*values[: max(1, len(values) - 1)], scene.output.values]


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every row that is on its way."""
    values = stages(scene)
    for row, at in canvas.rows_in_turn(scene.output, progress):
        if at < ARRIVED:
            glide(canvas, scene.inputs[0], scene.output, row, eased(at / ARRIVED))
        else:
            change_row(canvas, scene.output, row, part(at, ARRIVED, 1), values, operands(scene))


def glide(
    canvas: Canvas, source: Panel, output: Panel, row: int, at: float, *, recoloured: bool = True
) -> None:
    """Move a row from its place in an input to its place in the output, and its colours to the output's scale."""
    rect = between(source.row(row), output.row(row), at)
    values, hidden = source.values[row][None], source.masked()[row][None]
    canvas.cells(rect, values, source.scale, hidden)
    if recoloured:
        canvas.cells(rect, values, output.scale, hidden, opacity=at)
    shown = output if recoloured and at > 0.5 else source
    canvas.numbers(rect, values, shown.scale, hidden, like=shown)
    canvas.frame(rect, 1.5)


def change_row(
    canvas: Canvas, output: Panel, row: int, at: float, values: list[Numbers], operands: tuple[Panel, ...]
) -> None:
    """Change a row that has arrived, stage by stage; an operand comes in the first half of its stage."""
    count = len(values) - 1
    stage = min(int(at * count), count - 1)
    local = part(at, stage / count, (stage + 1) / count)
    operand = operands[stage] if stage < len(operands) else None
    coming, changed = (part(local, 0, 0.55), part(local, 0.55, 1)) if operand else (1.0, local)
    before, after = values[stage][row][None], values[stage + 1][row][None]
    canvas.cells(output.row(row), before + (after - before) * eased(changed), output.scale)
    # The colours go from one to the other; a number in between was never computed.
    canvas.numbers(output.row(row), before if changed < 0.5 else after, output.scale, like=output)
    if operand is not None and coming < 1:
        _bring(canvas, operand, output.row(row), row, eased(coming))
    canvas.frame(output.row(row), 1.5)


def _bring(canvas: Canvas, operand: Panel, target: QRectF, row: int, at: float) -> None:
    """Move an operand's row, or its one row for all, onto the row; above it while it is on its way."""
    own = row if operand.rows > 1 else 0
    rect = between(operand.row(own), target, at)
    values: Numbers = np.asarray(operand.values[own])[None]
    opacity = 1 - part(at, 0.8, 1)
    canvas.cells(rect, values, operand.scale, opacity=opacity)
    if opacity == 1:
        canvas.numbers(rect, values, operand.scale, like=operand)
    canvas.frame(rect, 1.5)


MOVEMENT = Movement(("sum", "scale", "affine", "deviation"), paint, fits)
