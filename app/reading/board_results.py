"""What comes of the numbers on the board: the last matrix of a part, or what a whole model writes next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.explanations import step_title
from app.reading.labels import token_texts
from app.reading.pieces import piece_texts
from app.reading.step_matrices import step_matrix
from app.state import SelectedToken
from app.widgets.prediction_table import Predictions
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate
MOST = 8
"""How many of a vocabulary are shown."""


@dataclass(frozen=True, eq=False)
class LastMatrix:
    """The numbers [rows, columns] that the last step made, and which step that was."""

    title: str
    values: Array
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class NextToken:
    """The most probable tokens of one row [ranks, 1], and what they would follow."""

    title: str
    predictions: Predictions


def last_matrix(trace: Trace) -> LastMatrix | None:
    """What a model without a vocabulary hands out; None for one that writes."""
    if _probabilities(trace) is not None:
        return None
    step = trace.steps[-1]
    matrix = step_matrix(trace, step, step.value, 0)
    template = translate("Board", "Result: {step}")
    return LastMatrix(
        template.format(step=step_title(step.site, step.kind)),
        matrix.values,
        tuple(map(str, matrix.row_labels)),
        tuple(map(str, matrix.column_labels)),
    )


def next_token(trace: Trace, selected: SelectedToken | None) -> NextToken | None:
    """How probable each token is after the selected one, or as the first that is written; None without words."""
    step = _probabilities(trace)
    if step is None:
        return None
    row = _row(trace, selected)
    values = step.value[row]
    best = np.argsort(-values, kind="stable")[:MOST]
    texts = piece_texts(trace, best.tolist())
    chosen = trace.tokens["predicted"][row].id
    template = translate("Board", "Result: next token after “{token}”")
    return NextToken(
        template.format(token=token_texts(trace.tokens["target"])[row].strip()),
        Predictions(
            [[texts[id]] for id in best.tolist()],
            values[best][:, None],
            (best == chosen)[:, None],
            [str(rank + 1) for rank in range(len(best))],
            [translate("Board", "probability in %")],
        ),
    )


def _probabilities(trace: Trace) -> Step | None:
    """The shares of a whole vocabulary."""
    found = (step for step in reversed(trace.of_kind("softmax")) if step.axis("vocabulary") is not None)
    return next(found, None)


def _row(trace: Trace, selected: SelectedToken | None) -> int:
    """The row of the selected token of the output; without one, that which writes the first token."""
    chosen = selected.within(trace) if selected is not None else None
    return trace.prompt if chosen is None or chosen.tokens == "source" else chosen.index
