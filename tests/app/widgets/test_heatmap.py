"""The heat map shows its matrix and says what is clicked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.heatmap import HeatMap, Scale

TOKENS = list("我是一只猫娘。")
WEIGHTS = Scale("sequential", 0.0, 1.0)


def shown(qtbot: QtBot, values: Any, *, width: int = 640, height: int = 560, **more: Any) -> HeatMap:
    heat = HeatMap()
    qtbot.addWidget(heat)
    values = np.asarray(values, dtype=np.float32)
    labels = {
        "row_labels": [f"r{i}" for i in range(len(values))],
        "column_labels": [f"c{i}" for i in range(values.shape[-1])],
    }
    heat.set_matrix(
        values, **{"row_title": "query", "column_title": "key", "scale": WEIGHTS, **labels, **more}
    )
    heat.resize(width, height)
    return heat


@pytest.fixture
def heat(qtbot: QtBot) -> HeatMap:
    return shown(qtbot, np.linspace(0, 1, 49).reshape(7, 7), row_labels=TOKENS, column_labels=TOKENS)


def point_at(widget: QWidget, place: QPoint) -> None:
    """Move the pointer there. QTest moves the real one, which no window that is hidden ever sees."""
    none = Qt.MouseButton.NoButton
    where = QPointF(place)
    event = QMouseEvent(QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def picture(heat: HeatMap) -> QImage:
    return heat.grab().toImage()


def corner(heat: HeatMap, row: int, column: int) -> QPoint:
    """Return a point in a cell beside its number."""
    return heat.cell_rect(row, column).topLeft().toPoint() + QPoint(3, 3)


def colours_of(heat: HeatMap, row: int, column: int) -> set[str]:
    image, cell = picture(heat), heat.cell_rect(row, column).toRect().adjusted(2, 2, -2, -2)
    xs, ys = range(cell.left(), cell.right()), range(cell.top(), cell.bottom())
    return {image.pixelColor(x, y).name() for x in xs for y in ys}


def test_a_cell_has_the_colour_of_its_value(heat: HeatMap) -> None:
    assert picture(heat).pixelColor(corner(heat, 6, 6)) == WEIGHTS.colour(1.0, LIGHT)


def test_a_click_selects(heat: HeatMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(heat.cell_selected) as signal:
        qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=corner(heat, 2, 5))
    assert signal.args == [2, 5]


def test_a_click_beside_the_matrix_selects_nothing(heat: HeatMap, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(heat.cell_selected):
        qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        (Qt.Key.Key_Left, [3, 2]),
        (Qt.Key.Key_Right, [3, 4]),
        (Qt.Key.Key_Up, [2, 3]),
        (Qt.Key.Key_Down, [4, 3]),
        (Qt.Key.Key_Home, [3, 0]),
        (Qt.Key.Key_End, [3, 6]),
    ],
)
def test_keys_move_the_selection(heat: HeatMap, qtbot: QtBot, key: Qt.Key, cell: list[int]) -> None:
    heat.set_selection(3, 3)
    with qtbot.waitSignal(heat.cell_selected) as signal:
        qtbot.keyClick(heat, key)
    assert signal.args == cell


def test_the_first_arrow_selects_the_first_cell(heat: HeatMap, qtbot: QtBot) -> None:
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert heat.selection() == (0, 0)


def test_the_selection_stops_at_the_edge(heat: HeatMap, qtbot: QtBot) -> None:
    heat.set_selection(6, 6)
    with qtbot.assertNotEmitted(heat.cell_selected):
        qtbot.keyClick(heat, Qt.Key.Key_Down)


@pytest.mark.parametrize("key", [Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_5])
def test_keys_of_the_window_are_left_to_it(heat: HeatMap, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(heat.cell_selected):
        qtbot.keyClick(heat, key)


def test_setting_the_selection_is_silent(heat: HeatMap, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(heat.cell_selected):
        heat.set_selection(1, 1)


def test_the_pointer_previews(heat: HeatMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(heat.cell_previewed) as signal:
        point_at(heat, corner(heat, 4, 1))
    assert signal.args == [4, 1]


def test_the_preview_ends_outside(heat: HeatMap, qtbot: QtBot) -> None:
    point_at(heat, corner(heat, 4, 1))
    with qtbot.waitSignal(heat.cell_previewed) as signal:
        point_at(heat, QPoint(1, 1))
    assert signal.args == [-1, -1]


def test_a_selected_cell_is_framed_in_the_accent(heat: HeatMap) -> None:
    heat.set_selection(3, 3)
    edge = heat.cell_rect(3, 3).topLeft().toPoint() + QPoint(20, 0)
    assert picture(heat).pixelColor(edge) == QColor(LIGHT.accent)


def test_a_selection_outside_the_matrix_is_none(heat: HeatMap) -> None:
    heat.set_selection(7, -1)
    assert heat.selection() == (None, None)


def test_a_smaller_matrix_drops_the_selection_that_no_longer_fits(heat: HeatMap) -> None:
    heat.set_selection(6, 1)
    heat.set_matrix(np.ones((3, 3)), row_labels="abc", column_labels="abc", scale=WEIGHTS)
    assert heat.selection() == (None, 1)


def test_masked_cells_are_hatched(qtbot: QtBot) -> None:
    heat = shown(qtbot, np.tri(4), hatched=~np.tri(4, dtype=bool))
    assert {QColor(LIGHT.raised).name()} < colours_of(heat, 0, 3)


def test_a_masked_cell_with_a_number_has_its_colour_below_the_lines(qtbot: QtBot) -> None:
    colours = colours_of(shown(qtbot, np.ones((4, 4)), hatched=np.ones((4, 4), bool)), 0, 3)
    assert WEIGHTS.colour(1.0, LIGHT).name() in colours
    assert len(colours) > 1


def test_cells_without_a_value_are_dotted(qtbot: QtBot) -> None:
    values = np.ones((4, 4))
    values[1, 1] = np.nan
    assert QColor(LIGHT.surface).name() in colours_of(shown(qtbot, values), 1, 1)


def test_large_cells_show_numbers(qtbot: QtBot) -> None:
    heat = shown(qtbot, np.full((4, 4), 0.25))
    assert len(colours_of(heat, 2, 2)) > 1


def test_small_cells_are_plain(qtbot: QtBot) -> None:
    heat = shown(qtbot, np.full((40, 40), 0.25))
    assert len(colours_of(heat, 2, 2)) == 1


@pytest.mark.parametrize(
    "values",
    [
        np.full((3, 3), np.nan),
        np.full((3, 3), -np.inf),
        [[np.inf, -np.inf, 3e38]],
        np.zeros((0, 4)),
        np.zeros((4, 0)),
        np.zeros((1, 1)),
        np.zeros((2, 2000)),
        np.zeros((700, 3)),
        np.zeros((900, 900)),
    ],
    ids=lambda values: str(np.shape(values)),
)
def test_no_matrix_is_too_odd_to_paint(qtbot: QtBot, values: Any) -> None:
    heat = shown(qtbot, values)
    heat.set_selection(0, 0)
    assert not picture(heat).isNull()


@pytest.mark.parametrize("size", [(1, 1), (60, 30), (3000, 40)])
def test_no_room_is_too_odd_to_paint_in(qtbot: QtBot, size: tuple[int, int]) -> None:
    heat = shown(qtbot, np.ones((9, 9)), width=size[0], height=size[1])
    assert picture(heat).width() == size[0]


def test_missing_labels_are_left_empty(qtbot: QtBot) -> None:
    heat = shown(qtbot, np.ones((3, 3)), row_labels=["a"], column_labels=[])
    assert not picture(heat).isNull()


def test_the_matrix_stays_inside_the_widget(qtbot: QtBot) -> None:
    long = ["an uncommonly long label that goes on and on"] * 12
    heat = shown(qtbot, np.ones((12, 12)), row_labels=long, column_labels=long, second_row_labels=long)
    assert heat.rect().contains(heat.matrix_rect().toAlignedRect())


def test_a_square_matrix_takes_most_of_the_room(qtbot: QtBot) -> None:
    area = shown(qtbot, np.ones((12, 12))).matrix_rect()
    assert area.width() * area.height() > 0.6 * 640 * 560


def test_dark_changes_what_is_painted(heat: HeatMap) -> None:
    before = picture(heat)
    heat.set_theme(DARK, 1.0)
    assert picture(heat) != before


def test_new_numbers_change_what_is_painted(heat: HeatMap) -> None:
    before = picture(heat)
    heat.set_matrix(np.zeros((7, 7)), row_labels=TOKENS, column_labels=TOKENS, scale=WEIGHTS)
    assert picture(heat) != before


def test_larger_text_takes_more_room(heat: HeatMap) -> None:
    before = heat.matrix_rect().left()
    heat.set_theme(LIGHT, 2.0)
    assert heat.matrix_rect().left() > before


def test_a_screen_reader_hears_the_cell(heat: HeatMap) -> None:
    heat.set_selection(0, 1)
    assert heat.accessibleDescription() == "Row 我, column 是: 0.02083"


def test_the_given_array_may_change_afterwards(qtbot: QtBot) -> None:
    values = np.zeros((4, 4), np.float32)
    heat = shown(qtbot, values)
    before = picture(heat)
    values[:] = 1
    heat.set_theme(LIGHT, 1.0)
    assert picture(heat) == before
