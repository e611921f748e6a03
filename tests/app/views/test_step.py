from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading.step_matrices import candidates, step_matrix
from app.state import Comparison, Playback, Selection
from app.views import View
from app.widgets.heatmap import HeatMap
from core.trace import Trace

Show = Callable[..., View]
ATTENTION = "encoder.layers.0.self_attention"


def click_cell(qtbot: QtBot, heat: HeatMap, row: int, column: int) -> None:
    qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=heat.cell_rect(row, column).center().toPoint())


def place(trace: Trace, site: str) -> Playback:
    return Playback(trace.steps.index(trace[site]))


def test_every_step_has_a_matrix_as_large_as_its_labels(tiny_trace: Trace) -> None:
    for step in tiny_trace.steps:
        shown = step_matrix(tiny_trace, step, step.value, 0)
        assert shown.values.shape == (len(shown.row_labels), len(shown.column_labels)), step.site


def test_the_title_names_the_step(show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    view.show_moment(place(tiny_trace, f"{ATTENTION}.scaled"))
    assert view._head.title.text() == "Encoder 1 · self-attention · scaled scores"


def test_a_source_jumps_to_its_step(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    view.show_moment(place(tiny_trace, f"{ATTENTION}.scaled"))
    with qtbot.waitSignal(view.step_requested) as wish:
        qtbot.mouseClick(view._equation.panels[0].caption, Qt.MouseButton.LeftButton)
    assert tiny_trace.steps[wish.args[0]].site == f"{ATTENTION}.scores"


def test_a_parameter_leads_nowhere(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    view.show_moment(place(tiny_trace, f"{ATTENTION}.query_projected"))
    with qtbot.assertNotEmitted(view.step_requested):
        qtbot.mouseClick(view._equation.panels[1].caption, Qt.MouseButton.LeftButton)


def test_the_selected_head_is_shown(show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    view.show_moment(place(tiny_trace, f"{ATTENTION}.weights"))
    view.show_selection(Selection(head=1))
    assert np.array_equal(
        view._equation.output.map._content.values, tiny_trace.value(f"{ATTENTION}.weights")[1]
    )


def test_the_shape_is_given_in_symbols_and_numbers(show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    view.show_moment(place(tiny_trace, f"{ATTENTION}.weights"))
    length = len(tiny_trace.tokens["source"])
    assert view._equation.output.caption.shape() == f"n × n = {length} × {length} · head 1 of 2"


def test_over_the_vocabulary_the_most_probable_come_first(tiny_trace: Trace) -> None:
    step = tiny_trace["decoder.probabilities"]
    best = candidates(tiny_trace, step, step.value)
    assert np.array_equal(best.values[:, 0], step.value.max(axis=-1))


def test_the_best_candidate_is_written_as_the_predicted_token(tiny_trace: Trace) -> None:
    step = tiny_trace["decoder.probabilities"]
    best = candidates(tiny_trace, step, step.value)
    assert best.texts[0][0] == tiny_trace.tokens["predicted"][0].text


def test_a_mask_is_shown_as_two_patterns(tiny_trace: Trace) -> None:
    step = tiny_trace["decoder.layers.0.self_attention.causal_mask"]
    shown = step_matrix(tiny_trace, step, step.value, 0)
    assert np.array_equal(shown.hidden, ~step.value)
    assert np.isnan(shown.values).all()


def test_what_an_intervention_replaced_can_be_seen(
    qtbot: QtBot, show: Show, silenced: tuple[Trace, Comparison]
) -> None:
    trace, site = silenced[0], f"{ATTENTION}.head_output"
    view = show("step", *silenced)
    view.show_selection(Selection(head=1))
    view.show_moment(place(trace, site))
    qtbot.mouseClick(view._sides.button("computed"), Qt.MouseButton.LeftButton)
    assert np.array_equal(view._equation.output.map._content.values, trace[site].computed[1])


def test_an_intervention_is_named_at_its_step(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("step", *silenced)
    view.show_moment(place(silenced[0], f"{ATTENTION}.head_output"))
    assert "Head 2 of layer 1 silent" in view._changed.text()


@pytest.mark.parametrize("site", ["decoder.logits", "decoder.layers.1.cross_attention.weights"])
def test_a_step_without_intervention_offers_no_sides(site: str, show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    view.show_moment(place(tiny_trace, site))
    assert not view._sides.isVisible()


def test_a_clicked_cell_of_a_map_selects_attention_layer_and_cell(
    qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("step", tiny_trace)
    view.show_moment(place(tiny_trace, "decoder.layers.1.cross_attention.weights"))
    with qtbot.waitSignal(view.selection_requested) as wish:
        click_cell(qtbot, view._equation.output.map, 1, 2)
    chosen = wish.args[0]
    assert (chosen.attention, chosen.layer, chosen.query, chosen.key) == ("cross", 1, 1, 2)
