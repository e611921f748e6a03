"""What became different from one pass to another: step by step, and in how probable the output is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from core.measures.differences import difference, same_tokens
from core.measures.likelihood import log_probabilities
from core.trace import Array, Step, Trace

Obstacle: TypeAlias = Literal["absent", "tokens", "shape"]
"""Why two passes cannot be subtracted at a site: one lacks it, other tokens, another size."""


@dataclass(frozen=True)
class Change:
    """How far a step moved: the norm of its change by the norm of what it was, infinite where that was 0."""

    site: str
    size: float


def obstacle(first: Trace, second: Trace, site: str, other: str = "") -> Obstacle | None:
    """What stands against subtracting ``first`` at a site from ``second`` there (or at ``other``), if anything."""
    other = other or site
    if site not in first or other not in second:
        return "absent"
    one, two = first[site], second[other]
    if not _reads_the_same(first, second, *token_lists(one)):
        return "tokens"
    return None if one.shape == two.shape and one.axes == two.axes else "shape"


def _reads_the_same(first: Trace, second: Trace, *lists: str) -> bool:
    """The same ids, which in a vocabulary that is made for its sentence need not be the same pieces."""
    texts = ([token.text for name in lists for token in one.tokens.get(name, ())] for one in (first, second))
    return same_tokens(first, second, *lists) and next(texts) == next(texts)


def token_lists(step: Step) -> tuple[str, ...]:
    """The token lists that the axes of a step run over, each once."""
    return tuple(dict.fromkeys(axis.tokens for axis in step.axes if axis.tokens))


def changes(first: Trace, second: Trace) -> tuple[Change, ...]:
    """Every step over the same tokens that differs at all, the one that moved farthest first.

    Sizes that are equal but for rounding stand in computed order. A choice is no quantity and is left out.
    """
    found = [Change(site, size) for site, size in _moved(first, second) if size > 0]
    return tuple(sorted(found, key=_farthest_first))


def first_change(first: Trace, second: Trace) -> str | None:
    """The site of the step that is the first to differ, of those over the same tokens; None if none does."""
    return next((site for site, size in _moved(first, second) if size > 0), None)


def _moved(first: Trace, second: Trace) -> Iterator[tuple[str, float]]:
    """Each step over the same tokens, in computed order, and how far it moved."""
    for step in first.steps:
        if step.kind != "choice" and obstacle(first, second, step.site) is None:
            yield step.site, relative_change(step.value, second[step.site].value)


def _farthest_first(change: Change) -> float:
    return -float(f"{change.size:.5g}")


def relative_change(first: Array, second: Array) -> float:
    """|second - first| / |first| in Frobenius norms, over the cells that are finite in both; infinite from 0."""
    if first.dtype == bool:
        first, second = first.astype(np.float32), second.astype(np.float32)
    moved = difference(second, first)
    if not np.isfinite(moved).all() or not np.isfinite(first).all():
        finite = np.isfinite(first) & np.isfinite(second)
        moved, first = moved[finite], first[finite]
    size, whole = float(np.linalg.norm(moved)), float(np.linalg.norm(first))
    if size == 0:
        return 0.0
    return size / whole if whole else float("inf")


def output_change(trace: Trace, forced: Trace) -> float | None:
    """log P(output) in ``trace`` minus that of the very same output in ``forced``, in nats; None without one.

    ``forced`` is fed the output of ``trace``. Where that was cut off, it is closed in ``forced``: the last token,
    which is another one then, counts in neither.
    """
    if not trace.generation or len(trace.generation) != len(forced.generation):
        return None
    same = [
        one.chosen.id == two.chosen.id for one, two in zip(trace.generation, forced.generation, strict=True)
    ]
    if not any(same):
        return None
    return float((log_probabilities(trace) - log_probabilities(forced))[same].sum())
