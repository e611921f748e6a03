"""How far along things are: pure functions of a progress from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF

from app.widgets.scale import Numbers

LEAD = 0.4
"""The share of the time that the first row gets, so that one can see what will happen to all the others."""
OVERLAP = 0.45
"""How long one of the rows that follow takes, as a share of the time that they have together."""


def part(progress: float, start: float, end: float) -> float:
    """Return how far a part has come that lasts from `start` to `end`."""
    return min(max((progress - start) / (end - start), 0.0), 1.0)


def eased(progress: float) -> float:
    """Return a progress that starts and ends gently."""
    return progress * progress * (3 - 2 * progress)


def staggered(progress: float, count: int, lasting: float = OVERLAP) -> Numbers:
    """Return the progress of each of `count` things that start one after the other and each last so long."""
    starts = np.linspace(0, 1 - lasting, count) if count > 1 else np.zeros(count)
    spans = lasting if count > 1 else 1.0
    reached = np.clip((progress - starts) / spans, 0.0, 1.0)
    return np.where(reached > 1 - 1e-9, 1.0, reached)  # The last one must be done at 1, whatever was rounded.


def rows_in_turn(progress: float, count: int, lead: float = LEAD) -> Numbers:
    """Return the progress of each row: the first one slowly and alone, the others quickly and overlapping."""
    if count == 1:
        return np.array([progress])
    return np.append(part(progress, 0, lead), staggered(part(progress, lead, 1), count - 1))


def finished(rows: Numbers) -> int:
    """Return how many rows are done, all from the first on."""
    return int(np.argmin(rows >= 1)) if (rows < 1).any() else len(rows)


def moving(rows: Numbers) -> list[tuple[int, float]]:
    """Return the rows that have begun and are not done, each with its progress."""
    return [(row, float(at)) for row, at in enumerate(rows) if 0 < at < 1]


def current(lengths: Sequence[float], progress: float) -> tuple[int, float]:
    """Return which of the acts that follow one another is on, and how far it has come."""
    ends = np.cumsum(lengths) / np.sum(lengths)
    at = min(int(np.searchsorted(ends, progress, side="right")), len(lengths) - 1)
    start = float(ends[at - 1]) if at else 0.0
    return at, part(progress, start, float(ends[at]))


def makes(terms: Numbers, output: Numbers) -> bool:
    """Tell whether terms [count, columns] add up to an output, as far as single precision tells.

    They do not where only a part is in view, or where an intervention changed the outcome.
    """
    off = np.abs(terms.sum(axis=0) - output)
    return bool(np.all(off <= 1e-3 * np.abs(terms).sum(axis=0) + 1e-6))


def between(one: QRectF, other: QRectF, progress: float) -> QRectF:
    """Return the rectangle on the way from one to another."""

    def mixed(a: float, b: float) -> float:
        return a + (b - a) * progress

    return QRectF(
        mixed(one.left(), other.left()),
        mixed(one.top(), other.top()),
        mixed(one.width(), other.width()),
        mixed(one.height(), other.height()),
    )


def bench(output: QRectF, rows: int) -> QRectF:
    """Return the room where the first row is worked out: below it, where nothing is computed yet."""
    row = output.height() / rows
    if rows == 1:
        return QRectF(output.left(), output.bottom() + 12, output.width(), max(120.0, row * 2))
    return output.adjusted(0, row, 0, 0).adjusted(8, 8, -8, -8)
