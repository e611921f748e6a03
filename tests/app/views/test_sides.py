"""A | B: what stands on the sides, what lies between them, and what clicks and keys wish for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.state import Comparison, Playback, Selection
from app.theme import LIGHT
from app.trials import Trial, Trials
from app.views.sides import SidesView
from core.interventions.positions_off import PositionsOff
from core.interventions.silence_head import SilenceHead
from core.measures.changes import changes
from core.measures.differences import same_tokens
from core.problems import Problem
from core.request import Target, TraceRequest
from core.run import compute
from core.trace import Trace
from tests.app.views.conftest import compared
from tests.compositions import encoder_only_trace
from tests.tiny import ANIMAL, tiny_request

WEIGHTS = "decoder.layers.1.cross_attention.weights"


@pytest.fixture
def view(qtbot: QtBot, tiny_models: object) -> Iterator[SidesView]:
    view = SidesView()
    qtbot.addWidget(view)
    view.resize(860, 420)
    view.trace_wanted.connect(lambda request: view.show_further(compute(request, device="cpu")))
    view.apply_theme(LIGHT, 1.0)
    view.show_trace(*compared(SilenceHead("cross", 0, 1)))
    view.show_selection(Selection("cross", 1, 0))
    with qtbot.waitExposed(view):
        view.show()
    return view


def choose(view: SidesView, first: str, second: str, page: str = "head") -> None:
    view._on_side_chosen(0, first)
    view._on_side_chosen(1, second)
    view._pages.button(page).click()


def walk_to(view: SidesView, site: str) -> None:
    present = view._both.present
    view.show_moment(Playback(present.steps.index(present[site])))


def panes(view: SidesView) -> list[str]:
    """What each pane shows: "map", or its message; nothing where it is not there."""
    return [pane.message.text() or "map" if pane.isVisibleTo(view) else "" for pane in view._maps.panes.panes]


def other_output(trace: Trace) -> Target:
    """The output of a trace with its first word doubled."""
    ids = tuple(token.id for token in trace.tokens["target"][1:])
    return Target((ids[0], *ids))


def feed_another(view: SidesView) -> Trace:
    """Sides that differ in nothing but the output; a tiny model says much the same whatever is done to it."""
    present = view._both.present
    other = replace(present.request, target=other_output(present))
    trials = Trials((Trial(1, other, "", datetime.now(UTC)),)).marking(other)
    view.show_trials(trials)
    trace = view._both.traces()[0]
    assert trace is not None
    return trace


def test_first_of_all_the_baseline_stands_beside_the_current_settings(view: SidesView) -> None:
    first, second = view._both.traces()
    assert first is not None and not first.request.interventions
    assert second is view._both.present


def test_what_is_not_computed_is_said_and_nothing_is_drawn(view: SidesView) -> None:
    view.trace_wanted.disconnect()
    choose(view, "current", "model:zh-en-prenorm")
    assert panes(view) == ["map", "B is being computed …", ""]
    assert view._maps.panes.panes[1].map.matrix_rect().isEmpty()


def test_selecting_something_else_asks_no_more(view: SidesView) -> None:
    view.trace_wanted.disconnect()
    choose(view, "current", "model:zh-en-prenorm")
    asked: list[TraceRequest] = []
    view.trace_wanted.connect(asked.append)
    view.show_selection(Selection("cross", 0, 1))
    assert asked == []


def test_baselines_come_without_being_asked_for(view: SidesView) -> None:
    view.trace_wanted.disconnect()
    asked: list[TraceRequest] = []
    view.trace_wanted.connect(asked.append)
    view.show_trace(view._both.present, Comparison())
    choose(view, "baseline", "current")
    assert asked == []
    assert panes(view) == ["A is being computed …", "map", ""]


def test_the_difference_is_second_minus_first(view: SidesView) -> None:
    site = "encoder.layers.1.self_attention.weights"
    walk_to(view, site)
    choose(view, "current", "model:zh-en-prenorm", "step")
    shown, (first, second) = view._maps.shown, view._both.traces()
    assert shown is not None and shown.moved is not None and first is not None and second is not None
    np.testing.assert_array_equal(shown.moved.values, second.value(site)[0] - first.value(site)[0])


def test_both_sides_have_one_scale(view: SidesView) -> None:
    walk_to(view, "decoder.layers.1.cross_attention.scores")
    choose(view, "baseline", "current", "step")
    first, second, _ = (pane.map.scale() for pane in view._maps.panes.panes)
    assert first == second


@pytest.mark.parametrize("page", ["head", "step", "changes", "outputs"])
@pytest.mark.parametrize("second", ["baseline", "current", "model:zh-en-prenorm", "sentence"])
def test_every_pair_is_drawn_on_every_page(view: SidesView, second: str, page: str) -> None:
    view._both.type_sentence(ANIMAL)
    choose(view, "current", second, page)
    assert view._caption.text()
    assert not view.grab().isNull()


def test_another_sentence_is_read_with_the_same_settings(view: SidesView, qtbot: QtBot) -> None:
    choose(view, "current", "sentence")
    assert "type a sentence" in panes(view)[1]
    view._picker.line.setText(ANIMAL)
    qtbot.keyClick(view._picker.line, Qt.Key.Key_Return)
    second = view._both.traces()[1]
    assert second is not None
    assert second.request.inputs.text == ANIMAL  # type: ignore[union-attr]
    assert second.request.inputs.direction == "en-zh"  # type: ignore[union-attr]
    assert second.request.interventions == view._both.present.request.interventions
    assert "read different sentences" in view._caption.text()


def test_a_sentence_that_cannot_be_read_says_why(view: SidesView) -> None:
    choose(view, "current", "sentence")
    view._on_sentence_entered("狗" * 200)
    assert "limit of this model" in panes(view)[1]


def test_the_swap_button_exchanges_the_sides(view: SidesView, qtbot: QtBot) -> None:
    before = view._both.traces()
    qtbot.mouseClick(view._picker.swap, Qt.MouseButton.LeftButton)
    assert view._both.traces() == before[::-1]


def test_other_outputs_leave_no_difference_until_b_is_fed_that_of_a(view: SidesView, qtbot: QtBot) -> None:
    first = feed_another(view)
    assert "the outputs differ" in view._caption.text()
    assert panes(view)[2] == ""
    qtbot.mouseClick(view._feed, Qt.MouseButton.LeftButton)
    second = view._both.traces()[1]
    assert second is not None
    assert same_tokens(first, second, "source", "target")
    assert panes(view) == ["map", "map", "map"]


def test_feeding_is_not_offered_where_nothing_hinders(view: SidesView) -> None:
    choose(view, "baseline", "baseline")
    assert not view._feed.isVisible()


def test_a_step_that_the_other_model_lacks_is_said(
    qtbot: QtBot, view: SidesView, tiny_models: object
) -> None:
    trace = compute(tiny_request(model="zh-en-prenorm"), device="cpu")
    view.show_trace(trace, Comparison())
    walk_to(view, "encoder.norm.output")
    choose(view, "current", "model:zh-en", "step")
    assert panes(view) == ["map", "B has no step “Encoder · final LayerNorm · output”.", ""]
    view._pages.button("changes").click()
    assert "Only in A: Encoder · final LayerNorm" in view._caption.text()


def test_the_same_setting_on_both_sides_says_what_to_do(view: SidesView) -> None:
    choose(view, "current", "current")
    assert "A and B are the same" in view._caption.text()


@pytest.mark.parametrize("pane", [0, 1])
def test_a_cell_of_either_side_is_selected_everywhere(view: SidesView, qtbot: QtBot, pane: int) -> None:
    heat = view._maps.panes.panes[pane].map
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=heat.cell_rect(1, 2).center().toPoint())
    assert (wish.args[0].attention, wish.args[0].query, wish.args[0].key) == ("cross", 1, 2)
    view.show_selection(wish.args[0])
    assert [pane.map.selection() for pane in view._maps.panes.panes[:2]] == [(1, 2), (1, 2)]


def test_arrow_keys_select_too(view: SidesView, qtbot: QtBot) -> None:
    view.show_selection(Selection("cross", 1, 0, 1, 1))
    view.setFocus()
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(view._maps.panes.panes[0].map, Qt.Key.Key_Down)
    assert (wish.args[0].query, wish.args[0].key) == (2, 1)


def test_the_numbers_of_the_cell_stand_above_both_sides(view: SidesView) -> None:
    view.show_selection(Selection("cross", 1, 0, 1, 2))
    first, second = view._both.traces()
    assert first is not None and second is not None
    for pane, trace in zip(view._maps.panes.panes, (first, second), strict=False):
        assert f"{trace.value(WEIGHTS)[0, 1, 2]:#.4g}" in pane.heading.text()


def test_stepping_moves_both_sides(view: SidesView) -> None:
    choose(view, "baseline", "current", "step")
    walk_to(view, "encoder.layers.1.feed_forward.hidden")
    assert (
        view._maps.shown is not None
        and view._maps.shown.first is not None
        and view._maps.shown.second is not None
    )
    assert (
        view._maps.shown.first.step.site
        == view._maps.shown.second.step.site
        == "encoder.layers.1.feed_forward.hidden"
    )


def test_the_largest_changes_are_listed_and_lead_to_their_steps(view: SidesView, qtbot: QtBot) -> None:
    choose(view, "current", "model:zh-en-prenorm", "changes")
    first, second = view._both.traces()
    assert first is not None and second is not None
    found = changes(first, second)
    assert view._maps.table.model().rowCount() == len(found)
    with qtbot.waitSignal(view.step_requested) as wish:
        qtbot.keyClick(view._maps.table, Qt.Key.Key_Down)
    assert first.steps[wish.args[0]].site in {found[0].site, found[1].site}
    qtbot.keyClick(view._maps.table, Qt.Key.Key_Return)
    assert view._page == "step"


def test_over_a_vocabulary_the_best_of_both_sides_are_shown(view: SidesView) -> None:
    walk_to(view, "decoder.probabilities")
    choose(view, "current", "model:zh-en-prenorm", "step")
    assert view._maps.shown is not None and view._maps.shown.first is not None
    best = {
        int(row.argmax())
        for trace in view._both.traces()
        if trace
        for row in trace.value("decoder.probabilities")
    }
    assert set(view._maps.shown.first.ids) == best


def test_the_outputs_stand_above_each_other_with_what_changed(view: SidesView) -> None:
    feed_another(view)
    view._pages.button("outputs").click()
    table = view._outputs.table.model()
    first, second = view._both.traces()
    assert first is not None and second is not None
    assert table.rowCount() == max(len(first.generation), len(second.generation))
    assert any(chip.changed for strip in view._outputs.strips for chip in strip._tokens)


def test_fed_both_sides_tell_how_probable_the_same_tokens_are(view: SidesView) -> None:
    first = feed_another(view)
    view._on_fed(True)
    view._pages.button("outputs").click()
    second = view._both.traces()[1]
    assert second is not None
    shown = view._outputs.table.model()
    for row, trace_step in enumerate(second.generation):
        assert trace_step.chosen.id == first.generation[row].chosen.id
        assert shown.index(row, 1).data() == f"{np.exp(trace_step.chosen.log_probability):#.4g}".rstrip(".")


def test_marked_entries_of_the_log_come_to_the_sides(view: SidesView) -> None:
    requests = tiny_request(), tiny_request(ANIMAL, interventions=(PositionsOff(),))
    traces = [compute(request, device="cpu").request for request in requests]
    trials = Trials(tuple(Trial(at, request, "", datetime.now(UTC)) for at, request in enumerate(traces)))
    view.show_trials(trials.marking(traces[0]).marking(traces[1]))
    assert [side.request for side in (view._both.side(0), view._both.side(1))] == traces
    view.show_trials(trials)
    assert view._both.names == ("baseline", "current")


@pytest.mark.parametrize("page", ["head", "step", "changes", "outputs"])
def test_an_encoder_alone_is_compared_too(view: SidesView, page: str) -> None:
    view.trace_wanted.disconnect()
    view.show_trace(encoder_only_trace(), Comparison())
    view._on_page_chosen(page)
    choose(view, "current", "current", view._page)
    assert "map" in panes(view) or view._page == "outputs"


def test_a_side_that_cannot_be_computed_says_why(view: SidesView) -> None:
    view.trace_wanted.disconnect()
    view._on_side_chosen(1, "model:zh-en-prenorm")
    (asked,) = view._asked
    view.show_further_problem(asked, Problem("out_of_memory"))
    assert any("There is not enough memory" in text for text in panes(view))
    assert list(view._both.missing()) == []


def moved_on(view: SidesView, qtbot: QtBot) -> list[TraceRequest]:
    """Both sides drawn, then another trace on screen, whose other side is only asked for."""
    choose(view, "current", "model:zh-en-prenorm")
    view.trace_wanted.disconnect()
    asked: list[TraceRequest] = []
    view.trace_wanted.connect(asked.append)
    view.show_trace(*compared(SilenceHead("cross", 1, 1)))
    return asked


def test_the_former_picture_stays_while_a_side_is_on_its_way(view: SidesView, qtbot: QtBot) -> None:
    (asked,) = moved_on(view, qtbot)
    assert panes(view)[:2] == ["map", "map"]
    assert view._maps.shown is not None and view._maps.shown.first is not None
    assert view._maps.shown.first.step not in view._both.present.steps
    view.show_further(compute(asked, device="cpu"))
    assert view._maps.shown is not None and view._maps.shown.first is not None
    assert view._maps.shown.first.step in view._both.present.steps


def test_it_stays_no_longer_than_a_moment(view: SidesView, qtbot: QtBot) -> None:
    moved_on(view, qtbot)
    qtbot.waitUntil(lambda: panes(view)[1] == "B is being computed …")
    view.show_trace(*compared(SilenceHead("cross", 0, 0)))
    assert panes(view)[1] == "B is being computed …"


def test_a_choice_is_followed_at_once(view: SidesView, qtbot: QtBot) -> None:
    moved_on(view, qtbot)
    view._pages.button("step").click()
    assert panes(view)[1] == "B is being computed …"


def test_the_keyboard_stays_here_when_the_table_of_changes_goes(view: SidesView, qtbot: QtBot) -> None:
    choose(view, "baseline", "current", "changes")
    view._maps.panes.panes[0].map.setFocus()
    view._maps.table.setFocus()
    qtbot.keyClick(view._maps.table, Qt.Key.Key_Return)
    assert view._maps.panes.panes[0].map.hasFocus()


def test_the_keyboard_stays_here_when_a_matrix_gives_way_to_a_sentence(view: SidesView) -> None:
    choose(view, "current", "model:zh-en-prenorm")
    view._maps.panes.panes[1].map.setFocus()
    view._on_side_chosen(1, "sentence")
    assert view._picker.line.hasFocus()
    view._maps.panes.panes[0].map.setFocus()
    view._on_side_chosen(0, "sentence")
    assert view.hasFocus()


def test_two_sentences_have_no_changes_and_that_is_said(view: SidesView) -> None:
    choose(view, "current", "sentence", "changes")
    view._on_sentence_entered(ANIMAL)
    assert view._caption.text().startswith("No B − A: the two read different sentences.")


def test_a_token_of_an_output_is_selected_in_its_own_row(view: SidesView, qtbot: QtBot) -> None:
    present = view._both.present
    ids = tuple(token.id for token in present.tokens["target"][2:])
    shorter = replace(present.request, target=Target(ids, complete=True))
    view.show_trials(Trials((Trial(1, shorter, "", datetime.now(UTC)),)).marking(shorter))
    view._pages.button("outputs").click()
    places = view._outputs._places
    row = next(row for row, (one, two) in enumerate(places) if None not in (one, two) and one != two)
    with qtbot.waitSignal(view.selection_requested) as wish:
        view._outputs.table.selectRow(row)
    assert wish.args[0].token.index == places[row][1]
    view.show_selection(wish.args[0])
    assert tuple(strip.selection() for strip in view._outputs.strips) == places[row]
