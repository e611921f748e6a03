"""Traces of the tiny models with interventions, through the one door, and whether two are the same bit for bit."""

from __future__ import annotations

import numpy as np

from core.interventions import Intervention
from core.request import Target
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

TARGET = Target((10, 11, 12, 13))


def traced(*edits: Intervention, **choices: object) -> Trace:
    """The trace of the cat sentence, or of what else is chosen, with these interventions."""
    return compute(tiny_request(interventions=edits, **choices), device="cpu")


def same(one: Trace, other: Trace) -> bool:
    """Whether every step has the same bits in both."""
    pairs = zip(one.steps, other.steps, strict=True)
    return all(a.site == b.site and np.array_equal(a.value, b.value) for a, b in pairs)
