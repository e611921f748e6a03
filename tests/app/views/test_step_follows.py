"""From step to step the selected number stays the same cell, and what is marked is what Arithmetic writes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.reading.step_selection import carried, number_of
from app.state import Playback, Selection
from app.views import View
from core.derivations import Cell
from core.trace import Trace

Show = Callable[..., View]
SELF = "decoder.layers.0.self_attention"


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("masked", (1, 0, 2), ("weights", (1, 0, 2))),
        ("scores", (1, 2, 0), ("mask", (1, 2, 0))),
        ("causal_mask", (2, 0), ("scores", (1, 2, 0))),
        ("query_projected", (2, 3), ("key_projected", (2, 3))),
        ("query", (0, 2, 3), ("query_projected", None)),
        ("weights", (1, 0, 2), ("head_output", None)),
    ],
)
def test_the_number_is_the_same_cell_of_the_next_step(
    before: str, index: tuple[int, ...], after: tuple[str, tuple[int, ...] | None], tiny_trace: Trace
) -> None:
    site, place = f"{SELF}.{after[0]}", after[1]
    own = Cell(f"{SELF}.{before}", index)
    found = carried(Selection("decoder", head=1, cell=own), tiny_trace, tiny_trace[site])
    if place is not None and len(place) > len(tiny_trace[site].shape):
        place = place[-len(tiny_trace[site].shape) :]
    assert found.cell == (own if place is None else Cell(site, place))


def view_at(show: Show, trace: Trace, site: str) -> View:
    view = show("step", trace)
    view.selection_requested.connect(view.show_selection)
    view.show_moment(Playback(trace.steps.index(trace[site])))
    return view


def test_walking_on_from_a_masked_score_selects_its_weight(show: Show, tiny_trace: Trace) -> None:
    view = view_at(show, tiny_trace, f"{SELF}.masked")
    view.show_selection(Selection("decoder", cell=Cell(f"{SELF}.masked", (0, 0, 2))))
    view.show_moment(Playback(tiny_trace.steps.index(tiny_trace[f"{SELF}.weights"])))
    assert view._selection.cell == Cell(f"{SELF}.weights", (0, 0, 2))
    assert view._equation.output.map.selection() == (0, 2)


@pytest.mark.parametrize("leaf", ["scores", "scaled", "masked", "weights", "head_output"])
def test_a_marked_cell_is_the_one_whose_arithmetic_is_written(
    leaf: str, show: Show, tiny_trace: Trace
) -> None:
    view = view_at(show, tiny_trace, f"{SELF}.{leaf}")
    selection = Selection("decoder").at_cell(2, 1)
    view.show_selection(selection)
    told = number_of(tiny_trace, selection)
    assert told is not None
    is_marked = None not in view._equation.output.map.selection()
    assert is_marked == (told.site == f"{SELF}.{leaf}")


def test_a_covered_step_is_not_followed_to(show: Show, tiny_trace: Trace) -> None:
    view = view_at(show, tiny_trace, f"{SELF}.masked")
    view._actions["cover_new"].trigger()
    view.show_selection(Selection("decoder", cell=Cell(f"{SELF}.masked", (0, 0, 2))))
    view.show_moment(Playback(tiny_trace.steps.index(tiny_trace[f"{SELF}.weights"])))
    assert view._selection.cell == Cell(f"{SELF}.masked", (0, 0, 2))
