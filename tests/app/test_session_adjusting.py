"""Sliders: every move is on screen at once, a drag is one step for undo, and the output follows at rest."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.session import Session
from core.interventions import Intervention
from core.interventions.positions_off import PositionsOff
from core.interventions.temperature import Temperature
from core.request import Target
from tests.app.waiting import PromptTracer


@pytest.fixture
def moving(session: Session) -> Session:
    """A session whose slider has been moved twice and still moves."""
    session.compute()
    for value in (2.0, 3.0):
        session.adjust(warm(value), "temperature", live=True)
    return session


def warm(value: float) -> Intervention:
    return Temperature("every", None, None, value)


def fed(session: Session) -> tuple[int, ...]:
    assert session.trace is not None
    return tuple(token.id for token in session.trace.tokens["target"][1:])


def test_while_it_moves_the_last_output_is_gone_over(session: Session) -> None:
    session.compute()
    before = fed(session)
    session.adjust(warm(2.0), "temperature", live=True)
    assert session.trace is not None
    assert session.trace.request.target == Target(before, complete=True)
    assert session.previewing


def test_every_move_is_on_screen_at_once(moving: Session) -> None:
    assert moving.trace is not None
    assert moving.trace.request.interventions == (warm(3.0),)


def test_at_rest_a_new_output_is_written(moving: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not moving.previewing)
    assert moving.trace is not None
    assert moving.trace.request.target is None


def test_letting_go_writes_a_new_output_at_once(moving: Session) -> None:
    moving.adjust(warm(3.0), "temperature", live=False)
    assert not moving.previewing
    assert moving.trace is not None
    assert moving.trace.request == moving.state.request(moving.trace.request.model)


def test_a_drag_is_one_step_for_undo(moving: Session) -> None:
    moving.adjust(warm(4.0), "temperature", live=False)
    assert moving.undo_stack.count() == 1
    moving.undo_stack.undo()
    assert moving.state.interventions == ()


def test_a_drag_with_a_rest_in_it_is_one_step_too(moving: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not moving.previewing)
    moving.adjust(warm(5.0), "temperature", live=True)
    moving.adjust(warm(5.0), "temperature", live=False)
    assert moving.undo_stack.count() == 1


def test_two_drags_are_two_steps(moving: Session) -> None:
    moving.adjust(warm(4.0), "temperature", live=False)
    moving.adjust(warm(5.0), "temperature", live=True)
    moving.adjust(warm(5.0), "temperature", live=False)
    assert moving.undo_stack.count() == 2


def test_typing_after_a_drag_is_a_step_of_its_own(moving: Session) -> None:
    moving.type_text("狗咬人", "typing")
    assert moving.undo_stack.count() == 2
    assert not moving.preview.active


def test_the_neutral_value_leaves_no_intervention(moving: Session) -> None:
    moving.adjust(warm(1.0), "temperature", live=False)
    assert moving.state.interventions == ()


def test_another_value_takes_the_place_of_the_former_one(moving: Session) -> None:
    moving.adjust(PositionsOff(), "positions", live=False)
    moving.adjust(warm(7.0), "temperature", live=False)
    assert set(moving.state.interventions) == {PositionsOff(), warm(7.0)}


def test_previews_are_not_kept(moving: Session) -> None:
    assert moving.trace is not None
    assert moving._cache.get(moving.trace.request) is None


def test_a_preview_is_compared_with_the_trace_that_it_began_from(
    session: Session, tracer: PromptTracer
) -> None:
    session.compute()
    start = session.trace
    session.adjust(warm(2.0), "temperature", live=True)
    assert session.comparison.own is start
    assert session.comparison.forced is start
    assert tracer.background == []


def test_undo_restores_the_very_same_trace(session: Session) -> None:
    session.compute()
    before = session.trace
    session.adjust(warm(2.0), "temperature", live=True)
    session.adjust(warm(2.0), "temperature", live=False)
    session.undo_stack.undo()
    assert session.trace is before


def test_a_given_target_stays_the_target(session: Session) -> None:
    session.type_target("cat", "target")
    assert session.trace is not None
    before = session.trace.request.target
    session.adjust(warm(2.0), "temperature", live=True)
    assert session.trace.request.target == before
    assert not session.previewing
