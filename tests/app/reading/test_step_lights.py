"""The cells that a number was made from, told one by one or as a run."""

from __future__ import annotations

import numpy as np
import pytest

from app.reading import step_lights
from app.reading.step_lights import lights
from app.reading.step_pictures import step_picture
from core.derivations import Cell
from core.trace import Array, Step, Trace


def lit(trace: Trace, step: Step) -> tuple[Array, ...]:
    cell = Cell(step.site, tuple(length // 2 for length in step.shape))
    head = step.shape[0] // 2 if step.axis("head") is not None else 0
    return lights(trace, cell, step_picture(trace, step, step.value, head).inputs)


def test_a_long_sum_lights_the_same_cells_as_its_terms_one_by_one(
    tiny_trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = [lit(tiny_trace, step) for step in tiny_trace.steps]
    monkeypatch.setattr(step_lights, "MANY", 1)
    for step, expected in zip(tiny_trace.steps, one_by_one, strict=True):
        found = lit(tiny_trace, step)
        assert all(map(np.array_equal, found, expected)), step.site
