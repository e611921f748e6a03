"""Every view survives a trace of any preset: an encoder alone, and parts without tokens, heads or layers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.state import Playback, Selection
from app.views import View, catalogue
from core import presets
from core.derivations import Cell
from core.run import compute
from core.trace import Trace

Show = Callable[..., View]
VIEWS = [spec.id for spec in catalogue()]
TRACES = {preset.title: compute(preset.request, device="cpu") for preset in presets.catalogue()}


def colours(view: View) -> int:
    image = view.grab().toImage()
    places = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return len({image.pixel(x, y) for x, y in places})


@pytest.mark.parametrize("title", TRACES)
@pytest.mark.parametrize("name", VIEWS)
def test_it_draws_the_trace_or_says_why_not(name: str, title: str, show: Show) -> None:
    assert colours(show(name, TRACES[title])) > 2


@pytest.mark.parametrize("title", TRACES)
@pytest.mark.parametrize("name", VIEWS)
def test_no_selection_and_no_step_does_harm(name: str, title: str, show: Show) -> None:
    trace = TRACES[title]
    view = show(name, trace)
    last = trace.steps[-1]
    for attention in ("encoder", "decoder", "cross"):
        selection = Selection(attention, 1, 1, 9, 9).at_token("source", 9).within(trace)  # type: ignore[arg-type]
        view.show_selection(selection)
    view.show_selection(Selection(cell=Cell(last.site, (0,) * len(last.shape))).within(trace))
    for step in range(len(trace.steps)):
        view.show_moment(Playback(step=step, alpha=0.5))
    assert colours(view) > 2


@pytest.mark.parametrize("name", VIEWS)
def test_one_model_after_the_other_is_drawn(name: str, show: Show, tiny_trace: Trace) -> None:
    view = show(name, tiny_trace)
    view.show_selection(Selection("cross", 1, 1, 3, 3, norm="decoder.norm"))
    for trace in (*TRACES.values(), tiny_trace):
        view.show_trace(trace, view._comparison)  # type: ignore[attr-defined]
        view.show_selection(Selection("cross", 0, 0, 1, 1).within(trace))
        assert colours(view) > 2
