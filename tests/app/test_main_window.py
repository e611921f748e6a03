"""The window over a tiny model: what is typed, clicked and pressed is what is shown."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.panels.help_dialog import HelpDialog
from app.session import Session
from app.settings import Settings
from app.state import Selection, SessionState
from core import presets
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.positions_off import PositionsOff
from core.interventions.silence_head import SilenceHead
from tests.app.conftest import Build
from tests.app.text_lines import compose
from tests.app.waiting import PromptTracer
from tests.tiny import ANIMAL, CAT

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or window, key)


def test_it_says_that_it_loads_until_there_is_something_to_show(build: Build, session: Session) -> None:
    window = build(session)
    assert window.stage.loading.isVisible()
    assert "Loading" in window.stage.loading.text()


def test_the_first_trace_fills_the_window(window: MainWindow) -> None:
    assert window.stage.tabs.isVisible()
    assert "steps" in window.status.whole_text()
    assert window.steps.step() == 0


def test_typing_is_read_and_translated(window: MainWindow, session: Session) -> None:
    window.input_bar.line.selectAll()
    compose(window.input_bar.line, "狗咬人")
    assert session.trace is not None
    assert [token.text for token in session.trace.tokens["source"][1:-1]] == ["狗", "咬", "人"]


def test_undo_of_the_window_brings_the_typed_sentence_back(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.input_bar.line.selectAll()
    compose(window.input_bar.line, "狗")
    qtbot.keyClick(window.input_bar.line, Qt.Key.Key_Z, CONTROL)
    assert window.input_bar.line.text() == CAT
    qtbot.keyClick(window.input_bar.line, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert window.input_bar.line.text() == "狗"


def test_an_empty_line_says_so_and_dims_the_former_result(window: MainWindow, qtbot: QtBot) -> None:
    window.input_bar.line.selectAll()
    qtbot.keyClick(window.input_bar.line, Qt.Key.Key_Delete)
    assert window.input_bar.message.isVisible()
    assert all(veil.isVisible() for veil in window.veils)
    assert CAT in window.status.whole_text()


def test_an_example_is_taken_with_its_own_direction(window: MainWindow, session: Session) -> None:
    window.input_bar.example_requested.emit(ANIMAL)
    assert session.state.text == ANIMAL
    assert window.input_bar.direction.text().startswith("Auto: EN")


def test_a_switch_changes_the_computation(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.side.what_if.switches[PositionsOff()], Qt.MouseButton.LeftButton)
    assert session.state.interventions == (PositionsOff(),)
    assert window.what_if_bar.isVisible()
    assert window.menus.switches[PositionsOff()].isChecked()


def test_a_chip_takes_its_what_if_away(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.side.what_if.switches[PositionsOff()], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.what_if_bar.chips.chips()[0], Qt.MouseButton.LeftButton)
    assert session.state.interventions == ()
    assert not window.side.what_if.switches[PositionsOff()].isChecked()


def test_the_output_with_and_without_is_told(
    window: MainWindow, tracer: PromptTracer, session: Session, qtbot: QtBot
) -> None:
    qtbot.mouseClick(window.side.what_if.switches[PositionsOff()], Qt.MouseButton.LeftButton)
    tracer.catch_up()
    assert session.comparison.own is not None
    assert window.what_if_bar.changed.with_it.text().startswith("With:")
    assert "without" in window.what_if_bar.changed.without_it.text().lower()


def test_the_selected_head_can_be_silenced(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.select(Selection())
    press(qtbot, window, Qt.Key.Key_BracketRight, Qt.Key.Key_Period)
    qtbot.mouseClick(window.side.what_if.silence, Qt.MouseButton.LeftButton)
    assert session.state.interventions == (SilenceHead("encoder", 1, 1),)
    assert window.side.what_if.silence.isChecked()


def test_padded_positions_can_be_added(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.side.what_if.padding.number.setValue(2)
    qtbot.mouseClick(window.side.what_if.switches[PaddingMaskOff()], Qt.MouseButton.LeftButton)
    assert session.trace is not None
    assert [token.text for token in session.trace.tokens["source"][-2:]] == ["<pad>", "<pad>"]


@pytest.mark.parametrize(
    ("key", "modifier", "start", "step"),
    [
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, 3, 4),
        (Qt.Key.Key_Space, SHIFT, 3, 2),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 3, 4),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 3, 2),
    ],
)
def test_keys_walk_through_the_steps(
    window: MainWindow,
    session: Session,
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    start: int,
    step: int,
) -> None:
    session.walk.set_animated(False)
    session.go_to_step(start)
    qtbot.keyClick(window.stage.current(), key, modifier)
    assert session.playback.step == window.steps.step() == step


@pytest.mark.parametrize(
    ("key", "moved"),
    [
        (Qt.Key.Key_Left, (2, 1)),
        (Qt.Key.Key_Right, (2, 3)),
        (Qt.Key.Key_Up, (1, 2)),
        (Qt.Key.Key_Down, (3, 2)),
    ],
)
def test_arrows_move_the_cell(
    window: MainWindow, session: Session, qtbot: QtBot, key: Qt.Key, moved: tuple[int, int]
) -> None:
    session.select(session.selection.at_cell(2, 2))
    qtbot.keyClick(window.stage.current(), key)
    assert (session.selection.query, session.selection.key) == moved


def test_keys_write_text_while_the_line_has_the_keyboard(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.input_bar.line.setFocus()
    window.input_bar.line.clear()
    qtbot.keyClicks(window.input_bar.line, "1 b[,.")
    assert session.state.text == "1 b[,."
    assert session.playback.step == 0


def test_escape_leaves_the_line(window: MainWindow, qtbot: QtBot) -> None:
    window.input_bar.line.setFocus()
    qtbot.keyClick(window.input_bar.line, Qt.Key.Key_Escape)
    assert not window.input_bar.line.hasFocus()


def test_before_is_shown_while_the_key_is_held(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []
    monkeypatch.setattr(window.stage, "show_before", told.append)
    qtbot.keyPress(window.stage.current(), Qt.Key.Key_B)
    qtbot.keyRelease(window.stage.current(), Qt.Key.Key_B)
    assert told == [True, False]


def test_a_key_that_repeats_is_still_held(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    monkeypatch.setattr(window.stage, "show_before", told.append)
    repeat = QKeyEvent(
        QEvent.Type.KeyRelease, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b", autorep=True
    )
    QApplication.sendEvent(window, repeat)
    assert told == []


@pytest.mark.parametrize(("name", "part"), [("show_what_if", "what_if"), ("show_inspector", "inspector")])
def test_panels_fold_and_unfold(window: MainWindow, name: str, part: str) -> None:
    panel: QWidget = getattr(window.side, part)
    window.commands[name].trigger()
    assert not panel.isVisible()
    window.commands[name].trigger()
    assert panel.isVisible()


def test_the_side_goes_when_both_panels_are_folded(window: MainWindow) -> None:
    window.commands["show_what_if"].trigger()
    window.commands["show_inspector"].trigger()
    assert not window.side.isVisible()


def test_the_inspector_tells_the_exact_weight(window: MainWindow, session: Session) -> None:
    session.select(Selection().at_cell(2, 3))
    assert session.trace is not None
    weight = session.trace.value("encoder.layers.0.self_attention.weights")[0, 2, 3]
    window.side.inspector.pages.setCurrentIndex(1)
    facts = dict(window.side.inspector.numbers.cell.exact())
    assert float(facts["weight"]) == pytest.approx(float(weight), rel=1e-6)
    assert float(facts["sum of the row"]) == pytest.approx(1.0)


def test_a_click_on_a_token_selects_it_everywhere(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.side.inspector.pages.setCurrentIndex(1)
    place = window.tokens.source.chip_rect(3).center().toPoint()
    qtbot.mouseClick(window.tokens.source, Qt.MouseButton.LeftButton, pos=place)
    assert session.selection.token is not None
    assert (session.selection.token.tokens, session.selection.token.index) == ("source", 3)
    assert "position 3" in window.side.inspector.numbers.token_title.text()


def test_a_target_sentence_opens_a_second_line(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.input_bar.target_toggle, Qt.MouseButton.LeftButton)
    assert window.input_bar.target.isVisible()
    qtbot.keyClicks(window.input_bar.target, "The dog")
    assert session.trace is not None
    assert "".join(token.text for token in session.trace.tokens["target"][1:]).endswith("dog")
    qtbot.mouseClick(window.input_bar.target_toggle, Qt.MouseButton.LeftButton)
    assert session.state.target_text is None


def test_another_model_can_be_chosen(window: MainWindow, session: Session) -> None:
    window.menus.model.chosen.emit("zh-en-prenorm")
    assert session.trace is not None
    assert session.trace.architecture.norm_placement == "pre"
    assert window.status.model.text() == "Tiny pre-norm model"


def test_text_grows_and_shrinks(window: MainWindow, settings: Settings) -> None:
    window.commands["text_larger"].trigger()
    assert settings.text_scale > 1
    window.commands["text_normal"].trigger()
    assert settings.text_scale == 1


def test_the_theme_changes_while_running(window: MainWindow, settings: Settings) -> None:
    window.commands["theme"].trigger()
    assert settings.theme == "dark"
    window.commands["theme"].trigger()
    assert settings.theme == "light"


def test_help_lists_every_key(window: MainWindow) -> None:
    listed = {key for _, rows in window.commands.key_table() for _, keys in rows for key in keys.split(", ")}
    assert {"Space", "Shift+Space", "[", "]", "Esc", "B", "1", "Ctrl+Z", "F1", "F8", "F9"} <= listed
    window.commands["keys"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HelpDialog)
    dialog.reject()


def test_tab_goes_down_the_switches_and_space_presses_one(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    first, second = list(window.side.what_if.switches.values())[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert session.state.interventions == (list(window.side.what_if.switches)[1],)


def test_all_switches_are_in_view_on_a_small_screen(window: MainWindow) -> None:
    window.resize(1280, 720)
    QApplication.processEvents()
    panel = window.side.what_if
    for switch in panel.switches.values():
        assert switch.visibleRegion().boundingRect() == switch.rect()


def test_a_language_change_says_everything_again(window: MainWindow) -> None:
    window.commands["undo"].setText("?")
    window.input_bar.examples.setText("?")
    for receiver in (window, window.input_bar):
        QApplication.sendEvent(receiver, QEvent(QEvent.Type.LanguageChange))
    assert window.commands["undo"].text() == "Undo"
    assert window.input_bar.examples.text() != "?"


def test_sizes_are_remembered(window: MainWindow, qtbot: QtBot, session: Session, settings: Settings) -> None:
    window.splitter.setSizes([800, 400])
    sizes = window.splitter.sizes()
    window.close()
    assert settings.splitter_sizes("stage") == tuple(sizes)


def test_the_numbers_of_the_inspector_are_copied_in_full(window: MainWindow, session: Session) -> None:
    session.select(Selection().at_cell(2, 3))
    window.commands["copy_numbers"].trigger()
    assert session.trace is not None
    weight = session.trace.value("encoder.layers.0.self_attention.weights")[0, 2, 3]
    line = next(line for line in QApplication.clipboard().text().splitlines() if line.startswith("weight\t"))
    assert np.float32(line.removeprefix("weight\t")) == weight


def test_large_text_still_fits_a_small_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    qtbot.mouseClick(window.side.what_if.switches[PositionsOff()], Qt.MouseButton.LeftButton)
    for _ in range(3):
        window.commands["text_larger"].trigger()
        QApplication.processEvents()
    assert (window.width(), window.height()) == (1280, 720)


def test_the_stage_keeps_most_of_a_small_screen(window: MainWindow) -> None:
    window.resize(1280, 720)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1280, 720)
    assert window.stage.width() >= 0.6 * 1280


def test_what_cannot_be_loaded_is_said_in_place_of_the_stage(
    build: Build, tiny_models: Path, tracer: PromptTracer
) -> None:
    session = Session(tracer, SessionState(text=CAT, model="nowhere"))  # type: ignore[arg-type]
    window = build(session)
    session.compute()
    assert "nowhere" in window.stage.loading.text()


def test_every_action_has_words(window: MainWindow) -> None:
    named: list[QObject] = [action for menu in window.commands.menus.values() for action in menu.actions()]
    assert all(action.text() or action.isSeparator() for action in named)  # type: ignore[attr-defined]


def test_the_checks_are_opened_by_menu(window: MainWindow) -> None:
    assert window.commands["checks"] in window.commands.menus["help"].actions()
    window.commands["checks"].trigger()
    assert window.status.trust.page.isVisible()
    window.status.trust.page.close()


def test_a_click_in_the_architecture_shows_the_step(window: MainWindow, qtbot: QtBot) -> None:
    diagram = window.architecture.diagram
    place = diagram.block_rect("decoder.logits").center().toPoint()
    qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=place)
    assert window.stage.tabs.currentIndex() == window.stage.tab_named("step")


def test_what_is_folded_comes_back_as_large_as_it_was(window: MainWindow, settings: Settings) -> None:
    window.commands["show_what_if"].trigger()
    window.close()
    assert all(settings.splitter_sizes("side"))


@pytest.mark.parametrize(("title", "shown"), [("linear", False), ("whole-model", True)])
def test_the_output_is_there_where_one_is_written(
    window: MainWindow, session: Session, title: str, shown: bool
) -> None:
    preset = next(preset for preset in presets.catalogue() if preset.title == title)
    session.take(preset.request, "")
    assert window.tokens.output.isVisible() == shown
