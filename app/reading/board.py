"""The parameters of a trace as matrices to be written on a board, in the order in which they are used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.explanations import part_title
from app.parameter_words import is_turned, parameter_place, parameter_symbol
from app.problems import sentence
from app.reading.labels import token_texts
from app.reading.pieces import table_labels
from app.widgets.entry_table import Refusal, with_point
from core.interventions import Intervention, with_edit
from core.interventions.set_parameter import LARGEST, SetParameter
from core.problems import Problem
from core.trace import Array, Trace

translate = QCoreApplication.translate
MASK = "M"


@dataclass(frozen=True, eq=False)
class BoardMatrix:
    """One parameter [rows, columns] as the formulas write it; a vector is one row. ``changed`` marks edits."""

    name: str
    values: Array
    changed: Array
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]

    @property
    def is_mask(self) -> bool:
        """Whether its numbers say what may be looked at, and are no quantities."""
        return parameter_symbol(self.name) == MASK

    def index(self, row: int, column: int) -> tuple[int, ...]:
        """Where a cell is kept in the parameter."""
        if is_turned(self.name):
            return column, row
        return (row, column) if self.row_labels != ("",) else (column,)


def parameter_names(trace: Trace) -> tuple[str, ...]:
    """Every parameter once, though several names may lead to it, in the order in which steps use them."""
    used = (name for step in trace.steps for name in step.parameters if name in trace.parameters)
    first: dict[int, str] = {}
    for name in used:
        first.setdefault(trace.parameters[name].__array_interface__["data"][0], name)
    return tuple(first.values())


def parameter_title(name: str) -> str:
    """Where a parameter is used, and its letter: "Encoder 1 · self-attention · W_Q"."""
    return " · ".join(filter(None, (part_title(parameter_place(name)), parameter_symbol(name))))


def board_matrix(trace: Trace, name: str) -> BoardMatrix:
    """The parameter of that name, with what is edited in it."""
    array, changed = trace.parameters[name], np.zeros(trace.parameters[name].shape, bool)
    for edit in active_edits(trace):
        if trace.parameters.get(edit.parameter) is array:
            changed[edit.index] = True
    if array.ndim == 1:
        return BoardMatrix(name, array[None], changed[None], ("",), _numbers(len(array)))
    if is_turned(name):
        array, changed = array.T, changed.T
    rows, columns = array.shape
    return BoardMatrix(name, array, changed, _row_labels(trace, name, rows), _numbers(columns))


def active_edits(trace: Trace) -> tuple[SetParameter, ...]:
    """The numbers that are set in this trace."""
    asleep = {edit for edit, _ in trace.dormant}
    edits = (edit for edit in trace.request.interventions if isinstance(edit, SetParameter))
    return tuple(edit for edit in edits if edit not in asleep)


def with_number(trace: Trace, edit: SetParameter, baseline: Trace | None) -> tuple[Intervention, ...]:
    """The interventions with this edit; one that sets what the model has anyway is none."""
    original = None if baseline is None else baseline.parameters.get(edit.parameter)
    if original is not None and original[edit.index] == np.float32(edit.value):
        return without_number(trace, edit)
    return with_edit(trace.request.interventions, edit)


def without_number(trace: Trace, edit: SetParameter) -> tuple[Intervention, ...]:
    """The interventions without any on this number."""
    edits = with_edit(trace.request.interventions, edit)
    return tuple(other for other in edits if other != edit)


def refusal_words(refusal: Refusal) -> str:
    """Why what was typed is no number for the board, and what to type instead."""
    text, reason = refusal
    if reason == "too_large":
        return sentence(Problem("unfit_number", {"value": text, "most": f"{LARGEST:,.0f}"}))
    if reason == "comma":
        told = translate("Board", "Numbers are written with a point here: type {point} in place of {text}.")
        return told.format(text=text, point=with_point(text))
    return translate("Board", "“{text}” is no number; type one such as 0.5, −2, 1/3 or 1e-3.").format(
        text=text
    )


def _row_labels(trace: Trace, name: str, rows: int) -> tuple[str, ...]:
    symbol = parameter_symbol(name)
    if symbol in ("X", MASK):
        return token_texts(trace.tokens["source"])
    if symbol == "E":
        return tuple(table_labels(trace, rows))
    return _numbers(rows)


def _numbers(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(count))
