"""A step's picture as it lies on screen: the plan of its equation, and the scene that its transition plays in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint

from app.reading.step_matrices import Candidates
from app.reading.step_pictures import Operand, StepPicture
from app.widgets.candidate_table import CandidateTable
from app.widgets.equation import MOST_OPERANDS, OUTPUT, Equation, Plan, Slot
from app.widgets.transition_overlay import Panel, Scene
from core.trace import Step


def plan_of(picture: StepPicture) -> Plan:
    """How much room each matrix needs, and the signs between."""
    columns = tuple(tuple(map(_slot, column)) for column in picture.columns)
    output = replace(_slot(picture.output), wide=picture.is_table)
    return Plan(columns, picture.signs, picture.result, output)


def scene_of(step: Step, picture: StepPicture, equation: Equation) -> Scene:
    """What is in view of every matrix, and where its cells lie in the equation."""
    inputs = picture.inputs[:MOST_OPERANDS]
    shown = tuple(_panel(equation, number, operand) for number, operand in enumerate(inputs))
    at = step.axis("head")
    heads = 1 if at is None else step.shape[at]
    return Scene(step.kind, shown, _panel(equation, OUTPUT, picture.output), picture.output.head, heads)


def table_scene(step: Step, best: Candidates, table: CandidateTable) -> Scene:
    """The table of candidates, row by row, in the coordinates of its viewport: what made it is far too wide to show."""
    rows, ranks, rect = table.in_view()
    return Scene(step.kind, (), Panel(best.values[rows, ranks], best.scale, rect))


def _panel(equation: Equation, number: int, operand: Operand) -> Panel:
    heat, matrix = equation.panel(number).map, operand.matrix
    view = heat.in_view()
    block = view.row_slice, view.column_slice
    rect = heat.matrix_rect().translated(heat.mapTo(equation, QPoint(0, 0)))
    return Panel(matrix.values[block], heat.scale(), rect, matrix.hidden[block])


def _slot(operand: Operand) -> Slot:
    return Slot(narrow=operand.form == "column", low=operand.form == "row")
