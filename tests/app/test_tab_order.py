"""The Tab key goes through the whole window and comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views import catalogue

MOST = 120


def controls(window: MainWindow) -> set[QWidget]:
    """Everything that Tab should reach; of buttons of which one is chosen, the chosen one."""
    return {
        part
        for part in window.findChildren(QWidget)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if part.focusProxy() is None and not _is_behind_another(part)
    }


def _is_behind_another(part: QWidget) -> bool:
    group = part.group() if isinstance(part, QAbstractButton) else None
    inner = isinstance(part.parentWidget(), QWidget) and part.parentWidget().focusProxy() is part
    return inner or (group is not None and group.exclusive() and group.checkedButton() is not part)


def visited(qtbot: QtBot, key: Qt.Key) -> set[QWidget]:
    found: set[QWidget] = set()
    for _ in range(MOST):
        part = QApplication.focusWidget()
        if part in found:
            return found
        found.add(part)
        qtbot.keyClick(part, key)
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
@pytest.mark.parametrize("tab", [spec.id for spec in catalogue()])
def test_tab_reaches_every_control(qtbot: QtBot, window: MainWindow, tab: str, key: Qt.Key) -> None:
    window.stage.show_tab(window.stage.tab_named(tab))
    window.input_bar.line.setFocus()
    QApplication.processEvents()
    missed = controls(window) - visited(qtbot, key)
    assert {type(part).__name__ for part in missed} == set()


def test_the_keyboard_stays_with_the_output_over_the_whole_walk(qtbot: QtBot, window: MainWindow) -> None:
    window.stage.show_tab(window.stage.tab_named("step"))
    output = window.stage.current()._equation.output
    for number in range(len(window._session.trace.steps)):
        window._session.go_to_step(number)
        assert output.isAncestorOf(QApplication.focusWidget()), number


def test_space_walks_on_from_a_table_of_words(qtbot: QtBot, window: MainWindow) -> None:
    window.stage.show_tab(window.stage.tab_named("step"))
    steps = window._session.trace.steps
    at = next(n for n, step in enumerate(steps) if step.axis("vocabulary") is not None)
    window._session.go_to_step(at)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert window._session.playback.step == at + 1
