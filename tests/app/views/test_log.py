"""The page with the log: what is shown, and what keys and clicks wish for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.state import Comparison
from app.theme import DARK
from app.trials import Trial, Trials
from app.views.log import LogView
from core.interventions.positions_off import PositionsOff
from core.trace import Trace
from tests.tiny import tiny_request

WHEN = datetime(2026, 11, 21, 9, 30, 5, tzinfo=UTC)


@pytest.fixture
def trials(tiny_trace: Trace) -> Trials:
    changed = tiny_request(interventions=(PositionsOff(),))
    return Trials(
        (
            Trial(2, changed, "another output", WHEN, 0.5, -2.0),
            Trial(1, tiny_trace.request, tiny_trace.output_text, WHEN),
        )
    )


@pytest.fixture
def view(qtbot: QtBot, tiny_trace: Trace, trials: Trials) -> LogView:
    view = LogView()
    qtbot.addWidget(view)
    view.resize(860, 420)
    view.apply_theme(DARK, 1.0)
    view.show_trace(tiny_trace, Comparison())
    view.show_trials(trials)
    with qtbot.waitExposed(view):
        view.show()
    return view


def shown(view: LogView, row: int) -> list[str]:
    model = view._table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_an_entry_is_shown_with_everything(view: LogView) -> None:
    assert shown(view, 0) == [
        "○",
        "2",
        "09:30:05",
        "+ Positional encoding off",
        "another output",
        "0.50",
        "−2.00",
    ]


def test_the_setting_on_screen_is_told(view: LogView) -> None:
    assert shown(view, 1)[1] == "▸ 1"
    assert view._table.selection() == 1


def test_enter_returns(view: LogView, qtbot: QtBot, trials: Trials) -> None:
    view.setFocus()
    qtbot.keyClick(view._table, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.trial_wanted) as wish:
        qtbot.keyClick(view._table, Qt.Key.Key_Return)
    assert wish.args == [trials.entries[0].request]


@pytest.mark.parametrize(("column", "signal"), [(0, "trial_marked"), (3, "trial_wanted")])
def test_a_click_returns_or_marks(
    view: LogView, qtbot: QtBot, trials: Trials, column: int, signal: str
) -> None:
    place = view._table.visualRect(view._table.model().index(0, column)).center()
    with qtbot.waitSignal(getattr(view, signal)) as wish:
        qtbot.mouseClick(view._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wish.args == [trials.entries[0].request]


def test_m_marks(view: LogView, qtbot: QtBot, trials: Trials) -> None:
    with qtbot.waitSignal(view.trial_marked) as wish:
        qtbot.keyClick(view._table, Qt.Key.Key_M)
    assert wish.args == [trials.entries[1].request]


def test_marked_entries_are_a_and_b(view: LogView, trials: Trials) -> None:
    for entry in trials.entries:
        trials = trials.marking(entry.request)
    view.show_trials(trials)
    assert [shown(view, row)[0] for row in range(2)] == ["A", "B"]


def test_all_of_an_entry_can_be_read(view: LogView, qtbot: QtBot) -> None:
    qtbot.keyClick(view._table, Qt.Key.Key_Up)
    assert "Positional encoding off · 我是一只猫娘。 · zh-en" in view._whole.text()
    assert "−2.00" in view._whole.text()


def test_the_buttons_do_the_same(view: LogView, qtbot: QtBot) -> None:
    with qtbot.waitSignals([view.trial_wanted, view.trial_marked]):
        qtbot.mouseClick(view._return, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(view._mark, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("name", "said"), [("log.csv", "Written:"), ("nowhere/log.csv", "cannot be written")]
)
def test_exporting_says_what_became_of_it(
    view: LogView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, said: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    qtbot.mouseClick(view._export, Qt.MouseButton.LeftButton)
    assert said in view._whole.text()


def test_an_empty_log_says_so(view: LogView) -> None:
    view.show_trials(Trials())
    assert "Nothing was tried yet" in view._caption.text()
    assert not view._export.isEnabled()


def test_the_name_of_the_page_of_marked_entries_is_not_torn_apart(view: LogView) -> None:
    assert "A\N{NO-BREAK SPACE}|\N{WORD JOINER}\N{NO-BREAK SPACE}B" in view._caption.text()
