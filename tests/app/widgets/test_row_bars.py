from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.row_bars import RowBar, RowBars

BARS = [RowBar("one", 0.7), RowBar("two", 0.2, before=0.5), RowBar("three", 0.0, masked=True)]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bars(qtbot: QtBot) -> RowBars:
    widget = RowBars()
    qtbot.addWidget(widget)
    widget.resize(420, 200)
    widget.set_bars(BARS, "weight", "without the changes")
    return widget


def test_a_clicked_bar_is_wished_for(qtbot: QtBot, bars: RowBars) -> None:
    with qtbot.waitSignal(bars.bar_selected) as wish:
        qtbot.mouseClick(bars, LEFT, pos=bars.bar_rect(1).center().toPoint())
    assert wish.args == [1]


def test_the_arrows_stop_at_the_last_bar(qtbot: QtBot, bars: RowBars) -> None:
    for _ in range(5):
        qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.selection() == 2


def test_setting_the_selection_is_silent(qtbot: QtBot, bars: RowBars) -> None:
    with qtbot.assertNotEmitted(bars.bar_selected):
        bars.set_selection(1)


@pytest.mark.parametrize(
    ("bar", "told"),
    [(0, "one: 0.7000"), (1, "two: 0.2000; without the changes: 0.5000"), (2, "three: 0, masked")],
)
def test_the_marked_bar_is_told(bars: RowBars, bar: int, told: str) -> None:
    bars.set_selection(bar)
    assert bars.accessibleDescription() == told


def blue_width(widget: RowBars, bar: int) -> int:
    """How many pixels of a line have the colour of plain bars."""
    image, line = widget.grab().toImage(), widget.bar_rect(bar).center().toPoint().y()
    return sum(image.pixelColor(x, line).name() == LIGHT.heads[0] for x in range(image.width()))


def test_lengths_are_in_proportion(bars: RowBars) -> None:
    bars.set_bars([RowBar("a", 0.8), RowBar("b", 0.4)], "weight")
    assert blue_width(bars, 0) == pytest.approx(2 * blue_width(bars, 1), abs=3)


def test_a_reach_leaves_room_beyond_the_longest_bar(bars: RowBars) -> None:
    bars.set_bars([RowBar("a", 0.4)], "weight", reach=0.4)
    whole = blue_width(bars, 0)
    bars.set_bars([RowBar("a", 0.4)], "weight", reach=0.8)
    assert blue_width(bars, 0) == pytest.approx(whole / 2, abs=3)


def test_many_bars_scroll_to_the_selected_one(bars: RowBars) -> None:
    bars.set_bars([RowBar(str(at), at / 60) for at in range(60)], "weight")
    bars.set_selection(50)
    assert bars.first_in_view() + bars.rows_in_view() - 1 == 50
    assert not bars.bar_rect(50).isEmpty()
    assert bars.bar_rect(0).isEmpty()


def test_the_wheel_scrolls_what_does_not_fit(bars: RowBars) -> None:
    bars.set_bars([RowBar(str(at), at / 60) for at in range(60)], "weight")
    turn = QWheelEvent(
        QPointF(60, 60), QPointF(60, 60), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(bars, turn)
    assert bars.first_in_view() == 3


@pytest.mark.parametrize("values", [[0.0], [-1.0, 2.0], [float("nan"), 1.0], [float("-inf")], []])
def test_any_values_are_drawn(bars: RowBars, values: list[float]) -> None:
    bars.set_theme(DARK, 1.5)
    bars.set_bars([RowBar("x", value) for value in values], "score")
    assert bars.grab().toImage().format() != QImage.Format.Format_Invalid
