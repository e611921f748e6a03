"""The line below the stage: it moves nothing, cuts by width, and says why a chip has no effect."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.panels.what_if_bar import WhatIfBar
from app.problems import sentence
from app.session import Session
from app.state import Comparison, SessionState
from core.interventions import Intervention
from core.interventions.local_window import LocalWindow
from core.interventions.position_scale import PositionScale
from core.interventions.positions_off import PositionsOff
from core.interventions.replace_head import ReplaceHead
from core.interventions.silence_head import SilenceHead
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

CONTRADICTIONS = [
    (PositionScale("both", 2.0), PositionsOff()),
    (ReplaceHead("cross", 0, 1), SilenceHead("cross", 0, 1)),
]


def barred(qtbot: QtBot, *edits: Intervention) -> tuple[WhatIfBar, Trace]:
    trace = compute(tiny_request(interventions=edits), device="cpu")
    bar = WhatIfBar()
    qtbot.addWidget(bar)
    bar.show_state(SessionState(interventions=edits))
    bar.show_trace(trace, Comparison())
    return bar, trace


@pytest.mark.parametrize(("weaker", "stronger"), CONTRADICTIONS)
def test_what_has_no_effect_says_why(
    qtbot: QtBot, tiny_models: object, weaker: Intervention, stronger: Intervention
) -> None:
    bar, trace = barred(qtbot, weaker, stronger)
    ((edit, reason),) = trace.dormant
    assert edit == weaker
    assert bar.reason.isVisibleTo(bar)
    assert sentence(reason) in bar.reason.text()


def test_without_contradiction_no_reason_is_shown(qtbot: QtBot, tiny_models: object) -> None:
    bar, _ = barred(qtbot, PositionsOff())
    assert not bar.reason.isVisibleTo(bar)


def test_the_reason_is_that_of_the_chip_reached_last(qtbot: QtBot, tiny_models: object) -> None:
    bar, trace = barred(qtbot, LocalWindow("cross"), PositionScale("both", 2.0), PositionsOff())
    reasons = dict(trace.dormant)
    for edit, chip in zip(trace.request.interventions, bar.chips.chips(), strict=True):
        QApplication.sendEvent(chip, QEvent(QEvent.Type.Enter))
        if edit in reasons:
            assert sentence(reasons[edit]) in bar.reason.text()
            assert chip.accessibleDescription() == sentence(reasons[edit])


@pytest.mark.parametrize("count", [1, 3, 24])
def test_what_ifs_that_come_move_nothing(window: MainWindow, session: Session, count: int) -> None:
    def places() -> list[object]:
        return [window.stage.geometry(), window.side.geometry(), window.what_if_bar.height()]

    before = places()
    edits = tuple(SilenceHead("encoder", at // 8, at % 8) for at in range(count))
    session.change(session.state.with_interventions(edits), "")
    QApplication.processEvents()
    assert places() == before


def test_without_what_ifs_the_line_says_so(window: MainWindow) -> None:
    assert window.what_if_bar.nothing.isVisible()


@pytest.mark.parametrize("scale", [0, 4])
def test_a_pressed_switch_stays_in_view(qtbot: QtBot, window: MainWindow, scale: int) -> None:
    window.resize(1280, 720)
    for _ in range(scale):
        window.commands["text_larger"].trigger()
    QApplication.processEvents()
    silence = window.side.what_if.silence
    silence.setFocus()
    window.side._switches.ensureWidgetVisible(silence)
    qtbot.mouseClick(silence, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.side._resized.isActive())  # what a new room asks for is done
    assert silence.isChecked()
    assert silence.visibleRegion().boundingRect().height() == silence.height()


def test_a_pressed_switch_comes_back_into_view_in_a_lower_window(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 1000)
    silence = window.side.what_if.silence
    qtbot.mouseClick(silence, Qt.MouseButton.LeftButton)
    window.resize(1280, 640)
    qtbot.waitUntil(lambda: silence.visibleRegion().boundingRect().height() == silence.height(), timeout=2000)


def test_chips_take_what_the_outputs_leave_and_then_end_in_an_ellipsis(
    window: MainWindow, session: Session
) -> None:
    window.resize(1280, 720)
    chips = window.what_if_bar.chips
    many = tuple(LocalWindow("encoder", at // 4, at % 4, width=1) for at in range(12))
    for edits, is_whole in (((PositionsOff(),), True), (many, False)):
        session.change(session.state.with_interventions(edits), "")
        QApplication.processEvents()
        assert all((chip.shown_text() == chip.text()) == is_whole for chip in chips.chips())
        assert all(chip.shown_text().endswith("×") for chip in chips.chips())


def test_the_chip_with_the_keyboard_is_in_view(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    edits = tuple(SilenceHead("encoder", at // 8, at % 8) for at in range(24))
    session.change(session.state.with_interventions(edits), "")
    QApplication.processEvents()
    last = window.what_if_bar.chips.chips()[-1]
    last.setFocus()
    assert last.visibleRegion().boundingRect().width() == last.width()


def test_the_keyboard_goes_on_to_the_next_chip_and_then_to_the_view(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    edits = (SilenceHead("encoder", 0, 0), SilenceHead("encoder", 0, 1))
    session.change(session.state.with_interventions(edits), "")
    chips = window.what_if_bar.chips
    chips.chips()[0].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert session.state.interventions == edits[1:]
    assert chips.chips()[0].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert session.state.interventions == ()
    assert window.stage.isAncestorOf(QApplication.focusWidget())


def test_two_of_one_slot_have_a_chip_each_until_both_are_gone(qtbot: QtBot) -> None:
    bar = WhatIfBar()
    qtbot.addWidget(bar)
    for edits in ((PositionScale("both", 2.0), PositionScale("both", 3.0)), (PositionsOff(),)):
        bar.show_state(SessionState(interventions=edits))
        QApplication.processEvents()
        shown = [chip for chip in bar.chips.findChildren(type(bar.chips.chips()[0])) if not chip.isHidden()]
        assert set(shown) == set(bar.chips.chips())
        assert len(shown) == len(edits)
