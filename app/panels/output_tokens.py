"""What can be said of the tokens of an output: how probable each was, and which ones changed."""

from __future__ import annotations

import math
from difflib import SequenceMatcher
from functools import lru_cache

from app.reading.outputs import output
from core.trace import Trace


def probabilities(trace: Trace) -> tuple[float | None, ...]:
    """For each token of the output the probability that the model gave it; None where it was not listed."""
    predicted = output(trace)
    skipped = len(predicted) - len(trace.generation)
    found: list[float | None] = [None] * len(predicted)
    for index in range(max(0, skipped), len(predicted)):
        for candidate in trace.generation[index - skipped].candidates:
            if candidate.id == predicted[index].id:
                found[index] = math.exp(candidate.log_probability)
    return tuple(found)


def changed(trace: Trace, baseline: Trace | None) -> frozenset[int]:
    """Indices of tokens of the output that the baseline's own output lacks at their place in the sequence."""
    if baseline is None:
        return frozenset()
    return _lacking(*(tuple(token.id for token in output(one)) for one in (trace, baseline)))


@lru_cache(maxsize=16)
def _lacking(ours: tuple[int, ...], theirs: tuple[int, ...]) -> frozenset[int]:
    """Kept, since several places ask, and most moves of a slider change no token."""
    blocks = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    same = {block.b + offset for block in blocks for offset in range(block.size)}
    return frozenset(range(len(ours))) - same
