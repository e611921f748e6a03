"""The window fits a small screen at any text size and leads to every tab; what does not fit the model is not there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.panels.what_if_positions import PositionSection
from app.panels.what_if_rows import SliderRow
from app.session import Session
from app.widgets.choice import Choice
from core import presets
from core.interventions.silence_head import SilenceHead

LARGER = [0, 1, 3, 5, 10]


def enlarge(window: MainWindow, times: int) -> None:
    window.resize(1280, 720)
    for _ in range(times):
        window.commands["text_larger"].trigger()
    QApplication.processEvents()


def take(session: Session, title: str) -> None:
    preset = next(preset for preset in presets.catalogue() if preset.title == title)
    session.take(preset.request, "preset")


@pytest.mark.parametrize("larger", LARGER)
def test_the_window_fits_a_small_screen_at_any_text_size(
    window: MainWindow, session: Session, larger: int
) -> None:
    session.change(session.state.with_interventions([SilenceHead("encoder", 0, 0)]), "")
    enlarge(window, larger)
    least = window.minimumSizeHint()
    assert least.width() <= 1280 and least.height() <= 720
    assert window.height() == 720


@pytest.mark.parametrize("larger", LARGER)
def test_every_tab_is_seen_or_named_in_a_menu(window: MainWindow, larger: int) -> None:
    enlarge(window, larger)
    tabs = window.stage.tabs
    if tabs.bar.isVisible():
        assert tabs.bar.tabRect(tabs.bar.count() - 1).right() <= tabs.bar.width()
    else:
        menu = tabs.tab_button.menu()
        assert tabs.tab_button.isVisible()
        assert [action.text() for action in menu.actions()] == [
            tabs.group_title(at) for at in range(len(tabs.groups))
        ]
        menu.actions()[2].trigger()
        assert tabs.currentIndex() == tabs._of_group(tabs.groups[2])[0]
        assert tabs.tab_button.text().startswith(tabs.group_title(2))


def test_tabs_come_back_when_the_text_is_smaller_again(window: MainWindow) -> None:
    enlarge(window, 5)
    assert not window.stage.tabs.bar.isVisible()
    window.commands["text_normal"].trigger()
    QApplication.processEvents()
    assert window.stage.tabs.bar.isVisible() and not window.stage.tabs.tab_button.isVisible()


@pytest.mark.parametrize("width", [1280, 1920])
def test_sliders_have_the_width_of_the_panel(window: MainWindow, width: int) -> None:
    window.resize(width, 720)
    for section in window.side.what_if.sections:
        section.header.setChecked(True)
    QApplication.processEvents()
    sliders = [row for one in window.side.what_if.sections for row in one.rows if isinstance(row, SliderRow)]
    assert len(sliders) > 3
    assert all(row.slider.width() == row.width() >= 220 for row in sliders)


@pytest.mark.parametrize("title", ["linear", "softmax", "masked-row"])
def test_a_part_without_attention_offers_nothing_to_switch_and_says_so(
    window: MainWindow, session: Session, title: str
) -> None:
    take(session, title)
    panel = window.side.what_if
    parts = [*panel.switches.values(), panel.silence, panel.padding, *panel.sections]
    assert not any(part.isVisible() for part in parts)
    assert panel._nothing.isVisible()


@pytest.mark.parametrize("title", [preset.title for preset in presets.catalogue()])
def test_only_switches_are_there_that_change_something(
    window: MainWindow, session: Session, title: str
) -> None:
    take(session, title)
    assert session.trace is not None
    for edit, switch in window.side.what_if.switches.items():
        assert switch.isHidden() == (not any(map(edit.applies_to, session.trace.by_site)))


def test_a_whole_model_has_everything_again(window: MainWindow, session: Session) -> None:
    take(session, "linear")
    session.undo_stack.undo()
    panel = window.side.what_if
    assert all(part.isVisible() for part in (*panel.switches.values(), *panel.sections, panel.words))
    assert any(isinstance(section, PositionSection) for section in panel.sections)


def test_beside_a_part_the_line_holds_no_sentence_and_says_what_is_read(
    window: MainWindow, session: Session
) -> None:
    bar, before = window.input_bar, window.input_bar.line.text()
    take(session, "linear")
    assert bar.line.text() == "" and "board" in bar.line.placeholderText()
    assert not bar.target_toggle.isEnabled() and "board" in bar.target_toggle.toolTip()
    session.undo_stack.undo()
    assert bar.line.text() == before and bar.target_toggle.isEnabled()


def test_an_example_beside_a_part_goes_to_a_whole_model(window: MainWindow, session: Session) -> None:
    take(session, "linear")
    window.input_bar.example_requested.emit("狗咬人。")
    assert session.trace is not None
    assert session.trace.request.inputs.text == "狗咬人。"  # type: ignore[union-attr]


def test_pages_stand_beside_the_tabs_where_there_is_room(window: MainWindow) -> None:
    window.resize(1920, 720)
    QApplication.processEvents()
    assert isinstance(window.stage.tabs.choice, Choice) and window.stage.tabs.choice.isVisible()
