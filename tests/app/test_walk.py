"""Walking: forward and back with transitions, playing, pausing, nudging, and bookmarks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.session import Session
from app.state import Granularity, Playback, SelectedToken, SessionState
from app.stops import stops
from app.walk import BEAT_SECONDS, TRANSITION_SECONDS, Walk
from tests.app.waiting import PromptTracer
from tests.tiny import ANIMAL, CAT

HALF = TRANSITION_SECONDS / 2


class HandClock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def session(qtbot: QtBot, tiny_models: Path, clock: HandClock) -> Iterator[Session]:
    made = Session(PromptTracer(), SessionState(text=CAT), clock=clock)  # type: ignore[arg-type]
    made.compute()
    yield made
    made.play(False)


@pytest.fixture
def walk(session: Session) -> Walk:
    return session.walk


def pass_time(walk: Walk, clock: HandClock, seconds: float) -> None:
    clock.now += seconds + 1e-9  # or rounding leaves the end a hair away
    walk.on_frame()


def last(session: Session) -> int:
    assert session.trace is not None
    return len(session.trace.steps) - 1


def test_a_step_forward_begins_with_its_transition(walk: Walk, clock: HandClock) -> None:
    walk.forward()
    assert (walk.playback.step, walk.playback.alpha) == (1, 0.0)
    pass_time(walk, clock, HALF)
    assert walk.playback.alpha == pytest.approx(0.5)
    pass_time(walk, clock, HALF)
    assert walk.playback == Playback(step=1)


@pytest.mark.parametrize(("speed", "alpha"), [(0.5, 0.25), (1.0, 0.5), (1.5, 0.75)])
def test_speed_is_that_of_the_transition(walk: Walk, clock: HandClock, speed: float, alpha: float) -> None:
    walk.set_speed(speed)
    walk.forward()
    pass_time(walk, clock, HALF)
    assert walk.playback.alpha == pytest.approx(alpha)


def test_a_step_back_runs_the_transition_backward(walk: Walk, clock: HandClock) -> None:
    walk.jump(4)
    walk.back()
    pass_time(walk, clock, HALF)
    assert (walk.playback.step, walk.playback.alpha) == (4, pytest.approx(0.5))
    pass_time(walk, clock, HALF)
    assert walk.playback == Playback(step=3)


def test_going_on_finishes_what_is_running(walk: Walk, clock: HandClock) -> None:
    walk.forward()
    pass_time(walk, clock, HALF)
    walk.forward()
    assert (walk.playback.step, walk.playback.alpha) == (2, 0.0)


def test_going_back_finishes_what_is_running(walk: Walk, clock: HandClock) -> None:
    walk.jump(4)
    walk.back()
    pass_time(walk, clock, HALF)
    walk.back()
    assert (walk.playback.step, walk.playback.alpha) == (3, 1.0)
    pass_time(walk, clock, TRANSITION_SECONDS)
    assert walk.playback == Playback(step=2)


def test_a_transition_turns_round_where_it_is(walk: Walk, clock: HandClock) -> None:
    walk.forward()
    pass_time(walk, clock, HALF)
    walk.back()
    assert walk.playback.alpha == pytest.approx(0.5)
    pass_time(walk, clock, HALF / 2)
    assert walk.playback.alpha == pytest.approx(0.25)
    pass_time(walk, clock, HALF)
    assert walk.playback == Playback(step=0)


def test_scrubbing_shows_steps_whole(walk: Walk, clock: HandClock) -> None:
    walk.forward()
    walk.jump(9)
    assert walk.playback == Playback(step=9)
    pass_time(walk, clock, HALF)
    assert walk.playback == Playback(step=9)


def test_without_animation_steps_are_whole_at_once(walk: Walk) -> None:
    walk.set_animated(False)
    walk.forward()
    assert (walk.playback.step, walk.playback.alpha) == (1, 1.0)
    walk.back()
    assert (walk.playback.step, walk.playback.alpha) == (0, 1.0)


def test_switching_animation_off_ends_a_transition(walk: Walk) -> None:
    walk.forward()
    walk.set_animated(False)
    assert walk.playback == Playback(step=1, animated=False)


@pytest.mark.parametrize("way", [1, -1])
def test_at_the_ends_nothing_moves(walk: Walk, session: Session, way: int) -> None:
    walk.jump(last(session) if way > 0 else 0)
    before = walk.playback
    (walk.forward if way > 0 else walk.back)()
    assert walk.playback == before


@pytest.mark.parametrize("granularity", ["sublayer", "layer"])
def test_coarse_steps_lead_to_the_next_stop_and_back(
    walk: Walk, session: Session, clock: HandClock, granularity: Granularity
) -> None:
    assert session.trace is not None
    first, second = stops(session.trace, granularity)[:2]
    walk.jump(first)
    walk.set_granularity(granularity)
    walk.forward()
    assert (walk.playback.step, walk.playback.alpha) == (second, 0.0)
    walk.back()
    assert (walk.playback.step, walk.playback.alpha) == (first, 1.0)


def test_token_by_token_the_selection_moves(walk: Walk, session: Session, clock: HandClock) -> None:
    walk.set_granularity("token")
    for token in range(3):
        walk.forward()
        pass_time(walk, clock, TRANSITION_SECONDS)
        assert (walk.playback.step, walk.playback.alpha) == (last(session), 1.0)
        assert session.selection.token == SelectedToken("predicted", token)
    walk.back()
    assert session.selection.token == SelectedToken("predicted", 1)


def test_granularities_take_turns(walk: Walk) -> None:
    seen = []
    for _ in range(5):
        seen.append(walk.playback.granularity)
        walk.next_granularity()
    assert seen == ["operation", "sublayer", "layer", "token", "operation"]


def test_playing_goes_from_step_to_step(walk: Walk, clock: HandClock) -> None:
    walk.play(True)
    pass_time(walk, clock, 0.01)
    assert (walk.playback.step, walk.playback.alpha) == (1, 0.0)
    pass_time(walk, clock, TRANSITION_SECONDS)
    assert (walk.playback.step, walk.playback.alpha) == (1, 1.0)
    pass_time(walk, clock, BEAT_SECONDS - TRANSITION_SECONDS)
    assert (walk.playback.step, walk.playback.alpha) == (2, 0.0)


def test_playing_keeps_its_beat_without_animation(walk: Walk, clock: HandClock) -> None:
    walk.set_animated(False)
    walk.play(True)
    pass_time(walk, clock, 0.01)
    pass_time(walk, clock, BEAT_SECONDS - 0.01)
    assert walk.playback.step == 1
    pass_time(walk, clock, 0.01)
    assert walk.playback.step == 2


def test_pausing_stops_in_the_middle_and_playing_goes_on_from_there(walk: Walk, clock: HandClock) -> None:
    walk.forward()
    walk.play(True)
    pass_time(walk, clock, HALF)
    walk.play(False)
    pass_time(walk, clock, HALF)
    assert walk.playback.alpha == pytest.approx(0.5)
    walk.play(True)
    pass_time(walk, clock, HALF / 2)
    assert walk.playback.alpha == pytest.approx(0.75)


def test_steps_in_a_hurry_are_shown_whole(walk: Walk, clock: HandClock) -> None:
    walk.forward()
    pass_time(walk, clock, 0.03)
    walk.forward()
    assert walk.playback == Playback(step=2)
    pass_time(walk, clock, 0.03)
    walk.back()
    assert walk.playback == Playback(step=1)


def test_a_key_steps_on_while_playing(walk: Walk, clock: HandClock) -> None:
    walk.play(True)
    walk.forward()
    pass_time(walk, clock, HALF)
    walk.forward()
    assert walk.playback == Playback(step=2, alpha=0.0, playing=True)


def test_nudging_pauses_and_moves_the_transition(walk: Walk, clock: HandClock) -> None:
    walk.play(True)
    walk.forward()
    pass_time(walk, clock, HALF)
    walk.nudge(1)
    assert walk.playback == Playback(step=1, alpha=0.6)
    pass_time(walk, clock, HALF)
    walk.nudge(-1)
    assert walk.playback == Playback(step=1, alpha=0.5)


def test_nudging_goes_over_the_bounds_of_a_step(walk: Walk) -> None:
    walk.nudge(1)
    assert walk.playback == Playback(step=1, alpha=0.0)
    walk.nudge(-1)
    assert walk.playback == Playback(step=0, alpha=1.0)


def test_a_nudged_transition_runs_on_at_the_next_step_forward(walk: Walk, clock: HandClock) -> None:
    walk.nudge(1)
    walk.forward()
    pass_time(walk, clock, TRANSITION_SECONDS)
    assert walk.playback == Playback(step=1)


@pytest.mark.parametrize(("by", "speed"), [(1, 1.5), (-1, 0.75), (99, 4.0), (-99, 0.25)])
def test_speed_changes_by_notches(walk: Walk, by: int, speed: float) -> None:
    walk.change_speed(by)
    assert walk.playback.speed == speed


def test_the_place_is_kept_in_another_sentence(walk: Walk, session: Session) -> None:
    walk.jump(20)
    session.change(replace(session.state, text=ANIMAL), "text")
    assert walk.playback.step == 20


def test_the_place_is_kept_in_another_model(walk: Walk, session: Session) -> None:
    assert session.trace is not None
    walk.jump(session.trace.steps.index(session.trace["decoder.layers.1.cross_attention.scores"]))
    session.change(replace(session.state, model="zh-en-prenorm"), "model")
    assert session.trace.steps[walk.playback.step].site == "decoder.layers.1.cross_attention.scores"


def test_a_step_is_marked_and_unmarked(walk: Walk, qtbot: QtBot) -> None:
    walk.jump(7)
    with qtbot.waitSignal(walk.bookmarks_changed):
        walk.toggle_bookmark()
    assert walk.bookmarked() == (7,)
    walk.toggle_bookmark()
    assert walk.bookmarked() == ()


def test_a_mark_survives_another_sentence(walk: Walk, session: Session) -> None:
    walk.jump(7)
    walk.toggle_bookmark()
    session.change(replace(session.state, text=ANIMAL), "text")
    assert walk.bookmarked() == (7,)


@pytest.mark.parametrize(
    ("start", "way", "step"), [(0, 1, 3), (3, 1, 8), (8, 1, 3), (9, -1, 8), (3, -1, 8), (5, -1, 3)]
)
def test_marks_are_visited_in_turn(walk: Walk, session: Session, start: int, way: int, step: int) -> None:
    assert session.trace is not None
    walk.set_bookmarks([session.trace.steps[at].site for at in (8, 3)])
    walk.jump(start)
    walk.go_to_bookmark(way)
    assert walk.playback.step == step


def test_without_marks_nothing_is_visited(walk: Walk) -> None:
    walk.jump(4)
    walk.go_to_bookmark(1)
    assert walk.playback.step == 4
