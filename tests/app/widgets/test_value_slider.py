"""A number on a slider: pressed, dragged, typed and moved by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.widgets.value_slider import ValueSlider


@pytest.fixture
def slider(qtbot: QtBot) -> ValueSlider:
    made = ValueSlider(0.0, 4.0)
    qtbot.addWidget(made)
    made.resize(400, 40)
    made.show_value(1.0)
    made.show()
    return made


def at(slider: ValueSlider, share: float) -> QPoint:
    return QPoint(round(slider.slider.width() * share), slider.slider.height() // 2)


def told(slider: ValueSlider) -> list[tuple[float, bool]]:
    found: list[tuple[float, bool]] = []
    slider.moved.connect(lambda value, live: found.append((value, live)))
    return found


def test_a_press_brings_the_handle_to_the_pointer(qtbot: QtBot, slider: ValueSlider) -> None:
    said = told(slider)
    qtbot.mouseClick(slider.slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.75))
    assert [live for _, live in said] == [True, False]
    assert said[-1][0] == pytest.approx(3.0, abs=0.1)


def test_a_drag_is_live_until_it_ends(qtbot: QtBot, slider: ValueSlider) -> None:
    said = told(slider)
    qtbot.mousePress(slider.slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.25))
    for share in (0.4, 0.5):
        qtbot.mouseMove(slider.slider, at(slider, share))
    qtbot.mouseRelease(slider.slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.5))
    assert [live for _, live in said][-1] is False
    assert all(live for _, live in said[:-1])
    assert said[-1][0] == pytest.approx(2.0, abs=0.1)


def test_a_key_moves_by_a_tick_and_is_done(qtbot: QtBot, slider: ValueSlider) -> None:
    said = told(slider)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert said == [(pytest.approx(1.02), False)]


def test_the_number_can_be_typed(qtbot: QtBot, slider: ValueSlider) -> None:
    said = told(slider)
    slider.number.selectAll()
    qtbot.keyClicks(slider.number, "2.5")
    qtbot.keyClick(slider.number, Qt.Key.Key_Return)
    assert said == [(2.5, False)]


def test_what_is_shown_is_not_said(slider: ValueSlider) -> None:
    said = told(slider)
    slider.show_value(3.0)
    assert said == []
    assert slider.value() == 3.0


@pytest.mark.parametrize("value", [0.05, 1.0, 20.0])
def test_a_logarithmic_slider_has_its_ends_and_1(qtbot: QtBot, value: float) -> None:
    slider = ValueSlider(0.05, 20.0, logarithmic=True)
    qtbot.addWidget(slider)
    slider.show_value(value)
    tick = slider.slider.value()
    assert slider._at(tick) == pytest.approx(value, rel=1e-6)
