"""The session: what is on screen belongs to what was asked, and everything can be undone."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from app.session import Session
from app.state import Playback, Selection, SessionState
from app.trace_cache import TraceCache
from app.tracer import Progress
from core.interventions.positions_off import PositionsOff
from core.request import Sentence, Target
from core.trace import Trace
from tests.app.waiting import PromptTracer
from tests.tiny import CAT, tiny_request


@pytest.fixture
def tracer() -> PromptTracer:
    return PromptTracer()


@pytest.fixture
def session(qtbot: QtBot, tiny_models: Path, tracer: PromptTracer) -> Iterator[Session]:
    made = Session(tracer, SessionState(text=CAT))  # type: ignore[arg-type]
    made.compute()
    yield made
    made.play(False)


def test_the_first_trace_comes_with_a_cell_selected(session: Session) -> None:
    assert session.trace is not None
    assert session.selection.query == 1
    assert session.selection.key is not None


def test_a_change_is_computed_and_told(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([session.state_changed, session.trace_changed]):
        session.change(replace(session.state, text="狗"), "text")
    assert session.trace is not None
    assert session.trace.request.inputs.text == "狗"  # type: ignore[union-attr]


def test_undo_and_redo_swap_states(session: Session) -> None:
    session.change(session.state.toggled(PositionsOff()), "positions")
    session.undo_stack.undo()
    assert session.state.interventions == ()
    session.undo_stack.redo()
    assert session.state.interventions == (PositionsOff(),)


def test_undo_shows_the_very_same_trace(session: Session) -> None:
    before = session.trace
    session.change(session.state.toggled(PositionsOff()), "positions")
    session.undo_stack.undo()
    assert session.trace is before


def test_keystrokes_in_one_burst_are_one_step(session: Session) -> None:
    for text in ("狗", "狗咬", "狗咬人"):
        session.type_text(text, "typing")
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.state.text == CAT


def test_a_pause_begins_a_new_step(session: Session) -> None:
    session.type_text("狗", "typing")
    session.end_burst()
    session.type_text("狗咬", "typing")
    assert session.undo_stack.count() == 2


def test_a_burst_that_ends_where_it_began_leaves_no_step(session: Session) -> None:
    session.type_text("狗", "typing")
    session.type_text(CAT, "typing")
    assert session.undo_stack.count() == 0


def test_the_same_state_again_is_no_step(session: Session) -> None:
    session.change(session.state, "nothing")
    assert session.undo_stack.count() == 0


def test_selecting_computes_nothing(session: Session, tracer: PromptTracer) -> None:
    asked = len(tracer.requests)
    session.select(Selection().at_head(1, 1))
    session.go_to_step(7)
    assert len(tracer.requests) == asked
    assert (session.selection.layer, session.playback.step) == (1, 7)


def test_the_selection_is_kept_inside_a_shorter_sentence(session: Session) -> None:
    session.select(Selection().at_cell(8, 8))
    session.change(replace(session.state, text="我"), "text")
    assert session.trace is not None
    assert session.selection.query == len(session.trace.tokens["source"]) - 1


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_without_text_the_former_trace_stays_and_is_marked(session: Session, text: str) -> None:
    before = session.trace
    session.type_text(text, "typing")
    assert session.problem is not None
    assert session.problem.kind == "empty_input"
    assert session.trace is before
    assert session.stale


def test_a_problem_goes_with_its_cause(session: Session) -> None:
    session.type_text("", "typing")
    session.undo_stack.undo()
    assert session.problem is None
    assert not session.stale


@pytest.mark.parametrize(("text", "kind"), [("我" * 500, "too_long"), ("a\ud800", "unreadable_text")])
def test_what_cannot_be_read_is_a_problem(session: Session, text: str, kind: str) -> None:
    session.type_text(text, "typing")
    assert session.problem is not None
    assert session.problem.kind == kind
    assert session.state.text == text


def test_a_missing_model_is_a_problem(session: Session) -> None:
    session.change(replace(session.state, model="nowhere"), "model")
    assert session.problem is not None
    assert session.problem.kind == "unknown_model"


def test_a_target_sentence_is_fed_to_the_decoder(session: Session, tracer: PromptTracer) -> None:
    session.type_target("The dog", "target")
    assert session.trace is not None
    target = tracer.requests[-1].target
    assert target is not None
    assert target.complete
    assert tuple(token.id for token in session.trace.tokens["target"][1:]) == target.ids


def test_an_empty_target_lets_the_decoder_write(session: Session, tracer: PromptTracer) -> None:
    session.type_target("", "target")
    assert session.trace is not None
    assert tracer.requests[-1].target is None


def test_without_what_ifs_there_is_nothing_to_compare(session: Session, tracer: PromptTracer) -> None:
    assert tracer.background == []
    assert session.settled


def test_the_baselines_are_generated_and_forced(session: Session, tracer: PromptTracer) -> None:
    first = session.trace
    session.change(session.state.toggled(PositionsOff()), "positions")
    assert not session.settled
    tracer.catch_up()
    assert session.settled
    trace, comparison = session.trace, session.comparison
    assert trace is not None
    assert comparison.own is first
    assert comparison.forced is not None
    assert comparison.forced.tokens["target"] == trace.tokens["target"]
    assert comparison.forced.request.interventions == ()


def test_a_given_target_needs_one_baseline_only(session: Session, tracer: PromptTracer) -> None:
    session.change(replace(session.state, target_text="The dog"), "target")
    session.change(session.state.toggled(PositionsOff()), "positions")
    tracer.catch_up()
    assert session.comparison.own is session.comparison.forced is not None


def test_a_baseline_that_comes_late_is_not_shown(session: Session, tracer: PromptTracer) -> None:
    session.change(session.state.toggled(PositionsOff()), "positions")
    late = list(tracer.background)
    session.undo_stack.undo()
    tracer.background = late
    tracer.catch_up()
    assert session.comparison.forced is None


def test_an_answer_to_a_former_request_is_dropped(session: Session, tracer: PromptTracer) -> None:
    tracer.prompt = False
    before = session.trace
    session.type_text("狗", "typing")
    former = tracer.waiting[:]
    session.type_text("狗咬", "typing")
    tracer.waiting = former
    tracer.answer()
    assert session.trace is before


def test_a_result_that_takes_long_marks_the_former_one(
    session: Session, tracer: PromptTracer, qtbot: QtBot
) -> None:
    tracer.prompt = False
    session.type_text("狗", "typing")
    assert not session.stale
    with qtbot.waitSignal(session.stale_changed):
        pass
    assert session.stale
    tracer.answer()
    assert not session.stale


def test_the_output_so_far_is_told_once_it_takes_long(
    session: Session, tracer: PromptTracer, qtbot: QtBot
) -> None:
    tracer.prompt = False
    session.type_text("狗", "typing")
    told: list[object] = []
    session.progressed.connect(told.append)
    tracer.progressed.emit(Progress(tracer.waiting[0], (" A",)))
    assert told == []
    qtbot.waitUntil(lambda: session.stale)
    tracer.progressed.emit(Progress(tracer.waiting[0], (" A", " dog")))
    assert told == [(" A", " dog")]


def test_cancelling_keeps_the_former_result(session: Session, tracer: PromptTracer) -> None:
    tracer.prompt = False
    before = session.trace
    session.type_text("狗", "typing")
    session.cancel()
    assert session.trace is before
    assert session.stale


def test_computing_anew_forgets_the_results(session: Session, tracer: PromptTracer) -> None:
    before = session.trace
    session.compute_anew()
    assert session.trace is not before
    assert len(tracer.requests) == 2


@pytest.mark.parametrize(("wish", "step"), [(-5, 0), (3, 3), (10_000, -1)])
def test_steps_stay_inside_the_trace(session: Session, wish: int, step: int) -> None:
    assert session.trace is not None
    session.go_to_step(wish)
    assert session.playback.step == step % len(session.trace.steps)


def test_playing_from_the_end_begins_again(session: Session) -> None:
    session.go_to_step(10_000)
    session.play(True)
    assert session.playback == Playback(step=0, playing=True)


def test_playing_stops_at_the_end(session: Session, qtbot: QtBot) -> None:
    assert session.trace is not None
    session.go_to_step(len(session.trace.steps) - 2)
    session.walk.set_animated(False)
    session.walk.set_speed(4)
    session.play(True)
    qtbot.waitUntil(lambda: not session.playback.playing)
    assert session.playback.step == len(session.trace.steps) - 1


def test_the_cache_lets_the_oldest_go(tiny_trace: Trace) -> None:
    cache = TraceCache(budget=2 * tiny_trace.nbytes)
    first, second, third = (tiny_request(text) for text in "我是猫")
    cache.put(first, tiny_trace)
    cache.put(second, tiny_trace)
    assert cache.get(first) is tiny_trace
    cache.put(third, tiny_trace)
    assert cache.get(second) is None
    assert len(cache) == 2


def test_a_target_is_part_of_what_is_remembered(tiny_trace: Trace) -> None:
    cache = TraceCache()
    cache.put(tiny_request("我"), tiny_trace)
    assert cache.get(tiny_request("我", target=Target((7,)))) is None


def test_a_session_is_freed_with_its_history_and_nothing_is_freed_twice(
    qtbot: QtBot, tiny_models: Path
) -> None:
    for _ in range(3):
        session = Session(PromptTracer(), SessionState(text=CAT))  # type: ignore[arg-type]
        session.change(session.state.toggled(PositionsOff()), "positions")
        for text in ("狗", "狗咬", "狗咬人"):
            session.type_text(text, "typing")
        session.undo_stack.undo()
        stack, freed = session.undo_stack, weakref.ref(session)
        del session
        gc.collect()
        assert freed() is None
        assert not shiboken6.isValid(stack)


def test_a_further_trace_that_cannot_be_had_is_told(
    session: Session, tracer: PromptTracer, qtbot: QtBot
) -> None:
    assert session.trace is not None
    request = replace(session.trace.request, inputs=Sentence("我" * 500, "zh-en"))
    session.fetch(request)
    with qtbot.waitSignal(session.further_failed) as told:
        tracer.catch_up()
    assert told.args[0] == request
    assert told.args[1].kind == "too_long"
