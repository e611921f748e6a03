"""A cell of any matrix can be selected, and what it was made from lights up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.state import Playback, Selection
from app.views import View
from app.widgets.heatmap import HeatMap
from core.derivations import Cell
from core.trace import Array, Trace

Show = Callable[..., View]
ATTENTION = "encoder.layers.0.self_attention"


def at(view: View, trace: Trace, site: str) -> View:
    view.show_moment(Playback(trace.steps.index(trace[site])))
    return view


def click(qtbot: QtBot, heat: HeatMap, row: int, column: int) -> None:
    qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=heat.cell_rect(row, column).center().toPoint())


def lit(view: View, number: int) -> Array:
    found = view._equation.panels[number].map.lit()
    assert found is not None
    return np.asarray(found)


@pytest.mark.parametrize(
    ("site", "panel", "place", "cell"),
    [
        (f"{ATTENTION}.scores", -1, (2, 3), Cell(f"{ATTENTION}.scores", (1, 2, 3))),
        (f"{ATTENTION}.scores", 0, (2, 3), Cell(f"{ATTENTION}.query", (1, 2, 3))),
        (f"{ATTENTION}.scores", 1, (2, 3), Cell(f"{ATTENTION}.key", (1, 3, 2))),
        (f"{ATTENTION}_norm.mean", -1, (4, 0), Cell(f"{ATTENTION}_norm.mean", (4,))),
        (f"{ATTENTION}.output", 0, (1, 5), Cell(f"{ATTENTION}.concatenated", (1, 5))),
    ],
)
def test_a_clicked_cell_is_the_selected_number(
    site: str, panel: int, place: tuple[int, int], cell: Cell, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = at(show("step", tiny_trace), tiny_trace, site)
    view.show_selection(Selection(head=1))
    with qtbot.waitSignal(view.selection_requested) as wish:
        click(qtbot, view._equation.panel(panel).map, *place)
    assert wish.args[0].cell == cell


def test_a_parameter_is_no_cell(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = at(show("step", tiny_trace), tiny_trace, f"{ATTENTION}.output")
    with qtbot.assertNotEmitted(view.selection_requested):
        click(qtbot, view._equation.panels[1].map, 2, 3)


def test_a_candidate_is_the_number_of_its_token(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = at(show("step", tiny_trace), tiny_trace, "decoder.probabilities")
    with qtbot.waitSignal(view.selection_requested) as wish:
        view._table.setCurrentIndex(view._table.model().index(1, 0))
    best = int(tiny_trace.value("decoder.probabilities")[1].argmax())
    assert wish.args[0].cell == Cell("decoder.probabilities", (1, best))


def test_the_sources_of_a_score_are_a_query_row_and_a_key_column(show: Show, tiny_trace: Trace) -> None:
    view = at(show("step", tiny_trace), tiny_trace, f"{ATTENTION}.scores")
    view.show_selection(Selection(head=1, cell=Cell(f"{ATTENTION}.scores", (1, 2, 3))))
    query, key = lit(view, 0), lit(view, 1)
    assert (query[2].all(), query.sum()) == (True, query.shape[1])
    assert (key[:, 3].all(), key.sum()) == (True, key.shape[0])


def test_parameters_light_up_too(show: Show, tiny_trace: Trace) -> None:
    view = at(show("step", tiny_trace), tiny_trace, f"{ATTENTION}.output")
    view.show_selection(Selection(cell=Cell(f"{ATTENTION}.output", (2, 5))))
    weight, bias = lit(view, 1), lit(view, 2)
    assert (weight[:, 5].all(), weight.sum()) == (True, weight.shape[0])
    assert np.argwhere(bias).tolist() == [[0, 5]]


def test_a_number_of_another_step_lights_nothing(show: Show, tiny_trace: Trace) -> None:
    view = at(show("step", tiny_trace), tiny_trace, f"{ATTENTION}.scores")
    view.show_selection(Selection(cell=Cell(f"{ATTENTION}.output", (2, 5))))
    assert [panel.map.lit() for panel in view._equation.panels] == [None] * 4


def test_the_selected_number_is_marked_where_it_is_an_input(show: Show, tiny_trace: Trace) -> None:
    view = at(show("step", tiny_trace), tiny_trace, f"{ATTENTION}.scores")
    view.show_selection(Selection(head=1, cell=Cell(f"{ATTENTION}.key", (1, 3, 2))))
    assert view._equation.panels[1].map.selection() == (2, 3)


def test_every_step_lights_what_its_last_number_was_made_from(show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    for number, step in enumerate(tiny_trace.steps):
        view.show_moment(Playback(number))
        cell = Cell(step.site, tuple(length - 1 for length in step.shape))
        view.show_selection(replace(Selection(head=1), cell=cell))
        assert step.sources == () or any(panel.map.lit() is not None for panel in view._equation.panels), (
            step.site
        )
