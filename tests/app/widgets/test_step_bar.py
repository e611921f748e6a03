"""The step bar says what is wished and shows where we are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.widgets.glyph_button import GlyphButton
from app.widgets.step_bar import StepBar
from app.widgets.step_slider import StepSlider

TITLES = [f"operation {n}" for n in range(10)]


@pytest.fixture
def bar(qtbot: QtBot) -> StepBar:
    bar = StepBar()
    qtbot.addWidget(bar)
    bar.set_steps(TITLES, ["encoder"] * 4 + ["decoder"] * 6)
    bar.set_step(4)
    bar.resize(1000, 48)
    return bar


def button(bar: StepBar, name: str) -> GlyphButton:
    return next(b for b in bar.findChildren(GlyphButton) if b.accessibleName() == name)


def texts(bar: StepBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel)]


@pytest.mark.parametrize(("name", "step"), [("First step", 0), ("Last step", 9)])
def test_buttons_ask_for_a_step(bar: StepBar, qtbot: QtBot, name: str, step: int) -> None:
    with qtbot.waitSignal(bar.step_requested) as signal:
        qtbot.mouseClick(button(bar, name), Qt.MouseButton.LeftButton)
    assert signal.args == [step]


@pytest.mark.parametrize(("name", "way"), [("Step back", -1), ("Step forward", 1)])
def test_buttons_ask_to_walk(bar: StepBar, qtbot: QtBot, name: str, way: int) -> None:
    with qtbot.waitSignal(bar.walk_requested) as signal:
        qtbot.mouseClick(button(bar, name), Qt.MouseButton.LeftButton)
    assert signal.args == [way]


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 9)])
@pytest.mark.parametrize("part", [StepSlider, GlyphButton, QToolButton])
def test_keys_ask_for_a_step(bar: StepBar, qtbot: QtBot, key: Qt.Key, step: int, part: type) -> None:
    with qtbot.waitSignal(bar.step_requested) as signal:
        qtbot.keyClick(bar.findChild(part), key)
    assert signal.args == [step]


@pytest.mark.parametrize(("key", "way"), [(Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)])
@pytest.mark.parametrize("part", [StepSlider, GlyphButton, QToolButton])
def test_arrows_ask_to_walk(bar: StepBar, qtbot: QtBot, key: Qt.Key, way: int, part: type) -> None:
    with qtbot.waitSignal(bar.walk_requested) as signal:
        qtbot.keyClick(bar.findChild(part), key)
    assert signal.args == [way]


def test_arrows_with_alt_are_left_to_the_window(bar: StepBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.walk_requested):
        qtbot.keyClick(bar.findChild(StepSlider), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize("key", [Qt.Key.Key_PageUp, Qt.Key.Key_PageDown])
def test_clicker_keys_are_left_to_the_window(bar: StepBar, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(bar.step_requested):
        qtbot.keyClick(bar.findChild(StepSlider), key)


def test_setting_the_step_is_silent(bar: StepBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.step_requested):
        bar.set_step(7)


def test_name_and_number_are_shown(bar: StepBar) -> None:
    assert texts(bar) == ["operation 4", "step 5 of 10"]


def test_without_steps_nothing_is_claimed(bar: StepBar) -> None:
    bar.set_steps([])
    assert texts(bar) == ["", ""]


def test_fewer_steps_move_to_the_last(bar: StepBar) -> None:
    bar.set_steps(TITLES[:3])
    assert bar.step() == 2


def test_play_asks_to_play(bar: StepBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.play_requested) as signal:
        qtbot.mouseClick(button(bar, "Play"), Qt.MouseButton.LeftButton)
    assert signal.args == [True]


def test_pause_asks_to_stop(bar: StepBar, qtbot: QtBot) -> None:
    bar.set_playing(True)
    with qtbot.waitSignal(bar.play_requested) as signal:
        qtbot.mouseClick(button(bar, "Pause"), Qt.MouseButton.LeftButton)
    assert signal.args == [False]


def test_the_sign_changes_while_playing(bar: StepBar) -> None:
    bar.set_playing(True)
    assert button(bar, "Pause").glyph() == "pause"


@pytest.mark.parametrize(("step", "name"), [(0, "Step back"), (9, "Step forward")])
def test_a_button_that_leads_nowhere_is_off(bar: StepBar, step: int, name: str) -> None:
    bar.set_step(step)
    assert not button(bar, name).isEnabled()


def test_a_press_on_the_slider_goes_there(bar: StepBar, qtbot: QtBot) -> None:
    bar.show()
    slider = bar.findChildren(StepSlider)[0]
    place = slider.rect().center()
    place.setX(slider.width() - 6)
    with qtbot.waitSignal(bar.step_requested) as signal:
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [9]


def test_every_button_has_a_name_and_a_hint(bar: StepBar) -> None:
    assert all(b.accessibleName() and b.toolTip() for b in bar.findChildren(GlyphButton))


def test_dark_changes_what_is_painted(bar: StepBar) -> None:
    before = bar.grab().toImage()
    bar.set_theme(DARK, 1.0)
    assert bar.grab().toImage() != before


def test_the_ways_that_are_open_can_be_told(bar: StepBar) -> None:
    bar.set_step(9)
    bar.set_place("", back=True, forward=True)
    assert button(bar, "Step forward").isEnabled()


def test_another_place_is_said_instead_of_the_number(bar: StepBar) -> None:
    bar.set_place("token 2 of 7", back=True, forward=True)
    assert texts(bar)[-1] == "token 2 of 7"


def test_step_size_and_speed_open_their_menus(bar: StepBar) -> None:
    size, speed = QMenu(bar), QMenu(bar)
    bar.set_menus(size, speed)
    bar.show_choices("Layer", "2×")
    shown = [(b.text(), b.menu()) for b in bar.findChildren(QToolButton)]
    assert shown == [("Layer ▾", size), ("2× ▾", speed)]


def test_marks_are_painted_above_the_track(bar: StepBar) -> None:
    before = bar.grab().toImage()
    bar.set_marks([2, 7])
    assert bar.grab().toImage() != before
