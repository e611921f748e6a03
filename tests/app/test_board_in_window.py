"""From the board to the trace and back: a preset, a typed number, undo, and a sentence beside a part."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.session import Session
from app.views.board import BoardView
from core import presets
from core.interventions.set_parameter import SetParameter

TITLES = [preset.title for preset in presets.catalogue()]


@pytest.fixture
def board(window: MainWindow) -> BoardView:
    window.stage.show_tab(window.stage.tab_named("board"))
    view = window.stage.current()
    assert isinstance(view, BoardView)
    return view


def choose(board: BoardView, title: str) -> None:
    board.presets.activated.emit(TITLES.index(title))


@pytest.mark.parametrize("title", TITLES)
def test_a_preset_is_computed_and_shown_in_the_whole_window(
    board: BoardView, session: Session, window: MainWindow, title: str
) -> None:
    choose(board, title)
    assert session.trace is not None
    assert session.trace.request == presets.catalogue()[TITLES.index(title)].request
    assert session.problem is None
    for tab in range(window.stage.tabs.count()):
        window.stage.show_tab(tab)
    for step in range(len(session.trace.steps)):
        session.go_to_step(step)


def test_a_number_typed_into_the_table_is_computed_with_and_undone(
    board: BoardView, session: Session, qtbot: QtBot
) -> None:
    choose(board, "linear")
    board.table.setFocus()
    board.table.setCurrentIndex(board.table.model().index(0, 3))
    with qtbot.waitSignal(board.request_wanted):
        qtbot.keyClicks(board.table, "8")
        qtbot.keyClick(board.table.findChild(QLineEdit), Qt.Key.Key_Return)
    assert session.state.interventions == (SetParameter("input.rows", (0, 3), 8.0),)
    assert session.trace is not None
    np.testing.assert_allclose(session.trace.value("linear.output")[0], [4.7, -2.0, -3.1], rtol=0, atol=1e-6)
    session.undo_stack.undo()
    np.testing.assert_allclose(session.trace.value("linear.output")[0], [3.1, -2.0, -1.1], rtol=0, atol=1e-6)


def test_undo_leads_from_a_preset_back_to_the_sentence(board: BoardView, session: Session) -> None:
    before = session.state
    choose(board, "softmax")
    session.undo_stack.undo()
    assert session.state == before
    assert session.trace is not None
    assert session.trace.request.model.name == "zh-en"


@pytest.mark.parametrize("title", TITLES)
def test_no_model_of_the_board_has_a_direction(board: BoardView, window: MainWindow, title: str) -> None:
    assert window.input_bar.direction.isEnabled()
    choose(board, title)
    assert not window.input_bar.direction.isEnabled()


def test_a_decoder_alone_is_asked_how_the_sentence_goes_on(board: BoardView, window: MainWindow) -> None:
    choose(board, "decoder-only")
    assert window.input_bar.target_toggle.text() == "Given continuation"


def test_a_sentence_typed_beside_a_part_is_read_by_the_hand_sized_model(
    board: BoardView, session: Session, window: MainWindow
) -> None:
    choose(board, "linear")
    session.type_text("我是猫", "typing")
    assert session.trace is not None
    assert [token.text for token in session.trace.tokens["source"]] == ["我", "是", "猫"]
    assert window.menus.model_text() == "Hand-sized, untrained"


def test_the_shape_changes_the_model_on_screen(board: BoardView, session: Session) -> None:
    choose(board, "whole-model")
    board.shape.steppers["encoder_layers"].more.click()
    assert session.trace is not None
    assert session.trace.architecture.encoder_layers == 2
    assert board.shape.steppers["encoder_layers"].number.value() == 2
