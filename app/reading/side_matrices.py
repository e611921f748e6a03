"""The same step of two traces as two matrices in the same colours, and what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.explanations import SEPARATOR
from app.reading.attention_maps import attentions, diverging
from app.reading.labels import token_texts, vocabulary_texts
from app.reading.step_matrices import StepMatrix, axis_name, scale_of, step_matrix
from app.reading.step_selection import place_of_tokens
from app.state import AttentionKind, Selection
from app.widgets.number_text import significant
from app.widgets.scale import Scale, unmasked
from core.measures.changes import Obstacle, obstacle
from core.measures.differences import difference
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class SideMatrix:
    """A step of one side as it is drawn. ``ids`` are the entries of the vocabulary that its columns stand for."""

    step: Step
    matrix: StepMatrix
    head: int | None = None
    ids: tuple[int, ...] = ()

    def index_at(self, row: int, column: int) -> tuple[int, ...]:
        """The index in the step of a cell that is drawn here."""
        if self.ids:
            return row, self.ids[column]
        plain = (row,) if len(self.step.shape) - (self.head is not None) == 1 else (row, column)
        return plain if self.head is None else (self.head, *plain)

    def place(self, selection: Selection) -> tuple[int | None, int | None]:
        """Where the selection lies here: its number where that belongs to this step, else its tokens."""
        cell = selection.cell
        elsewhere = cell is None or cell.site != self.step.site
        if cell is None or elsewhere or (self.head is not None and cell.index[0] != self.head):
            return place_of_tokens(selection, self.step)
        index = cell.index[1:] if self.head is not None else cell.index
        if self.ids:
            return index[0], self.ids.index(index[1]) if index[1] in self.ids else None
        return (index[0], 0) if len(index) == 1 else (index[0], index[1])


@dataclass(frozen=True, eq=False)
class Pair:
    """What is drawn: both sides, each None where its trace lacks it, in ``scale``; ``moved`` is second - first.

    ``obstacle`` says why nothing can be subtracted.
    """

    first: SideMatrix | None
    second: SideMatrix | None
    scale: Scale
    moved: StepMatrix | None = None
    obstacle: Obstacle | None = None


def head_step(trace: Trace, kind: AttentionKind, layer: int) -> Step | None:
    """The weights of a layer of an attention; None where the trace has none."""
    layers = attentions(trace).get(kind, ())
    return layers[layer] if layer < len(layers) else None


def pair(first: Trace, second: Trace, steps: tuple[Step | None, Step | None], head: int) -> Pair:
    """Both sides ready to be drawn; over a vocabulary, what either of them finds best in some row."""
    one, two = (
        None if step is None else _side(trace, step, head, ids)
        for trace, step, ids in zip((first, second), steps, _columns(steps), strict=True)
    )
    scale = _common_scale([side for side in (one, two) if side is not None])
    if one is None or two is None:
        return Pair(one, two, scale, obstacle="absent")
    against = obstacle(first, second, one.step.site, two.step.site)
    if against is None and one.matrix.values.shape != two.matrix.values.shape:
        against = "shape"
    return Pair(one, two, scale, None if against else _moved(one, two), against)


def cell_words(found: Pair | None, row: int | None, column: int | None) -> tuple[str, str, str]:
    """What stands above A, B and B - A: their names, with the numbers of a cell and, once, what it is called."""
    names = "A", "B", "B − A"
    if found is None or row is None or column is None:
        return names
    sides = [None if side is None else side.matrix for side in (found.first, found.second)]
    numbers = [
        _number(matrix, row, column) if matrix is not None and _has(matrix, row, column) else ""
        for matrix in (*sides, found.moved)
    ]
    if numbers[0]:
        numbers[0] = f"{_cell_name(found, row, column)}: {numbers[0]}"
    one, two, between = (
        SEPARATOR.join(filter(None, (name, text))) for name, text in zip(names, numbers, strict=True)
    )
    return one, two, between


def _has(matrix: StepMatrix, row: int, column: int) -> bool:
    rows, columns = matrix.values.shape
    return bool(row < rows and column < columns)


def _number(matrix: StepMatrix, row: int, column: int) -> str:
    if matrix.hidden[row, column] and not np.isfinite(matrix.values[row, column]):
        return translate("Sides", "masked")
    return significant(float(matrix.values[row, column]))


def _cell_name(found: Pair, row: int, column: int) -> str:
    """Row and column by their labels; both where the sides differ in them."""
    sides = [side.matrix for side in (found.first, found.second) if side is not None]
    rows = [matrix.row_labels[row] for matrix in sides if row < len(matrix.row_labels)]
    columns = [matrix.column_labels[column] for matrix in sides if column < len(matrix.column_labels)]
    names = [" | ".join(dict.fromkeys(labels)) for labels in (rows, columns)]
    return " → ".join(filter(None, names))


def _side(trace: Trace, step: Step, head: int, ids: tuple[int, ...]) -> SideMatrix:
    if ids:
        return SideMatrix(step, _vocabulary_matrix(trace, step, ids), ids=ids)
    at = step.axis("head")
    chosen = None if at is None else min(head, step.shape[at] - 1)
    matrix = step_matrix(trace, step, step.value, chosen or 0)
    return SideMatrix(step, matrix, chosen)


def _columns(steps: tuple[Step | None, Step | None]) -> tuple[tuple[int, ...], ...]:
    """Which entries of a vocabulary each side shows, the same ones where it is of the same size."""
    wide = [step is not None and step.axis("vocabulary") is not None for step in steps]
    sizes = {
        step.shape[-1] for step, is_wide in zip(steps, wide, strict=True) if step is not None and is_wide
    }
    shared = _best(steps) if len(sizes) == 1 else ()
    return tuple(
        (shared or _best((step,))) if is_wide else () for step, is_wide in zip(steps, wide, strict=True)
    )


def _best(steps: Sequence[Step | None]) -> tuple[int, ...]:
    """The entries of the vocabulary that are the largest of a row on any side, in the order of the rows."""
    largest = [
        step.value.argmax(axis=-1).tolist()
        for step in steps
        if step is not None and step.axis("vocabulary") is not None
    ]
    rows = max(map(len, largest))
    return tuple(dict.fromkeys(best[row] for row in range(rows) for best in largest if row < len(best)))


def _vocabulary_matrix(trace: Trace, step: Step, ids: tuple[int, ...]) -> StepMatrix:
    known = vocabulary_texts(trace)
    values = step.value[:, list(ids)]
    labels = token_texts(trace.tokens.get(step.axes[0].tokens or "", ()))
    return StepMatrix(
        values=values,
        hidden=unmasked(values.shape),
        scale=scale_of(step.kind, values),
        row_labels=labels,
        second_row_labels=None,
        column_labels=tuple(known.get(id, f"#{id}").strip() or "␣" for id in ids),
        row_title=axis_name(step.axes[0].name),
        column_title=translate("Sides", "best of the vocabulary in A or B"),
    )


def _common_scale(shown: Sequence[SideMatrix]) -> Scale:
    """One scale wide enough for all."""
    if not shown:
        return Scale("sequential", 0.0, 1.0)
    values = np.concatenate([side.matrix.values.ravel() for side in shown])
    return scale_of(shown[0].step.kind, values)


def _moved(first: SideMatrix, second: SideMatrix) -> StepMatrix:
    """Second minus first; hatched where both are masked, without a number where only one is."""
    with np.errstate(invalid="ignore"):
        values = difference(_plain(second), _plain(first))
    finite = np.isfinite(values)
    return replace(
        first.matrix,
        values=np.where(finite, values, np.nan),
        hidden=first.matrix.hidden & second.matrix.hidden,
        scale=diverging(values),
        second_row_labels=None,
    )


def _plain(side: SideMatrix) -> Array:
    """The numbers that are subtracted: a mask as 1 where a row may look and 0 elsewhere, -inf as it is."""
    if side.step.value.dtype == bool:
        return (~side.matrix.hidden).astype(np.float32)
    values = side.matrix.values
    infinite = side.matrix.hidden & ~np.isfinite(values)
    return np.where(infinite, np.float32(-np.inf), values)
