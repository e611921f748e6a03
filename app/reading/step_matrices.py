"""The matrix that a step produced, made ready to be drawn; by the step's kind and axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_maps import hidden_cells, is_head_map
from app.reading.attention_words import asking_title, looked_at_title
from app.reading.labels import token_texts, vocabulary_texts
from app.reading.pieces import table_labels
from app.widgets.matrix_layout import Ordinals
from app.widgets.scale import Scale, unmasked
from core.trace import Array, Axis, Step, Trace

translate = QCoreApplication.translate
CANDIDATES = 12
"""How many of a vocabulary are shown, unless the trace itself names another number of candidates."""

SHARES = ("softmax", "choice")
NEVER_NEGATIVE = ("variance", "deviation", "activation")
"""Kinds of step whose numbers start at 0; masks have none."""


@dataclass(frozen=True, eq=False)
class StepMatrix:
    """Values [rows, columns] with what stands around them; ``hidden`` cells are masked."""

    values: Array
    hidden: Array
    scale: Scale
    row_labels: Sequence[str]
    second_row_labels: tuple[str, ...] | None
    column_labels: Sequence[str]
    row_title: str
    column_title: str


@dataclass(frozen=True, eq=False)
class Candidates:
    """The best of a vocabulary for every row of a step: ids, texts and values [rows, ranks]."""

    trace: Trace
    ids: Array
    texts: tuple[tuple[str, ...], ...]
    values: Array
    scale: Scale
    row_labels: tuple[str, ...]

    def rank_of(self, index: Sequence[int]) -> int | None:
        """Where the entry [row, id] stands in its row; None where it is not among the best."""
        if len(index) != 2 or index[0] >= len(self.ids):
            return None
        found = np.flatnonzero(self.ids[index[0]] == index[1])
        return int(found[0]) if len(found) else None


def step_matrix(trace: Trace, step: Step, values: Array, head: int) -> StepMatrix:
    """``values`` (the step's value or what was computed before an intervention) as one matrix.

    Of several heads the given one; one number a token becomes one column; True in a mask (may look) becomes a
    cell without a value, False a masked cell. A weight that the mask closed keeps its number, and is masked.
    """
    axes = step.axes
    closed = hidden_cells(trace, step)[head] if is_head_map(step) and step.kind == "softmax" else None
    if step.axis("head") is not None:
        values, axes = values[head], axes[1:]
    if step.kind == "choice":
        values = _chosen_probability(trace, step, values)
    if values.ndim == 1:
        values, axes = values[:, None], (*axes, Axis(step.kind))
    hidden = unmasked(values.shape) if closed is None or not closed.any() else closed
    if values.dtype == bool:
        values, hidden = np.full(values.shape, np.nan), ~values
    elif not np.isfinite(values).all():
        values, hidden = np.where(np.isfinite(values), values, np.nan), np.isneginf(values)
    rows, columns = axes
    return StepMatrix(
        values=values,
        hidden=hidden,
        scale=scale_of(step.kind, values),
        row_labels=_labels(trace, rows, values.shape[0]),
        second_row_labels=token_texts(trace.tokens["predicted"]) if rows.tokens == "target" else None,
        column_labels=_labels(trace, columns, values.shape[1]),
        row_title=_title(trace, rows),
        column_title=_title(trace, columns),
    )


def candidates(trace: Trace, step: Step, values: Array) -> Candidates:
    """The largest entries of every row over the vocabulary, as many as the trace knows by name."""
    named = min((len(moment.candidates) for moment in trace.generation), default=CANDIDATES)
    count = min(CANDIDATES, named, values.shape[-1])
    best = np.argpartition(-values, count - 1, axis=-1)[:, :count]
    order = np.argsort(-np.take_along_axis(values, best, -1), axis=-1)
    best = np.take_along_axis(best, order, -1)
    shown = np.take_along_axis(values, best, -1)
    known = vocabulary_texts(trace)
    after = translate("Steps", "after {token}")
    return Candidates(
        trace=trace,
        ids=best,
        texts=tuple(tuple(known.get(token, f"#{token}") for token in row) for row in best.tolist()),
        values=shown,
        scale=scale_of(step.kind, values),
        row_labels=tuple(after.format(token=text) for text in _labels(trace, step.axes[0], len(values))),
    )


def scale_of(kind: str, values: Array) -> Scale:
    """0 to 1 for shares, from 0 for what cannot be negative, centred on 0 for all else, whatever signs it has.

    An activation that lets negative numbers through, as ReLU does not, is centred too.
    """
    if kind in SHARES:
        return Scale("sequential", 0.0, 1.0)
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    if not (math.isfinite(low) and math.isfinite(high)):
        finite = values[np.isfinite(values)]
        low, high = float(finite.min(initial=0.0)), float(finite.max(initial=0.0))
    if kind in NEVER_NEGATIVE and low >= 0:
        return Scale("sequential", 0.0, high or 1.0)
    return Scale("diverging", low, high) if low or high else Scale("diverging", -1.0, 1.0)


def _chosen_probability(trace: Trace, step: Step, chosen: Array) -> Array:
    """How probable each chosen entry was, from the step that the choice was made of."""
    source = next((trace[name] for name in step.sources if name in trace), None)
    if source is None:
        return np.full(chosen.shape, np.nan)
    picked: Array = np.take_along_axis(source.value, chosen[..., None], axis=-1)[..., 0]
    return picked


def _labels(trace: Trace, axis: Axis, count: int) -> Sequence[str]:
    if axis.tokens is not None:
        return token_texts(trace.tokens[axis.tokens])
    if axis.name == "vocabulary":
        return table_labels(trace, count)
    return Ordinals(count) if count > 1 else ("",)


def _title(trace: Trace, axis: Axis) -> str:
    if axis.name == "query":
        return asking_title(trace, axis.tokens or "")
    if axis.name == "key" and axis.tokens is not None:
        return looked_at_title(trace, axis.tokens or "")
    return axis_name(axis.name)


def axis_name(name: str) -> str:
    """The name of an axis, or of the one number that a step has for each token."""
    words = {
        "token": translate("Steps", "token"),
        "query": translate("Steps", "query"),
        "key": translate("Steps", "key"),
        "head": translate("Steps", "head"),
        "width": translate("Steps", "feature"),
        "head_width": translate("Steps", "feature of the head"),
        "hidden_width": translate("Steps", "hidden unit"),
        "vocabulary": translate("Steps", "vocabulary"),
        "position": translate("Steps", "position"),
        "choice": translate("Steps", "probability"),
        "mean": translate("Steps", "mean"),
        "variance": translate("Steps", "variance"),
        "deviation": translate("Steps", "deviation"),
    }
    return words.get(name, name.replace("_", " "))
