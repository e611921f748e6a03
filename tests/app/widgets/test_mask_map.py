"""Painting on a mask: what a stroke, a click and a key reach."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, Theme
from app.widgets.mask_map import BRUSHES, Brush, MaskLegend, MaskMap, MaskState
from app.widgets.scale import Scale

SIZE = 5
REACHED: dict[Brush, set[tuple[int, int]]] = {
    "cell": {(1, 3)},
    "row": {(1, column) for column in range(SIZE)},
    "column": {(row, 3) for row in range(SIZE)},
    "diagonal": {(0, 2), (1, 3), (2, 4)},
    "block": {(1, 3)},
}


@pytest.fixture
def mask(qtbot: QtBot) -> MaskMap:
    made = MaskMap()
    qtbot.addWidget(made)
    made.resize(400, 400)
    labels = [str(at) for at in range(SIZE)]
    states = np.arange(SIZE * SIZE).reshape(SIZE, SIZE) % len(MaskState)
    made.set_matrix(states, row_labels=labels, column_labels=labels, scale=Scale("sequential", 0, 6))
    made.show()
    return made


def centre(mask: MaskMap, row: int, column: int) -> QPoint:
    return mask.cell_rect(row, column).center().toPoint()


@pytest.mark.parametrize("brush", BRUSHES)
def test_a_click_paints_what_the_brush_covers(qtbot: QtBot, mask: MaskMap, brush: Brush) -> None:
    mask.set_brush(brush)
    with qtbot.waitSignal(mask.painted) as wish:
        qtbot.mouseClick(mask, Qt.MouseButton.LeftButton, pos=centre(mask, 1, 3))
    assert set(wish.args[0]) == REACHED[brush]


@pytest.mark.parametrize("brush", BRUSHES)
def test_return_paints_at_the_selected_cell(qtbot: QtBot, mask: MaskMap, brush: Brush) -> None:
    mask.set_brush(brush)
    mask.set_selection(1, 3)
    with qtbot.waitSignal(mask.painted) as wish:
        for _ in range(2 if brush == "block" else 1):
            qtbot.keyClick(mask, Qt.Key.Key_Return)
    assert set(wish.args[0]) == REACHED[brush]


def test_a_drag_paints_all_cells_that_it_passes(qtbot: QtBot, mask: MaskMap) -> None:
    with qtbot.waitSignal(mask.painted) as wish:
        qtbot.mousePress(mask, Qt.MouseButton.LeftButton, pos=centre(mask, 0, 0))
        for column in (1, 2):
            qtbot.mouseMove(mask, centre(mask, 0, column))
        qtbot.mouseRelease(mask, Qt.MouseButton.LeftButton, pos=centre(mask, 0, 2))
    assert wish.args[0] == ((0, 0), (0, 1), (0, 2))


def test_a_drag_of_a_block_paints_the_whole_block(qtbot: QtBot, mask: MaskMap) -> None:
    mask.set_brush("block")
    with qtbot.waitSignal(mask.painted) as wish:
        qtbot.mousePress(mask, Qt.MouseButton.LeftButton, pos=centre(mask, 3, 3))
        qtbot.mouseMove(mask, centre(mask, 2, 1))
        qtbot.mouseRelease(mask, Qt.MouseButton.LeftButton, pos=centre(mask, 2, 1))
    assert set(wish.args[0]) == {(row, column) for row in (2, 3) for column in (1, 2, 3)}


def test_a_block_can_be_set_corner_by_corner_from_the_keyboard(qtbot: QtBot, mask: MaskMap) -> None:
    mask.set_brush("block")
    mask.set_selection(1, 1)
    with qtbot.waitSignal(mask.painted) as wish:
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(mask, key)
    assert set(wish.args[0]) == {(1, 1), (1, 2), (2, 1), (2, 2)}


def test_escape_gives_a_block_up(qtbot: QtBot, mask: MaskMap) -> None:
    mask.set_brush("block")
    mask.set_selection(1, 1)
    with qtbot.assertNotEmitted(mask.painted):
        qtbot.keyClick(mask, Qt.Key.Key_Return)
        qtbot.keyClick(mask, Qt.Key.Key_Escape)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_state_looks_different(qtbot: QtBot, theme: Theme) -> None:
    legends = []
    for state in MaskState:
        legend = MaskLegend()
        qtbot.addWidget(legend)
        legend.set_theme(theme, 1.0)
        legend.set_states(((state, "x"),))
        legend.resize(60, 30)
        image = legend.grab().toImage()
        legends.append(bytes(image.constBits()))
    assert len(set(legends)) == len(MaskState)
