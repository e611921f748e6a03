"""What an operation looks like while it happens: one kind of movement a file, each ending in ``MOVEMENT = ...``.

A movement is a pure function of what is on screen and of the progress from 0 to 1: it keeps nothing, so the
same progress paints the same pixels and going back paints the way back. It paints no number that the matrices
do not hold or that does not follow from them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from PySide6.QtCore import QRectF

from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import bench


@dataclass(frozen=True, eq=False)
class Panel:
    """One matrix on screen: its values [rows, columns], colours, where its cells lie, which of them are masked.

    ``texts`` are the words in its cells, where it is a table of candidates. What takes part without being seen,
    such as the rows of a vast parameter, lies nowhere.
    """

    values: Numbers
    scale: Scale
    rect: QRectF = field(default_factory=QRectF)
    hidden: Mask | None = None
    texts: Sequence[Sequence[str]] = ()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.values.shape[0])

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return int(self.values.shape[1])

    def masked(self) -> Mask:
        """Return which cells are masked, none where nothing is said."""
        return np.zeros(self.values.shape, bool) if self.hidden is None else self.hidden

    def block(self, first_row: float, last_row: float, first: float = 0, last: float | None = None) -> QRectF:
        """Return where the cells lie from a row and column up to, and without, another."""
        width, height = self.rect.width() / self.columns, self.rect.height() / self.rows
        right = self.columns if last is None else last
        return QRectF(
            self.rect.left() + first * width,
            self.rect.top() + first_row * height,
            (right - first) * width,
            (last_row - first_row) * height,
        )

    def row(self, row: int) -> QRectF:
        """Return where a row lies."""
        return self.block(row, row + 1)

    def column(self, column: int) -> QRectF:
        """Return where a column lies."""
        return self.block(0, self.rows, column, column + 1)

    def cell(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        return self.block(row, row + 1, column, column + 1)


@dataclass(frozen=True, eq=False)
class Scene:
    """One operation on screen: what goes in, in the order of its sources and then its parameters, what comes out.

    ``head`` of ``heads`` is the one whose matrix is shown where an operation has several; ``room`` what is
    in sight, where that is more or less than the output.
    """

    kind: str
    inputs: tuple[Panel, ...]
    output: Panel
    head: int | None = None
    heads: int = 1
    room: QRectF | None = None

    def bench(self) -> QRectF:
        """Return where the first row is worked out: below it, as far as that is in sight."""
        if self.room is None:
            return bench(self.output.rect, self.output.rows)
        below = QRectF(self.output.row(0).bottomLeft(), self.room.bottomRight())
        below.setRight(self.output.rect.right())
        return below.adjusted(8, 8, -8, -4)


@dataclass(frozen=True)
class Movement:
    """How operations of some kinds are painted, and whether what a scene shows is enough for it."""

    kinds: tuple[str, ...]
    paint: Callable[[Canvas, Scene, float], None]
    fits: Callable[[Scene], bool]


@cache
def movements() -> Mapping[str, Movement]:
    """Every movement of this folder by the kind of operation."""
    found = (
        importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    made = [module.MOVEMENT for module in found if hasattr(module, "MOVEMENT")]
    return {kind: movement for movement in made for kind in movement.kinds}
