"""A weight that is set by hand in the window is what the model goes on with, and can be taken back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.panels.head_row_page import HeadRowPage
from app.session import Session
from app.state import Selection
from core.interventions.set_weight import SetWeight

EDIT = SetWeight("encoder", 1, 0, 2, 3, 0.5)
SITE = "encoder.layers.1.self_attention.weights"


@pytest.fixture
def row(window: MainWindow, session: Session) -> HeadRowPage:
    window.stage.bring("attention")
    session.select(Selection("encoder", 1, 0).at_cell(2, 3))
    detail = window.stage.current()._detail  # type: ignore[attr-defined]
    detail.turn_to("row")
    return detail.row


def test_the_model_goes_on_with_the_weight(row: HeadRowPage, session: Session) -> None:
    row.slider.number.setValue(0.5)
    assert session.trace is not None
    weights = session.trace.value(SITE)[0, 2]
    assert weights[3] == pytest.approx(0.5)
    assert weights.sum() == pytest.approx(1)
    assert row.bars.bars()[3].value == weights[3]


def test_a_drag_is_one_step_to_undo(row: HeadRowPage, session: Session) -> None:
    before = session.trace
    row.slider.slider.setSliderDown(True)
    for tick in (40, 80, 100):
        row.slider.slider.setValue(tick)
    row.slider.slider.setSliderDown(False)
    assert session.state.interventions == (EDIT,)
    session.undo_stack.undo()
    assert session.state.interventions == ()
    assert session.trace is not None and before is not None
    np.testing.assert_array_equal(session.trace.value(SITE), before.value(SITE))


def test_it_is_taken_away_by_its_button(qtbot: QtBot, row: HeadRowPage, session: Session) -> None:
    row.slider.number.setValue(0.5)
    qtbot.mouseClick(row.away, Qt.MouseButton.LeftButton)
    assert session.state.interventions == ()
