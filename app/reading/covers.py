"""What is kept secret until it is asked for: one value, a row or all of a step's output."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.trace import Array

What = Literal["cell", "row", "all"]


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
