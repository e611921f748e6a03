"""A step as matrices: what goes in, the signs between, what comes out, and how their cells are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QCoreApplication

from app.explanations import SEPARATOR, short_title, step_title
from app.reading.pieces import table_labels
from app.reading.shapes import TIMES, axis_symbol
from app.reading.step_matrices import StepMatrix, axis_name, scale_of, step_matrix
from app.widgets.matrix_layout import Ordinals
from app.widgets.number_text import significant
from app.widgets.scale import unmasked
from core.trace import Array, Axis, Step, Trace

translate = QCoreApplication.translate
Form = Literal["matrix", "column", "row"]

_BETWEEN = {
    "product": "×",
    "weighted_sum": "×",
    "projection": "×",
    "sum": "+",
    "combined_mask": "∧",
    "variance": "−",
    "affine": "⊙",
}
_RESULT = {
    "lookup": ("", "→"),
    "split": ("", "→"),
    "concatenation": ("", "→"),
    "masking": ("", "→"),
    "softmax": ("softmax", "→"),
    "activation": ("ReLU", "→"),
    "mean": ("μ", "→"),
    "variance": ("σ²", "→"),
    "deviation": ("√", "→"),
    "choice": ("argmax", "→"),
}
_SYMBOLS = {
    "query_projection": "Q",
    "key_projection": "K",
    "value_projection": "V",
    "output_projection": "O",
    "up_projection": "1",
    "down_projection": "2",
}


@dataclass(frozen=True, eq=False)
class Operand:
    """One matrix of the picture. ``source`` is the site or the parameter that it shows, of one ``head`` if any.

    A ``transposed`` one is drawn with rows and columns exchanged, one number a token as a column, one number a
    feature as a row.
    """

    source: str
    is_parameter: bool
    name: str
    title: str
    shape: str
    matrix: StepMatrix
    head: int | None = None
    transposed: bool = False
    form: Form = "matrix"

    def index_at(self, row: int, column: int) -> tuple[int, ...]:
        """The index in the source of a cell that is drawn here."""
        row, column = (column, row) if self.transposed else (row, column)
        inner = {"matrix": (row, column), "column": (row,), "row": (column,)}[self.form]
        return inner if self.head is None else (self.head, *inner)

    def place_of(self, index: Sequence[int]) -> tuple[int, int] | None:
        """Where an index of the source is drawn; None where another head is shown."""
        if self.head is not None:
            if index[0] != self.head:
                return None
            index = index[1:]
        if self.form != "matrix":
            return (index[0], 0) if self.form == "column" else (0, index[0])
        return (index[1], index[0]) if self.transposed else (index[0], index[1])


@dataclass(frozen=True, eq=False)
class StepPicture:
    """Operands side by side, those of one column below each other; signs between the columns; the result.

    Over a vocabulary the result is shown as the table of the best.
    """

    trace: Trace
    columns: tuple[tuple[Operand, ...], ...]
    signs: tuple[str, ...]
    result: tuple[str, str]
    output: Operand
    is_table: bool = False

    @property
    def inputs(self) -> tuple[Operand, ...]:
        """All operands, the sources in their order, then the parameters."""
        return tuple(operand for column in self.columns for operand in column)


def step_picture(trace: Trace, step: Step, values: Array, head: int) -> StepPicture:
    """``values`` (the step's value, or what was computed before an intervention) and all they were made from."""
    sources = [trace[site] for site in step.sources if site in trace]
    inputs = [_of_step(trace, source, source.value, head) for source in sources]
    if step.kind == "product" and len(inputs) == 2:
        inputs[1] = transposed(inputs[1])
    parameters = [_of_parameter(trace, step, name) for name in step.parameters if name in trace.parameters]
    return StepPicture(
        trace,
        *_arranged(step, inputs, parameters),
        result=_result(step),
        output=_of_step(trace, step, values, head),
        is_table=step.axis("vocabulary") is not None,
    )


def _arranged(
    step: Step, inputs: list[Operand], parameters: list[Operand]
) -> tuple[tuple[tuple[Operand, ...], ...], tuple[str, ...]]:
    """Columns of operands and the signs between: what has one row stands below what it goes with."""
    columns: list[tuple[Operand, ...]] = [(operand,) for operand in inputs]
    for operand in parameters:
        if operand.form == "row" and len(columns) > len(inputs):
            columns[-1] = (*columns[-1], operand)
        else:
            columns.append((operand,))
    between = _BETWEEN.get(step.kind, "")
    signs = ("−", "÷") if step.kind == "normalisation" else (between,) * max(0, len(columns) - 1)
    return tuple(columns), signs


def _result(step: Step) -> tuple[str, str]:
    """What is written before the output: a word, and a sign below it."""
    constants = dict(step.constants)
    if "factor" in constants:
        return f"× {significant(constants['factor'])}", "="
    if "divisor" in constants:
        return f"÷ {significant(constants['divisor'])}", "="
    if step.kind in ("given", "given_mask", "position", "learned_position") and not step.sources:
        return "", ""
    return _RESULT.get(step.kind, ("", "="))


def _of_step(trace: Trace, step: Step, values: Array, head: int) -> Operand:
    at = step.axis("head")
    chosen = None if at is None else min(head, values.shape[at] - 1)
    matrix = step_matrix(trace, step, values, chosen or 0)
    axes = [axis for axis in step.axes if axis.name != "head"]
    if len(axes) == 1 and step.kind != "choice":
        matrix = replace(matrix, column_title="")  # The name above says it.
    return Operand(
        source=step.site,
        is_parameter=False,
        name=short_title(step.site),
        title=step_title(step.site, step.kind),
        shape=_shape([axis_symbol(axis) for axis in axes], values.shape[-len(axes) :])
        + (_head_words(chosen, values.shape[at]) if chosen is not None and at is not None else ""),
        matrix=matrix,
        head=chosen,
        form="column" if len(axes) == 1 else "matrix",
    )


def _of_parameter(trace: Trace, step: Step, name: str) -> Operand:
    values = trace.parameters[name]
    owner, _, leaf = name.rpartition(".")
    axes = _parameter_axes(trace, step, name)
    matrix = _parameter_matrix(trace, values, axes)
    operand = Operand(
        source=name,
        is_parameter=True,
        title=name,
        name=_symbol(owner.rpartition(".")[2], leaf, step),
        shape=_shape([axis_symbol(axis) for axis in axes], values.shape),
        matrix=matrix,
        form="row" if values.ndim == 1 else "matrix",
    )
    return transposed(operand) if step.kind == "projection" and values.ndim == 2 else operand


def _parameter_axes(trace: Trace, step: Step, name: str) -> tuple[Axis, ...]:
    """What a parameter's rows and columns run over, told by the operation that uses it."""
    wide = step.axes[-1]
    if trace.parameters[name].ndim == 1:
        return (wide,)
    if step.kind == "projection":
        source = (
            trace[step.sources[0]].axes[-1] if step.sources and step.sources[0] in trace else Axis("width")
        )
        return wide, source
    tables = {"lookup": "vocabulary", "learned_position": "position"}
    return Axis(tables[step.kind]) if step.kind in tables else step.axes[0], wide


def _parameter_matrix(trace: Trace, values: Array, axes: Sequence[Axis]) -> StepMatrix:
    flat = values.ndim == 1
    pieces = not flat and axes[0].name == "vocabulary"
    numbered = table_labels(trace, len(values)) if pieces else Ordinals(len(values))
    matrix = values[None] if flat else values
    return StepMatrix(
        values=matrix,
        hidden=unmasked(matrix.shape),
        scale=scale_of("parameter", matrix),
        row_labels=("",) if flat else numbered,
        second_row_labels=None,
        column_labels=() if flat else Ordinals(values.shape[1]),
        row_title="" if flat else axis_name(axes[0].name),
        column_title="" if flat else axis_name(axes[1].name),
    )


def transposed(operand: Operand) -> Operand:
    """The same operand with rows and columns exchanged, as the right side of a product is written."""
    old = operand.matrix
    matrix = replace(
        old,
        values=old.values.T,
        hidden=old.hidden.T,
        row_labels=old.column_labels,
        column_labels=old.row_labels,
        row_title=old.column_title,
        column_title=old.row_title,
        second_row_labels=None,
    )
    # A weight W of torch is stored the other way round than the paper writes it; all others show their ᵀ.
    name = operand.name if operand.name.startswith("W") else f"{operand.name}ᵀ"
    symbols, _, numbers = operand.shape.partition(" = ")
    numbers, mark, rest = numbers.partition(SEPARATOR)
    turned = (TIMES.join(reversed(part.split(TIMES))) for part in (symbols, numbers))
    return replace(operand, matrix=matrix, name=name, shape=" = ".join(turned) + mark + rest, transposed=True)


def _symbol(module: str, leaf: str, step: Step) -> str:
    """What the formulas call a parameter: W_Q, b_1, γ, E."""
    if leaf in ("gamma", "beta"):
        return {"gamma": "γ", "beta": "+ β"}[leaf]
    letter = {"weight": "W", "bias": "+ b", "rows": "X", "allowed": "M"}.get(leaf, leaf)
    if module == "table" or step.kind == "lookup":
        return "E"
    if step.kind == "learned_position":
        return "P"
    return f"{letter}_{_SYMBOLS[module]}" if module in _SYMBOLS else letter


def numbers_of(trace: Trace, operand: Operand, values: Array | None = None) -> Array:
    """The numbers of an operand as they are drawn, masked ones too; ``values`` in place of its step's."""
    if values is None:
        values = trace.parameters[operand.source] if operand.is_parameter else trace[operand.source].value
    if operand.head is not None:
        values = values[operand.head]
    if operand.form != "matrix":
        return values[:, None] if operand.form == "column" else values[None]
    return values.T if operand.transposed else values


def _shape(symbols: Sequence[str], sizes: Sequence[int]) -> str:
    """n × d_model = 6 × 256"""
    return f"{TIMES.join(symbols)} = {TIMES.join(map(str, sizes))}"


def _head_words(head: int, heads: int) -> str:
    text = translate("Steps", "head {head} of {heads}")
    return SEPARATOR + text.format(head=head + 1, heads=heads)
