"""A step's picture as it lies on screen: the plan of its equation, and the scene that its transition plays in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, QRectF

from app.reading.step_matrices import Candidates, candidates, scale_of
from app.reading.step_pictures import Operand, StepPicture
from app.widgets.candidate_table import CandidateTable
from app.widgets.equation import MOST_OPERANDS, OUTPUT, Equation, Plan, Slot
from app.widgets.transition_overlay import Panel, Scene
from core.trace import Step

BAR = 64.0
"""The width at which a bar of the transition of a choice has room for its word."""


def plan_of(picture: StepPicture) -> Plan:
    """How much room each matrix needs, and the signs between."""
    columns = tuple(tuple(map(_slot, column)) for column in picture.columns)
    output = replace(_slot(picture.output), wide=picture.is_table)
    return Plan(columns, picture.signs, picture.result, output)


def scene_of(step: Step, picture: StepPicture, equation: Equation) -> Scene:
    """What is in view of every matrix, and where its cells lie in the equation."""
    inputs = picture.inputs[:MOST_OPERANDS]
    shown = [_panel(equation, number, operand) for number, operand in enumerate(inputs)]
    at = step.axis("head")
    heads = 1 if at is None else step.shape[at]
    if step.kind == "choice" and step.sources and step.sources[0] in picture.trace:
        source = picture.trace[step.sources[0]]
        best = candidates(picture.trace, source, source.value)
        ranks = slice(0, max(2, int(shown[0].rect.width() / BAR)))
        shown.append(Panel(best.values[:, ranks], best.scale, texts=[texts[ranks] for texts in best.texts]))
    return Scene(
        step.kind, tuple(shown), _panel(equation, OUTPUT, picture.output), picture.output.head, heads
    )


def table_scene(step: Step, best: Candidates, table: CandidateTable) -> Scene:
    """The table of candidates in the coordinates of its viewport, and the numbers that these came of."""
    rows, ranks, rect = table.in_view()
    texts = [texts[ranks] for texts in best.texts[rows]]
    output = Panel(best.values[rows, ranks], best.scale, rect, texts=texts)
    made_of, sight = _made_of(step, best, rows, ranks), QRectF(table.viewport().rect())
    return Scene(f"best {step.kind}", made_of, output, room=sight)


def _made_of(step: Step, best: Candidates, rows: slice, ranks: slice) -> tuple[Panel, ...]:
    """For shares the logits of the candidates; for logits the rows of the source and of the candidates' weights."""
    trace, ids = best.trace, best.ids[rows, ranks]
    source = next((trace[site] for site in step.sources if site in trace), None)
    if source is None:
        return ()
    if step.kind == "softmax":
        logits = np.take_along_axis(source.value[rows], ids, axis=-1)
        return (Panel(logits, scale_of(source.kind, source.value)),)
    parameters = [trace.parameters[name] for name in step.parameters if name in trace.parameters]
    weights = [values[ids.ravel()] for values in parameters if len(values) == step.shape[-1]]
    return tuple(
        Panel(values if values.ndim > 1 else values[:, None], scale_of(step.kind, values))
        for values in (source.value[rows], *weights)
    )


def _panel(equation: Equation, number: int, operand: Operand) -> Panel:
    heat, matrix = equation.panel(number).map, operand.matrix
    view = heat.in_view()
    block = view.row_slice, view.column_slice
    rect = heat.matrix_rect().translated(heat.mapTo(equation, QPoint(0, 0)))
    return Panel(matrix.values[block], heat.scale(), rect, matrix.hidden[block])


def _slot(operand: Operand) -> Slot:
    return Slot(narrow=operand.form == "column", low=operand.form == "row")
