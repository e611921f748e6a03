"""How far two traces lie apart. Maps are subtracted only between passes over the same tokens."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest

import numpy as np

from core.trace import Array, Step, Token, Trace


def same_tokens(one: Trace, other: Trace, *lists: str) -> bool:
    """Whether the named token lists of both traces hold the same ids."""
    return all(_ids(one.tokens.get(name, ())) == _ids(other.tokens.get(name, ())) for name in lists)


def difference(value: Array, baseline: Array) -> Array:
    """value - baseline; 0 where both are the same infinity, so that a masked cell does not become NaN."""
    with np.errstate(invalid="ignore"):
        return np.where(value == baseline, np.float32(0), value - baseline)


def mean_change(step: Step, baseline: Step) -> Array:
    """Mean absolute difference of each head [head] between two steps of one site over the same tokens."""
    change: Array = np.abs(difference(step.value, baseline.value)).mean(axis=(-2, -1))
    return change


def changed(tokens: tuple[Token, ...], baseline: tuple[Token, ...]) -> frozenset[int]:
    """Places in ``tokens`` that have no counterpart in ``baseline`` when both are aligned."""
    matcher = SequenceMatcher(None, _ids(tokens), _ids(baseline), autojunk=False)
    kept = {block.a + at for block in matcher.get_matching_blocks() for at in range(block.size)}
    return frozenset(range(len(tokens))) - kept


def aligned(
    tokens: tuple[Token, ...], baseline: tuple[Token, ...]
) -> tuple[tuple[int | None, int | None], ...]:
    """Places of both that belong together, in order; None where one has nothing for a token of the other."""
    pairs: list[tuple[int | None, int | None]] = []
    matcher = SequenceMatcher(None, _ids(tokens), _ids(baseline), autojunk=False)
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        pairs += zip_longest(range(start, end), range(other_start, other_end))
    return tuple(pairs)


def _ids(tokens: tuple[Token, ...]) -> tuple[int, ...]:
    return tuple(token.id for token in tokens)
