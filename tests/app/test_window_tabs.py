"""Tabs and their pages: by number, by key, and back to where one was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views import catalogue


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or window, key)


def test_number_keys_open_the_tabs(window: MainWindow, qtbot: QtBot) -> None:
    for number in range(len(window.stage.tabs.groups), 0, -1):
        press(qtbot, window, Qt.Key(Qt.Key.Key_0 + number))
        assert window.stage.tabs.currentIndex() == number - 1


@pytest.mark.parametrize("tab", range(len(catalogue())))
def test_number_keys_lead_away_from_every_tab(window: MainWindow, qtbot: QtBot, tab: int) -> None:
    for number, group in enumerate(window.stage.tabs.groups, 1):
        window.stage.show_tab(tab)
        press(qtbot, window, Qt.Key(Qt.Key.Key_0 + number))
        shown = catalogue()[window.stage.tabs.currentIndex()]
        assert (shown.group or shown.id) == group


def test_the_number_of_the_tab_in_front_turns_its_pages(window: MainWindow, qtbot: QtBot) -> None:
    pages = [at for at, spec in enumerate(catalogue()) if spec.group == "attention"]
    window.stage.show_tab(0)
    seen = []
    for _ in pages:
        press(qtbot, window, Qt.Key.Key_1)
        seen.append(window.stage.tabs.currentIndex())
    assert seen == [*pages[1:], pages[0]]


def test_a_tab_comes_back_to_the_page_last_seen(window: MainWindow, qtbot: QtBot) -> None:
    page = [at for at, spec in enumerate(catalogue()) if spec.group == "attention"][-1]
    window.stage.show_tab(page)
    press(qtbot, window, Qt.Key.Key_2)
    press(qtbot, window, Qt.Key.Key_1)
    assert window.stage.tabs.currentIndex() == page


def test_help_lists_the_keys_of_the_tabs(window: MainWindow) -> None:
    sections = dict(window.stage.key_table())
    assert {"H", "R", "Ctrl+C", "Ctrl+Alt+N"} <= {key for _, key in sections["Steps"]}
    assert "X" in {key for _, key in sections["Attention · Maps"]}


def test_help_names_every_key_of_tabs_that_were_never_seen(window: MainWindow) -> None:
    assert all(name for _, rows in window.stage.key_table() for name, _ in rows)


def test_a_key_turns_the_pages_of_a_tab_back_and_forth(window: MainWindow, qtbot: QtBot) -> None:
    window.stage.show_tab(0)
    press(qtbot, window, Qt.Key.Key_N)
    assert window.stage.tabs.currentIndex() != 0
    window.commands["page_back"].trigger()
    assert window.stage.tabs.currentIndex() == 0


@pytest.mark.parametrize("width", [1280, 1920])
def test_pages_can_be_chosen_in_narrow_and_wide_windows(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 900)
    window.stage.show_tab(0)
    QApplication.processEvents()
    tabs = window.stage.tabs
    shown = [part for part in (tabs.choice, tabs.menu_button) if part.isVisible()]
    assert len(shown) == 1
    tabs.menu_button.menu().actions()[1].trigger()
    assert catalogue()[tabs.currentIndex()].group == "attention"
    assert tabs.currentIndex() != 0


def test_a_tab_of_one_page_offers_no_pages(window: MainWindow) -> None:
    window.stage.show_tab(window.stage.tab_named("norm"))
    assert window.stage.tabs.choice.isHidden()
    assert window.stage.tabs.menu_button.isHidden()


def test_turning_to_another_tab_never_hands_the_keyboard_to_a_switch(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = window.side.what_if._told
    for number in range(len(window.stage.tabs.groups), 0, -1):
        press(qtbot, window, Qt.Key(Qt.Key.Key_0 + number))
    assert window.side.what_if._told is before
