"""A widget that draws only while it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.deferred import DeferredWidget


class Counted(DeferredWidget):
    """Counts how often it was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.drawn = False, 0

    def tell(self) -> None:
        self.told = True
        self._refresh()

    def change(self) -> bool:
        return self._is_drawn()

    def _has_content(self) -> bool:
        return self.told

    def _draw(self) -> None:
        self.drawn += 1


@pytest.fixture
def widget(qtbot: QtBot) -> Counted:
    widget = Counted()
    qtbot.addWidget(widget)
    return widget


def test_out_of_sight_nothing_is_drawn(widget: Counted) -> None:
    widget.tell()
    assert widget.drawn == 0


def test_what_it_was_told_is_drawn_once_when_it_is_shown(widget: Counted) -> None:
    widget.tell()
    widget.tell()
    widget.show()
    assert widget.drawn == 1


def test_while_it_is_seen_everything_is_drawn_at_once(widget: Counted) -> None:
    widget.show()
    widget.tell()
    widget.tell()
    assert widget.drawn == 2


def test_rendered_to_a_picture_it_draws_though_it_was_never_shown(widget: Counted) -> None:
    widget.tell()
    widget.grab()
    assert widget.drawn == 1


def test_a_change_out_of_sight_is_drawn_with_all_the_rest(widget: Counted) -> None:
    widget.show()
    widget.tell()
    widget.hide()
    assert not widget.change()
    widget.show()
    assert widget.drawn == 2


def test_without_anything_to_draw_nothing_is_drawn(widget: Counted) -> None:
    widget.show()
    widget.retranslate()
    assert widget.drawn == 0


def test_another_language_is_drawn_anew(widget: Counted) -> None:
    widget.show()
    widget.tell()
    QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert widget.drawn == 2
