"""Walking in the window: keys, menus and the step bar move the walk, and what was set is remembered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from app.widgets.step_slider import StepSlider
from tests.app.conftest import Build

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def choices(window: MainWindow) -> list[str]:
    return [button.text() for button in window.steps.findChildren(QToolButton)]


def test_g_takes_the_next_step_size(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_G)
    assert session.playback.granularity == "sublayer"
    assert choices(window)[0] == "Sublayer ▾"


def test_a_step_size_can_be_chosen_from_the_menu(window: MainWindow, session: Session) -> None:
    window.walking.size.actions()[2].trigger()
    assert session.playback.granularity == "layer"
    assert [action.text() for action in window.walking.size.actions() if action.isChecked()] == ["Layer"]


@pytest.mark.parametrize(("key", "said"), [(Qt.Key.Key_Period, "1.5× ▾"), (Qt.Key.Key_Comma, "0.75× ▾")])
def test_keys_change_the_speed(window: MainWindow, qtbot: QtBot, key: Qt.Key, said: str) -> None:
    press(qtbot, window, key, SHIFT)
    assert choices(window)[1] == said


def test_the_arrows_of_the_step_bar_pass_over_a_layer(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    assert session.trace is not None
    session.walk.set_granularity("layer")
    qtbot.keyClick(window.steps.findChild(StepSlider), Qt.Key.Key_Right)
    assert session.trace.steps[session.playback.step].site == "encoder.embedding.sum"


def test_alt_and_arrows_move_the_transition(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_Right, ALT)
    assert (session.playback.step, session.playback.alpha) == (1, pytest.approx(0.3))
    press(qtbot, window, Qt.Key.Key_Left, ALT)
    assert session.playback.alpha == pytest.approx(0.2)


def test_without_animation_transitions_cannot_be_moved(window: MainWindow, session: Session) -> None:
    window.commands["animate"].trigger()
    assert not session.playback.animated
    assert not window.commands["nudge_forward"].isEnabled()


def test_m_marks_the_step_and_says_so_everywhere(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.go_to_step(3)
    press(qtbot, window, Qt.Key.Key_M)
    assert window.commands["bookmark"].isChecked()
    assert window.steps.findChildren(StepSlider)[0].marks() == (3,)
    assert [action.text() for action in window.walking.bookmarks.actions()] == [
        "Encoder · embedding · tokens plus positions"
    ]
    session.go_to_step(4)
    assert not window.commands["bookmark"].isChecked()


def test_keys_go_from_mark_to_mark(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    assert session.trace is not None
    session.walk.set_bookmarks([session.trace.steps[at].site for at in (3, 9)])
    seen = []
    for modifier in (NONE, NONE, SHIFT):
        press(qtbot, window, Qt.Key.Key_F2, modifier)
        seen.append(session.playback.step)
    assert seen == [3, 9, 3]


def test_a_bookmark_of_the_menu_is_gone_to(window: MainWindow, session: Session) -> None:
    assert session.trace is not None
    session.walk.set_bookmarks([session.trace.steps[9].site])
    window.walking.bookmarks.actions()[0].trigger()
    assert session.playback.step == 9


def test_token_by_token_the_token_is_counted(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    assert session.trace is not None
    session.walk.set_granularity("token")
    for _ in range(2):
        press(qtbot, window, Qt.Key.Key_Space)
        session.walk.jump(len(session.trace.steps) - 1)
    count = len(session.trace.tokens["predicted"])
    assert f"token 2 of {count}" in [label.text() for label in window.steps.findChildren(QLabel)]


def test_letters_are_text_while_the_line_has_the_keyboard(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.input_bar.line.setFocus()
    window.input_bar.line.clear()
    qtbot.keyClicks(window.input_bar.line, "gm<>GM")
    assert window.input_bar.line.text() == "gm<>GM"
    assert (session.playback.granularity, session.playback.speed) == ("operation", 1.0)
    assert session.walk.bookmarks == ()


def test_how_to_walk_is_remembered(build: Build, session: Session, settings: Settings) -> None:
    first = build(session)
    session.compute()
    session.walk.set_granularity("layer")
    session.walk.set_speed(2)
    session.walk.set_animated(False)
    session.walk.toggle_bookmark()
    marks = session.walk.bookmarks
    first.close()
    session.walk.set_granularity("operation")
    session.walk.set_bookmarks([])
    build(session)
    walk = session.walk
    assert (walk.playback.granularity, walk.playback.speed, walk.playback.animated) == ("layer", 2.0, False)
    assert walk.bookmarks == marks


def test_help_tells_the_keys_of_the_walk(window: MainWindow) -> None:
    listed = {key for _, rows in window.commands.key_table() for _, keys in rows for key in keys.split(", ")}
    assert {"G", "P", "M", "F2", "Shift+F2", "Alt+Left", "Alt+Right", "Ctrl+K"} <= listed


def test_the_menus_fit_a_small_screen(window: MainWindow) -> None:
    assert all(menu.sizeHint().height() < 640 for menu in window.commands.menus.values())
