"""The line at the top: what it shows is what it is told, what it says is what was typed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.examples import EXAMPLES
from app.panels.input_bar import InputBar
from app.state import detected_direction


@pytest.fixture
def bar(qtbot: QtBot) -> InputBar:
    made = InputBar()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_key_is_told(bar: InputBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.text_typed) as heard:
        qtbot.keyClick(bar.line, "a")
    assert heard.args == ["a"]


def test_showing_a_text_is_silent(bar: InputBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.text_typed):
        bar.show_text("我")


def test_showing_the_typed_text_again_keeps_the_cursor(bar: InputBar) -> None:
    bar.show_text("abc")
    bar.line.setCursorPosition(1)
    bar.show_text("abc")
    assert bar.line.cursorPosition() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_line_can_be_left(bar: InputBar, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.line, key)


def test_a_long_paste_is_not_cut(bar: InputBar) -> None:
    bar.line.insert("我" * 100_000)
    assert len(bar.line.text()) == 100_000


def test_auto_tells_the_detected_direction(bar: InputBar) -> None:
    bar.show_direction(None, "en-zh")
    assert bar.direction.text() == "Auto: EN → 中 ▾"
    bar.show_direction("zh-en", "zh-en")
    assert bar.direction.text() == "中 → EN ▾"


def test_a_model_that_does_not_translate_has_no_direction(bar: InputBar) -> None:
    bar.show_reader(translates=False, goes_on=False)
    assert not bar.direction.isEnabled()
    assert bar.direction.text() == "No direction"
    assert "not learned to translate" in bar.direction.toolTip()
    bar.show_reader(translates=True, goes_on=False)
    assert bar.direction.isEnabled()
    assert bar.direction.text().startswith("Auto")


def test_a_decoder_alone_is_given_how_the_sentence_goes_on(bar: InputBar) -> None:
    bar.show_reader(translates=False, goes_on=True)
    assert bar.target_toggle.text() == "Given continuation"
    assert "goes on" in bar.target.placeholderText()


def test_a_direction_is_wished(bar: InputBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.direction_requested) as heard:
        bar.direction.menu().actions()[2].trigger()
    assert heard.args == ["en-zh"]


def test_an_example_is_wished(bar: InputBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.example_requested) as heard:
        bar.examples.menu().actions()[0].trigger()
    assert heard.args == ["我是一只猫娘。"]


def test_the_examples_are_of_both_languages_and_differ() -> None:
    assert {detected_direction(text) for text in EXAMPLES} == {"zh-en", "en-zh"}
    assert len(set(EXAMPLES)) == len(EXAMPLES)


def test_a_message_stands_under_the_line_and_goes(bar: InputBar) -> None:
    bar.show_message("too long", quiet=False)
    assert bar.message.isVisible()
    assert bar.message.y() > bar.line.y()
    bar.show_message("")
    assert not bar.message.isVisible()


def test_the_target_line_opens_empty_and_closes(bar: InputBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.target_typed) as heard:
        qtbot.mouseClick(bar.target_toggle, Qt.MouseButton.LeftButton)
    assert heard.args == [""]
    bar.show_target("a dog")
    assert (bar.target.isVisible(), bar.target.text()) == (True, "a dog")
    bar.show_target(None)
    assert not bar.target.isVisible()
