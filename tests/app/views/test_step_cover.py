"""Predict, then reveal: what is hidden is told nowhere in the view until it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.state import Playback, Selection
from app.views import View
from app.widgets.number_text import significant
from core.derivations import Cell
from core.trace import Trace

Show = Callable[..., View]
WEIGHTS = "decoder.layers.0.self_attention.weights"
CELL = Cell(WEIGHTS, (0, 1, 1))


@pytest.fixture
def view(show: Show, tiny_trace: Trace) -> View:
    """The decoder's weights with a cell selected, as the session would tell it."""
    made = show("step", tiny_trace)
    made.selection_requested.connect(made.show_selection)
    made.show_moment(Playback(tiny_trace.steps.index(tiny_trace[WEIGHTS])))
    made.show_selection(Selection("decoder").at_cell(1, 1))
    made.show_selection(Selection("decoder", cell=CELL))
    made.setFocus()
    return made


def covered(view: View) -> int:
    cover = view._equation.output.map._content.covered
    return 0 if cover is None else int(cover.sum())


def hide(qtbot: QtBot, view: View, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(view._equation.output.map, Qt.Key.Key_H)


def all_words(view: View) -> str:
    """Everything that can be read, heard or called up by the pointer."""
    parts = view.findChildren(QWidget)
    said = [part.toolTip() + part.accessibleName() + part.accessibleDescription() for part in parts]
    return " ".join(said + [label.text() for label in view.findChildren(QLabel)])


def test_the_key_hides_a_cell_then_its_row_then_all_then_nothing(
    qtbot: QtBot, view: View, tiny_trace: Trace
) -> None:
    counts = []
    for _ in range(4):
        hide(qtbot, view)
        counts.append(covered(view))
    length = tiny_trace[WEIGHTS].shape[1]
    assert counts == [1, length, length**2, 0]


def test_a_hidden_value_is_told_nowhere(qtbot: QtBot, view: View, tiny_trace: Trace) -> None:
    value = significant(float(tiny_trace.value(WEIGHTS)[CELL.index]))
    assert value in all_words(view)
    hide(qtbot, view)
    assert value not in all_words(view)


def test_hiding_takes_the_number_out_of_the_selection(qtbot: QtBot, view: View) -> None:
    with qtbot.waitSignal(view.selection_requested) as wish:
        hide(qtbot, view)
    assert (wish.args[0].cell, wish.args[0].query, wish.args[0].key) == (None, None, None)


def test_the_numbers_below_leave_out_what_is_hidden(qtbot: QtBot, view: View) -> None:
    hide(qtbot, view, 3)
    assert view._foot.facts.text() == "Hidden until it is asked for."


def test_a_hidden_row_does_not_name_the_token_that_it_predicts(
    qtbot: QtBot, view: View, tiny_trace: Trace
) -> None:
    hide(qtbot, view, 2)
    assert view._equation.output.map._content.labels.second_rows[1] == "?"


def test_hidden_numbers_are_not_in_the_widget(qtbot: QtBot, view: View) -> None:
    hide(qtbot, view, 2)
    assert np.isnan(view._equation.output.map._content.values[1]).all()


def test_a_click_on_the_cover_reveals_and_selects_again(qtbot: QtBot, view: View) -> None:
    hide(qtbot, view)
    heat = view._equation.output.map
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=heat.cell_rect(1, 1).center().toPoint())
    assert (covered(view), wish.args[0].cell) == (0, CELL)


def test_the_key_reveals(qtbot: QtBot, view: View) -> None:
    hide(qtbot, view, 3)
    qtbot.keyClick(view._equation.output.map, Qt.Key.Key_R)
    assert covered(view) == 0


def test_the_button_is_there_while_something_is_hidden(qtbot: QtBot, view: View) -> None:
    assert not view._foot.reveal.isVisible()
    hide(qtbot, view, 3)
    qtbot.mouseClick(view._foot.reveal, Qt.MouseButton.LeftButton)
    assert (covered(view), view._foot.reveal.isVisible()) == (0, False)


def test_what_is_hidden_cannot_be_copied(qtbot: QtBot, view: View) -> None:
    QGuiApplication.clipboard().setText("before")
    hide(qtbot, view)
    qtbot.keyClick(view._equation.output.map, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"


def test_the_next_token_can_be_hidden(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("step", tiny_trace)
    view.show_moment(Playback(tiny_trace.steps.index(tiny_trace["decoder.probabilities"])))
    view._actions["cover"].trigger()
    model = view._table.model()
    texts = {str(model.data(model.index(row, rank))) for row in range(model.rowCount()) for rank in range(3)}
    assert texts == {"?"}


def test_a_new_output_can_be_hidden_from_the_start(qtbot: QtBot, view: View) -> None:
    view._actions["cover_new"].trigger()
    view.show_moment(Playback(view._playback.step + 1))
    assert covered(view) == view._equation.output.map._content.values.size


def test_walking_on_ends_hiding(qtbot: QtBot, view: View) -> None:
    hide(qtbot, view, 3)
    view.show_moment(Playback(view._playback.step + 1))
    assert covered(view) == 0


def test_the_keyboard_reaches_a_covered_cell_and_nobody_is_told(qtbot: QtBot, view: View) -> None:
    hide(qtbot, view, 3)
    heat = view._equation.output.map
    heat.set_selection(1, 1)
    told: list[Selection] = []
    view.selection_requested.connect(told.append)
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert heat.selection() == (1, 2)
    assert {(one.cell, one.query, one.key) for one in told} == {(None, None, None)}
