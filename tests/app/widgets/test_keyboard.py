"""What arrow keys, Home and End mean wherever things stand in a line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.widgets.keyboard import arrow, place_along

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = Modifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


@pytest.mark.parametrize(
    ("key", "way"),
    [(Key.Key_Left, (0, -1)), (Key.Key_Right, (0, 1)), (Key.Key_Up, (-1, 0)), (Key.Key_Down, (1, 0))],
)
def test_an_arrow_points_down_and_to_the_right(key: Qt.Key, way: tuple[int, int]) -> None:
    assert arrow(press(key)) == way


@pytest.mark.parametrize("held", [Modifier.ControlModifier, Modifier.AltModifier])
def test_with_ctrl_or_alt_the_keys_are_the_windows(held: Qt.KeyboardModifier) -> None:
    assert arrow(press(Key.Key_Left, held)) is None
    assert place_along(press(Key.Key_End, held), 0, 3) is None


@pytest.mark.parametrize(
    ("key", "now", "place"),
    [
        (Key.Key_Right, 0, 1),
        (Key.Key_Right, 2, 2),
        (Key.Key_Left, 0, 0),
        (Key.Key_Left, None, 0),
        (Key.Key_Home, 2, 0),
        (Key.Key_End, None, 2),
        (Key.Key_Down, 0, None),
        (Key.Key_A, 0, None),
    ],
)
def test_keys_lead_along_a_line_and_not_beyond(key: Qt.Key, now: int | None, place: int | None) -> None:
    assert place_along(press(key), now, 3) == place


def test_a_column_is_gone_through_downwards() -> None:
    assert place_along(press(Key.Key_Down), 0, 3, downwards=True) == 1


def test_where_there_is_nothing_no_key_leads_anywhere() -> None:
    assert place_along(press(Key.Key_Home), None, 0) is None
