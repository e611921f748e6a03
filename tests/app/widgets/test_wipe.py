from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.scale import Scale
from app.widgets.wipe import Wipe

SCALE = Scale("sequential", 0.0, 1.0)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def wipe(qtbot: QtBot) -> Wipe:
    """Four columns: ones over zeros."""
    widget = Wipe()
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    widget.set_matrix(np.zeros((3, 4)), row_labels="abc", column_labels="wxyz", scale=SCALE)
    widget.set_left(np.ones((3, 4)), np.zeros((3, 4), bool), SCALE)
    widget.show()
    return widget


def colour(wipe: Wipe, row: int, column: int) -> str:
    corner = wipe.cell_rect(row, column).topLeft().toPoint() + QPoint(4, 4)
    return wipe.grab().toImage().pixelColor(corner).name()


def shown(wipe: Wipe, row: int = 0) -> list[str]:
    """Which matrix is seen in each column."""
    names = {SCALE.colour(1.0, LIGHT).name(): "left", SCALE.colour(0.0, LIGHT).name(): "right"}
    return [names[colour(wipe, row, column)] for column in range(4)]


def test_the_divider_stands_in_the_middle_at_first(wipe: Wipe) -> None:
    assert shown(wipe) == ["left", "left", "right", "right"]


@pytest.mark.parametrize(("share", "count"), [(0.0, 0), (0.25, 1), (0.75, 3), (1.0, 4), (7.0, 4), (-1.0, 0)])
def test_left_of_the_divider_the_left_matrix_is_seen(wipe: Wipe, share: float, count: int) -> None:
    wipe.set_share(share)
    assert shown(wipe, 1).count("left") == count


def test_the_arrow_keys_move_the_divider_by_a_column(qtbot: QtBot, wipe: Wipe) -> None:
    qtbot.keyClick(wipe.divider, Qt.Key.Key_Right)
    assert wipe.share() == pytest.approx(0.75)
    qtbot.keyClick(wipe.divider, Qt.Key.Key_Left)
    qtbot.keyClick(wipe.divider, Qt.Key.Key_Left)
    assert wipe.share() == pytest.approx(0.25)


@pytest.mark.parametrize(("key", "share"), [(Qt.Key.Key_Home, 0.0), (Qt.Key.Key_End, 1.0)])
def test_home_and_end_show_one_matrix_alone(qtbot: QtBot, wipe: Wipe, key: Qt.Key, share: float) -> None:
    qtbot.keyClick(wipe.divider, key)
    assert wipe.share() == share


def test_the_divider_is_dragged(wipe: Wipe) -> None:
    target = wipe.cell_rect(0, 3).topLeft().toPoint()
    QTest.mousePress(wipe.divider, LEFT)
    QTest.mouseMove(wipe.divider, wipe.divider.mapFromParent(target))
    QTest.mouseRelease(wipe.divider, LEFT)
    assert wipe.share() == pytest.approx(0.75, abs=0.01)


def test_cells_are_selected_on_both_sides(qtbot: QtBot, wipe: Wipe) -> None:
    for cell in ((1, 0), (1, 3)):
        with qtbot.waitSignal(wipe.cell_selected) as wish:
            qtbot.mouseClick(wipe, LEFT, pos=wipe.cell_rect(*cell).center().toPoint())
        assert tuple(wish.args) == cell


def test_zoomed_in_both_matrices_show_the_same_cells(wipe: Wipe) -> None:
    wipe.set_matrix(np.zeros((30, 30)), row_labels=["r"] * 30, column_labels=["c"] * 30, scale=SCALE)
    wipe.set_left(np.eye(30), np.zeros((30, 30), bool), SCALE)
    wipe.set_share(1.0)
    wipe.zoom(4, (20, 20))
    assert colour(wipe, 20, 20) == SCALE.colour(1.0, LIGHT).name()
    assert colour(wipe, 20, 21) == SCALE.colour(0.0, LIGHT).name()


def test_a_matrix_of_another_shape_covers_nothing(wipe: Wipe) -> None:
    wipe.set_matrix(np.zeros((2, 4)), row_labels="ab", column_labels="wxyz", scale=SCALE)
    assert shown(wipe) == ["right"] * 4
    assert not wipe.divider.isVisible()


def test_it_is_drawn_in_the_dark_and_larger(wipe: Wipe) -> None:
    wipe.set_theme(DARK, 1.5)
    wipe.set_selection(0, 0)
    assert not wipe.grab().isNull()
