"""What is kept secret until it is asked for: one value, a row or all of a step's output, a token of the output."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.trace import Array, Step, Trace

What = Literal["cell", "row", "all"]
HIDDEN = "?"


@dataclass(frozen=True)
class Cover:
    """Hides a part of the matrix of ``site``; ``row`` and ``column`` are the cell that was selected then."""

    site: str
    what: What
    row: int | None = None
    column: int | None = None

    def next(self) -> Cover | None:
        """More than this: the cell's row after the cell, everything after the row, nothing after everything."""
        following: dict[What, What] = {"cell": "row", "row": "all"}
        return replace(self, what=following[self.what]) if self.what in following else None

    def mask(self, shape: tuple[int, int]) -> Array:
        """True where a cell of a matrix of this shape is hidden."""
        hidden = np.zeros(shape, bool)
        if self.what == "all":
            hidden[:] = True
        elif self.row is not None and self.row < shape[0]:
            columns = slice(None) if self.what == "row" else self.column
            hidden[self.row, columns] = True
        return hidden


def first_cover(site: str, row: int | None, column: int | None) -> Cover:
    """The smallest cover that there is something to hide for."""
    if row is None:
        return Cover(site, "all")
    return Cover(site, "row" if column is None else "cell", row, column)


def secret_rows(step: Step, hidden: Array) -> frozenset[int]:
    """Rows whose next token is covered: the choice itself, or the best of a vocabulary from which it is made."""
    predicts = step.kind == "choice" or step.axis("vocabulary") is not None
    return frozenset(np.flatnonzero(hidden[:, 0]).tolist()) if predicts and hidden.size else frozenset()


def row_labels(trace: Trace, step: Step, labels: Sequence[str], secret: Set[int]) -> Sequence[str]:
    """What stands at the rows of a step: a token that the decoder is fed is the one that the row above predicts."""
    fed = next(axis for axis in step.axes if axis.name != "head").tokens == "target"
    if not secret or not fed:
        return labels
    hidden = {row + 1 for row in secret if row >= trace.prompt}
    return tuple(HIDDEN if row in hidden else label for row, label in enumerate(labels))
