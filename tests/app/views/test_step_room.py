"""In a low window what is said of an intervention takes no height from the matrices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from app.state import Comparison, Playback
from app.views import View
from core.trace import Trace

HEAD_OUTPUT = "encoder.layers.0.self_attention.head_output"
LOW, HIGH = 440, 700

Show = Callable[..., View]


@pytest.fixture
def heights(
    show: Show, tiny_trace: Trace, silenced: tuple[Trace, Comparison]
) -> Callable[[int], list[list[int]]]:
    """Of head, formula, words and matrices, first as the model is, then intervened, in a view of a height."""

    def measured(height: int) -> list[list[int]]:
        found = []
        view = show("step", tiny_trace)
        view.resize(768, height)
        for trace in (tiny_trace, silenced[0]):
            view.show_trace(trace, Comparison())
            view.show_moment(Playback(step=trace.steps.index(trace[HEAD_OUTPUT])))
            for _ in range(4):  # a layout tells the one around it in the next round of events
                QApplication.processEvents()
            parts = view._head, view._head.formula, view._head.about, view._equation
            found.append([part.height() for part in parts])
        return found

    return measured


def test_the_matrices_are_as_high_as_without_the_intervention(
    heights: Callable[[int], list[list[int]]],
) -> None:
    (*_, plain), (*_, edited) = heights(LOW)
    assert abs(plain - edited) <= 1


def test_the_words_and_the_formula_are_lower_instead(heights: Callable[[int], list[list[int]]]) -> None:
    plain, edited = heights(LOW)
    assert all(after < before for before, after in zip(plain[:3], edited[:3], strict=True))


def test_in_a_high_window_they_keep_their_height(heights: Callable[[int], list[list[int]]]) -> None:
    plain, edited = heights(HIGH)
    assert plain[:3] == edited[:3]
