"""The what-if panel in the window: nothing is cut, everything says what it does, one wish is one step to undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QScrollArea,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.panels.what_if_rows import ChoiceRow
from app.panels.what_if_sublayers import SublayerSection
from app.panels.what_if_tokens import TokenSection
from app.session import Session
from app.state import SelectedToken, Selection
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.skip_part import SkipPart
from core.interventions.swap_tokens import SwapTokens
from core.interventions.valid_length import ValidLength

CONTROLS = QAbstractButton, QComboBox, QSlider, QSpinBox


@pytest.fixture
def unfolded(window: MainWindow) -> MainWindow:
    window.resize(1280, 720)
    for section in window.side.what_if.sections:
        section.header.click()
    QApplication.processEvents()
    return window


def section_of(window: MainWindow, kind: type) -> QWidget:
    return next(one for one in window.side.what_if.sections if isinstance(one, kind))


def choose(row: ChoiceRow, at: int) -> None:
    row.box.setCurrentIndex(at)
    row.box.activated.emit(at)


@pytest.mark.parametrize("larger", [0, 4])
def test_nothing_of_the_panel_is_cut_at_the_right(unfolded: MainWindow, larger: int) -> None:
    for _ in range(larger):
        unfolded.commands["text_larger"].trigger()
    QApplication.processEvents()
    panel = unfolded.side.what_if
    room = next(area for area in unfolded.side.findChildren(QScrollArea) if area.widget() is panel)
    controls = [part for kind in CONTROLS for part in panel.findChildren(kind) if part.isVisible()]
    assert controls
    for part in controls:
        assert part.mapTo(panel, QPoint(part.width(), 0)).x() <= room.viewport().width()


def test_what_is_named_begins_at_one_place_in_a_group(unfolded: MainWindow) -> None:
    rows = [row for row in section_of(unfolded, TokenSection).rows if row.isVisible()]  # type: ignore[attr-defined]
    assert len({row.box.x() for row in rows}) == 1


def test_every_row_says_what_it_does_below_what_scrolls(unfolded: MainWindow) -> None:
    panel = unfolded.side.what_if
    rows = [row for one in panel.sections for row in one.rows if isinstance(row, ChoiceRow)]
    told = [row for row in rows if row.isVisible() and row.box.isEnabled()]
    for row in told:
        row.box.setFocus()
        assert panel.words.text() == f"{row.label.text()}. {row.box.accessibleDescription()}"
    assert told and not panel.isAncestorOf(panel.words)


@pytest.mark.parametrize("kind", [SublayerSection, TokenSection])
def test_another_choice_takes_the_place_of_the_former(
    unfolded: MainWindow, session: Session, kind: type
) -> None:
    session.select(Selection(token=SelectedToken("source", 0)))
    section = section_of(unfolded, kind)
    row = section.lines[0] if isinstance(section, SublayerSection) else section.swap  # type: ignore[attr-defined]
    wished = {
        SublayerSection: SkipPart("encoder", None, "self_attention", "residual"),
        TokenSection: SwapTokens(0, 2),
    }[kind]
    choose(row, 1)
    steps = session.undo_stack.count()
    choose(row, 2)
    assert session.state.interventions == (wished,)
    assert row.box.currentIndex() == 2
    assert session.undo_stack.count() == steps + 1


def test_what_holds_is_shown_even_where_this_text_does_not_offer_it(
    unfolded: MainWindow, session: Session
) -> None:
    session.select(Selection(token=SelectedToken("source", 0)))
    session.change(session.state.adjusted(ValidLength(40)).adjusted(ReplaceEmbedding("source", 0, 1)), "")
    shown = section_of(unfolded, TokenSection).embedding, unfolded.side.what_if.masks.valid  # type: ignore[attr-defined]
    assert [row.box.currentText() for row in shown] == [
        "Source token “<en>” embedded as “<unk>”",
        "Valid length 40",
    ]
    for row in shown:
        choose(row, 0)
    assert session.state.interventions == ()


@pytest.mark.parametrize("page", ["masks", "lines", "flow", "residual", "lens"])
def test_a_page_hands_the_keyboard_to_what_its_words_are_about(
    qtbot: QtBot, window: MainWindow, page: str
) -> None:
    window.stage.show_tab(window.stage.tab_named(page))
    view = window.stage.current()
    assert QApplication.focusWidget() is view._keyboard_part()  # type: ignore[attr-defined]
