"""A heat map can be looked at closer, and then shows its numbers."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.widgets.heatmap import HeatMap, Scale
from app.widgets.matrix_layout import Ordinals
from app.widgets.matrix_marks import blocks_of
from app.widgets.matrix_window import MatrixWindow

SHAPE = (9, 256)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def heat(qtbot: QtBot) -> HeatMap:
    made = HeatMap()
    qtbot.addWidget(made)
    made.resize(500, 240)
    fill(made)
    return made


def fill(heat: HeatMap, shape: tuple[int, int] = SHAPE) -> None:
    values = np.linspace(-1, 1, shape[0] * shape[1]).reshape(shape)
    rows, columns = shape
    scale = Scale("diverging", -1, 1)
    heat.set_matrix(values, row_labels=list("abcdefghi")[:rows], column_labels=Ordinals(columns), scale=scale)


def turn(heat: HeatMap, steps: int, place: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
    """Turn the wheel; tell whether the map took it."""
    nothing = Qt.MouseButton.NoButton
    angle = QPoint(0, 120 * steps)
    event = QWheelEvent(place, place, angle, angle, nothing, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(heat, event)
    return event.isAccepted()


def test_ctrl_and_wheel_look_closer_at_the_pointer(heat: HeatMap) -> None:
    place = heat.cell_rect(4, 200).center()
    turn(heat, 4, place, CTRL)
    for _ in range(5):
        turn(heat, 1, place, CTRL)
    assert heat.in_view().columns < 64
    assert heat.in_view().holds(4, 200)


def test_looking_close_enough_writes_the_numbers(heat: HeatMap) -> None:
    heat.grab()
    assert not heat._exact
    for _ in range(14):
        heat.zoom(1)
    heat.grab()
    assert heat._exact


def test_the_way_back_ends_at_the_whole(heat: HeatMap, qtbot: QtBot) -> None:
    for _ in range(30):
        qtbot.keyClick(heat, Qt.Key.Key_Plus)
    for _ in range(20):
        qtbot.keyClick(heat, Qt.Key.Key_Minus)
    assert heat.in_view().is_whole


def test_nought_shows_the_whole(heat: HeatMap, qtbot: QtBot) -> None:
    qtbot.keyClick(heat, Qt.Key.Key_Plus)
    qtbot.keyClick(heat, Qt.Key.Key_0)
    assert heat.in_view().is_whole


def test_the_wheel_alone_is_left_to_the_window(heat: HeatMap) -> None:
    assert not turn(heat, 1, QPointF(200, 100), Qt.KeyboardModifier.NoModifier)


def test_zoomed_in_the_wheel_moves_what_is_in_view(heat: HeatMap) -> None:
    heat.zoom(6, (0, 0))
    turn(heat, -1, QPointF(200, 100), Qt.KeyboardModifier.ShiftModifier)
    assert heat.in_view().first_column > 0


def test_a_selected_cell_comes_into_view(heat: HeatMap) -> None:
    heat.zoom(8, (0, 0))
    heat.set_selection(8, 255)
    assert heat.in_view().holds(8, 255)


def test_a_click_counts_in_the_whole_matrix(heat: HeatMap, qtbot: QtBot) -> None:
    heat.zoom(8, (4, 200))
    with qtbot.waitSignal(heat.cell_selected) as signal:
        qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=heat.cell_rect(4, 200).center().toPoint())
    assert signal.args == [4, 200]


def test_the_zoom_stays_for_the_next_matrix_of_the_same_shape(heat: HeatMap) -> None:
    heat.zoom(4)
    before = heat.in_view()
    fill(heat)
    assert heat.in_view() == before


def test_another_shape_is_seen_whole(heat: HeatMap) -> None:
    heat.zoom(4)
    fill(heat, (5, 7))
    assert heat.in_view().is_whole


def test_what_is_lit_stands_out(heat: HeatMap) -> None:
    before = heat.grab().toImage()
    mask = np.zeros(SHAPE, bool)
    mask[3] = True
    heat.set_lit(mask)
    assert heat.grab().toImage() != before


def test_covered_cells_look_alike_whatever_they_hold(heat: HeatMap) -> None:
    pictures = []
    for value in (0.0, 1.0):
        values = np.full((3, 3), 0.5)
        values[1, 1] = value
        labels = list("abc")
        hidden = np.eye(3, dtype=bool)
        hidden[0, 0] = hidden[2, 2] = False
        scale = Scale("sequential", 0, 1)
        heat.set_matrix(values, row_labels=labels, column_labels=labels, covered=hidden, scale=scale)
        heat.set_selection(1, 1)
        pictures.append((heat.grab().toImage(), heat.accessibleDescription()))
    assert pictures[0] == pictures[1]


def test_a_press_on_a_cover_selects_nothing(heat: HeatMap, qtbot: QtBot) -> None:
    labels, scale = list("ab"), Scale("sequential", 0, 1)
    cover = np.array([[True, False], [False, False]])
    heat.set_matrix(np.ones((2, 2)), row_labels=labels, column_labels=labels, covered=cover, scale=scale)
    with qtbot.waitSignal(heat.cover_pressed), qtbot.assertNotEmitted(heat.cell_selected):
        qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=heat.cell_rect(0, 0).center().toPoint())


@pytest.mark.parametrize("first", [(-5, -5), (100, 1000)])
def test_a_window_stays_inside_its_matrix(first: tuple[int, int]) -> None:
    window = MatrixWindow.whole(SHAPE).resized(4, 10, 0, 0).scrolled(*first)
    assert 0 <= window.first_row <= 5
    assert 0 <= window.first_column <= 246


def test_rows_and_columns_are_framed_as_blocks() -> None:
    mask = np.zeros((4, 5), bool)
    mask[:, 2] = True
    mask[1, 4] = True
    assert sorted(blocks_of(mask)) == [(0, 2, 4, 1), (1, 4, 1, 1)]


def test_ordinals_are_labels_that_nobody_wrote_out() -> None:
    labels = Ordinals(8000, first=0)
    assert (labels[0], labels[-1], list(labels[3:5]), len(labels)) == ("0", "7999", ["3", "4"], 8000)
