"""What-ifs are kept and brought back by the menu."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QInputDialog

from app.main_window import MainWindow
from app.session import Session
from core.interventions.positions_off import PositionsOff
from core.interventions.temperature import Temperature

EDITS = (PositionsOff(), Temperature("every", None, None, 2.0))


def keep(window: MainWindow, session: Session, name: str = "mine") -> None:
    session.change(session.state.with_interventions(EDITS), "x")
    window.presets.save(name)


def test_kept_what_ifs_come_back_as_one_step(window: MainWindow, session: Session) -> None:
    keep(window, session)
    session.change(session.state.with_interventions(()), "none")
    steps = session.undo_stack.count()
    window.presets.bring_back("mine")
    assert set(session.state.interventions) == set(EDITS)
    assert session.undo_stack.count() == steps + 1


def test_the_name_is_asked_for(window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.change(session.state.with_interventions(EDITS), "x")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (" 我的 & co ", True))
    window.commands["save_what_ifs"].trigger()
    assert window.presets.names() == ("我的 & co",)


def test_the_menu_lists_what_is_kept(window: MainWindow, session: Session) -> None:
    keep(window, session, "a & b")
    window.presets.load.aboutToShow.emit()
    assert [action.text() for action in window.presets.load.actions()] == ["a && b"]


def test_without_what_ifs_there_is_nothing_to_keep(window: MainWindow, session: Session) -> None:
    assert not window.commands["save_what_ifs"].isEnabled()
    session.change(session.state.with_interventions(EDITS), "x")
    assert window.commands["save_what_ifs"].isEnabled()


def test_what_cannot_be_read_is_said_and_nothing_changes(window: MainWindow, session: Session) -> None:
    keep(window, session)
    (window.presets._kept.folder / "mine.json").write_text("damaged", "utf-8")
    window.presets.bring_back("mine")
    assert "cannot be read" in window.status.text.text()
    assert session.state.interventions


def test_what_is_forgotten_leaves_the_menu(window: MainWindow, session: Session) -> None:
    keep(window, session)
    window.presets.drop("mine")
    assert not window.presets.load.menuAction().isEnabled()
