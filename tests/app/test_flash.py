"""After a change the difference flashes; while a slider moves nothing does, and once it rests the whole of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.flash import Flash
from app.main_window import MainWindow
from app.session import Session
from core.interventions.positions_off import PositionsOff
from core.interventions.temperature import Temperature
from core.request import Target
from core.run import compute
from core.trace import Trace
from tests.tiny import CAT, tiny_request

DOG = "狗"


def traced(*edits: object, text: str = CAT, **choices: object) -> Trace:
    return compute(tiny_request(text, interventions=edits, **choices), device="cpu")  # type: ignore[arg-type]


@pytest.fixture
def plain(tiny_models: Path) -> Trace:
    return traced()


@pytest.fixture
def flash(qtbot: QtBot) -> Flash:
    return Flash()


def test_a_toggle_flashes_and_ends(qtbot: QtBot, flash: Flash, plain: Trace) -> None:
    flash.take(plain, traced(PositionsOff()), seen=True)
    assert flash.trace is plain
    qtbot.waitSignal(flash.over, timeout=3000).wait()
    assert flash.trace is None


def test_what_is_not_seen_or_reads_another_sentence_does_not_flash(flash: Flash, plain: Trace) -> None:
    flash.take(plain, traced(PositionsOff()), seen=False)
    assert flash.trace is None
    flash.take(plain, traced(text=DOG), seen=True)
    assert flash.trace is None


def test_while_a_slider_moves_nothing_flashes_and_at_rest_all_that_it_did(flash: Flash, plain: Trace) -> None:
    flash.slide(True, plain, seen=True)
    former = plain
    for value in (2.0, 3.0, 4.0):
        moved = traced(Temperature("encoder", 0, 0, value), target=Target(plain.fed))
        flash.take(former, moved, seen=True)
        assert flash.trace is None
        former = moved
    flash.slide(False, former, seen=True)
    assert flash.trace is plain
    flash.take(former, traced(Temperature("encoder", 0, 0, 4.0)), seen=True)
    assert flash.trace is plain
    flash.take(traced(), traced(PositionsOff()), seen=True)
    assert flash.trace is not plain


def test_a_slider_that_came_back_leaves_nothing_to_flash(flash: Flash, plain: Trace) -> None:
    flash.slide(True, plain, seen=True)
    flash.take(plain, traced(target=Target(plain.fed)), seen=True)
    flash.slide(False, plain, seen=True)
    assert flash.trace is None


def test_the_maps_flash_after_a_drag_only(window: MainWindow, session: Session) -> None:
    window.stage.bring("attention")
    view = window.stage.current()
    before = session.trace
    for value in (1.5, 2.0, 3.0):
        session.adjust(Temperature("encoder", 0, 0, value), "", live=True)
        assert view._flash.trace is None  # type: ignore[attr-defined]
    session.adjust(Temperature("encoder", 0, 0, 3.0), "", live=False)
    assert view._flash.trace is before  # type: ignore[attr-defined]
