"""The command palette: typed into, it finds everything that can be done or gone to, and does it."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.panels.command_palette import CommandPalette
from app.session import Session
from core.interventions.positions_off import PositionsOff
from tests.app.text_lines import compose

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    """Opened by its key."""
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, CONTROL)
    return window.finding.palette


def titles(palette: CommandPalette) -> list[str]:
    return [finding.title for finding in palette.list.findings()]


def search(qtbot: QtBot, palette: CommandPalette, text: str) -> None:
    palette.line.clear()
    compose(palette.line, text)


def test_its_key_opens_it_with_the_keyboard(palette: CommandPalette) -> None:
    assert palette.isVisible()
    assert palette.line.hasFocus()


def test_its_key_opens_it_from_the_text_line_and_escape_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    line = window.input_bar.line
    line.setFocus()
    line.setCursorPosition(2)
    text = line.text()
    qtbot.keyClick(line, Qt.Key.Key_K, CONTROL)
    assert window.finding.palette.isVisible()
    qtbot.keyClick(window.finding.palette.line, Qt.Key.Key_Escape)
    assert not window.finding.palette.isVisible()
    assert line.hasFocus()
    assert line.text() == text


def test_its_key_closes_it_again(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.line, Qt.Key.Key_K, CONTROL)
    assert not palette.isVisible()
    assert window.stage.current().hasFocus()


def test_at_first_it_offers_everything(window: MainWindow, session: Session, palette: CommandPalette) -> None:
    assert session.trace is not None
    offered = titles(palette)
    assert len(offered) > len(session.trace.steps) + 30
    for title in (
        "Attention · Maps",
        "Play the steps",
        "Positional encoding off",
        "Decoder · output · logits",
    ):
        assert title in offered


def test_it_opens_fast(window: MainWindow, session: Session) -> None:
    window.finding.toggle()
    window.finding.toggle()
    began = time.perf_counter()
    window.finding.toggle()
    window.repaint()
    assert time.perf_counter() - began < 0.5


def test_enter_goes_to_the_step_that_was_found(
    session: Session, palette: CommandPalette, qtbot: QtBot
) -> None:
    search(qtbot, palette, "decoder 2 cross scaled")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert session.trace is not None
    assert session.trace.steps[session.playback.step].site == "decoder.layers.1.cross_attention.scaled"
    assert not palette.isVisible()


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("encoder.layers.0.self_attention.weights", "encoder.layers.0.self_attention.weights"),
        ("step 4", "encoder.embedding.sum"),
        ("解码器 1 交叉 权重", "decoder.layers.0.cross_attention.weights"),
    ],
)
def test_a_step_is_found_by_site_by_number_and_in_chinese(
    session: Session, palette: CommandPalette, qtbot: QtBot, text: str, site: str
) -> None:
    search(qtbot, palette, text)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert session.trace is not None
    assert session.trace.steps[session.playback.step].site == site


def test_arrows_move_in_the_list_and_nowhere_else(
    session: Session, palette: CommandPalette, qtbot: QtBot
) -> None:
    before = session.selection
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        qtbot.keyClick(palette.line, key)
    assert palette.list.chosen() == 0
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.chosen() == 1
    assert session.selection == before
    assert session.playback.step == 0


def test_a_command_is_done_with_the_keyboard_back_where_it_was(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    assert window.side.inspector.isVisible()
    search(qtbot, palette, "inspector")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert not window.side.inspector.isVisible()
    assert window.stage.current().hasFocus()


def test_a_command_is_shown_with_its_key(palette: CommandPalette, qtbot: QtBot) -> None:
    search(qtbot, palette, "play the steps")
    assert [(finding.title, finding.note) for finding in palette.list.findings()] == [("Play the steps", "P")]


def test_a_what_if_is_switched(session: Session, palette: CommandPalette, qtbot: QtBot) -> None:
    search(qtbot, palette, "positional off")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert session.state.interventions == (PositionsOff(),)


def test_a_tab_is_opened_with_the_pointer(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    search(qtbot, palette, "layernorm tab")
    place = palette.list.visualRect(palette.list.model().index(0, 0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.stage.tabs.currentIndex() == window.stage.tab_named("norm")


def test_bookmarks_come_first(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.go_to_step(3)
    session.walk.toggle_bookmark()
    window.finding.toggle()
    title = "Encoder · embedding · tokens plus positions"
    found = window.finding.palette.list.findings()[0]
    assert (found.title, found.note) == (title, "Bookmark · Step 4")
    assert titles(window.finding.palette).count(title) == 1


def test_where_nothing_fits_it_says_so(palette: CommandPalette, qtbot: QtBot) -> None:
    search(qtbot, palette, "qqqqqq")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_whoever_goes_elsewhere_is_done_with_it(window: MainWindow, palette: CommandPalette) -> None:
    window.input_bar.line.setFocus()
    assert not palette.isVisible()
    assert window.input_bar.line.hasFocus()


def test_it_stays_inside_a_small_window(window: MainWindow, palette: CommandPalette) -> None:
    for _ in range(9):
        window.commands["text_larger"].trigger()
    window.resize(1280, 720)
    QApplication.processEvents()
    assert window.rect().contains(palette.geometry())


@pytest.mark.parametrize("steps", [0, 4])
def test_the_whole_list_is_in_it(window: MainWindow, steps: int) -> None:
    for _ in range(steps):
        window.commands["text_larger"].trigger()
    window.resize(1280, 720)
    window.finding.toggle()
    QApplication.processEvents()
    palette = window.finding.palette
    assert palette.contentsRect().contains(palette.list.geometry())
    assert palette.list.visualRect(palette.list.model().index(7, 0)).bottom() < palette.list.height()


def test_a_step_that_was_named_is_shown_with_the_keyboard(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    search(qtbot, palette, "softmax")
    assert titles(palette)[0].endswith("attention weights")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.stage.tabs.currentIndex() == window.stage.tab_named("step")
    assert window.stage.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(("tab", "offered"), [("step", True), ("attention", False)])
def test_what_a_tab_does_is_offered_while_it_is_in_front(window: MainWindow, tab: str, offered: bool) -> None:
    window.stage.show_tab(window.stage.tab_named(tab))
    window.finding.toggle()
    assert ("Copy matrix as CSV" in titles(window.finding.palette)) == offered


@pytest.mark.parametrize("choice", ["Dark", "简体中文"])
def test_themes_and_languages_are_found(palette: CommandPalette, choice: str) -> None:
    assert choice in titles(palette)


@pytest.mark.parametrize("text", ["Temperature", "heads and", "keep only"])
def test_it_finds_groups_of_what_ifs_and_unfolds_them(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot, text: str
) -> None:
    section = window.side.what_if.sections[1]
    search(qtbot, palette, text)
    assert titles(palette)[0] == section.title()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert section.body.isVisible() and section.header.hasFocus()
