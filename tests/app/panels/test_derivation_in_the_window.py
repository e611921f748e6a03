"""The arithmetic of one number, asked for and followed in the real window by keys alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.session import Session
from core.derivations import Cell
from tests.app.conftest import Build

QUERIES = "encoder.layers.0.self_attention.query_projected"


def test_a_key_of_the_window_leads_to_the_arithmetic(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["show_inspector"].trigger()
    qtbot.keyClick(window.stage.current(), Qt.Key.Key_Equal)
    assert window.side.inspector.arithmetic.terms.hasFocus()


def test_the_keyboard_alone_follows_and_comes_home(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.select(session.selection.at_cell(1, 2))
    qtbot.keyClick(window.stage.current(), Qt.Key.Key_Equal)
    terms = window.side.inspector.arithmetic.terms
    qtbot.keyClick(terms, Qt.Key.Key_Return)
    trace, followed = session.trace, session.selection.cell
    assert trace is not None and followed is not None
    assert followed.site.endswith(".masked")
    assert trace.steps[session.playback.step].site == followed.site
    qtbot.keyClick(terms, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert session.selection.cell is not None
    assert session.selection.cell.site.endswith(".weights")


def test_a_cell_of_a_map_takes_the_place_of_a_followed_number(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.select(replace(session.selection, cell=Cell(QUERIES, (1, 2))))
    session.select(session.selection.at_cell(2, 1))
    found = window.side.inspector.arithmetic.derivation()
    assert found is not None and found.kind == "softmax"


@pytest.mark.parametrize(("key", "start"), [(Qt.Key.Key_C, "De"), (Qt.Key.Key_X, r"\begin")])
def test_keys_of_the_window_copy_the_arithmetic(
    window: MainWindow, session: Session, qtbot: QtBot, key: Qt.Key, start: str
) -> None:
    session.select(replace(session.selection, cell=Cell("decoder.logits", (0, 2))))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window.stage.current(), key, keys)
    assert start in QApplication.clipboard().text()
    assert len(window.side.inspector.copy.menu().actions()) == 2


def test_following_selects_the_same_pair_everywhere(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.select(session.selection.at_cell(1, 2))
    panel = window.side.inspector.arithmetic
    panel.setFocus()
    qtbot.keyClick(panel.terms, Qt.Key.Key_Return)
    cell = session.selection.cell
    assert cell is not None
    assert cell.index[-2:] == (session.selection.query, session.selection.key)


def test_following_shows_the_step_and_leaves_the_keyboard(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.select(session.selection.at_cell(1, 2))
    terms = window.side.inspector.arithmetic.terms
    terms.setFocus()
    qtbot.keyClick(terms, Qt.Key.Key_Return)
    assert window.stage.tabs.currentIndex() == window.stage.tab_named("step")
    assert terms.hasFocus()


def test_before_there_is_a_trace_no_way_back_is_offered(build: Build, session: Session) -> None:
    assert not build(session).side.inspector.arithmetic.header.isVisible()
