"""A table of numbers that can be typed over, by keyboard and by mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.widgets.entry_table import EntryTable, Refusal, number_of, refusal_of

VALUES = np.array([[0.1, -0.5, 2.0], [0.0, 1 / 3, -1e-5]], np.float32)
Role = Qt.ItemDataRole


@pytest.fixture
def table(qtbot: QtBot) -> EntryTable:
    shown = EntryTable()
    qtbot.addWidget(shown)
    give(shown, VALUES)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.setFocus()
    return shown


def give(table: EntryTable, values: np.ndarray) -> None:
    table.set_entries(values, values == 2, row_labels=("我", "是"), column_labels=("1", "2", "3"))


def shown(table: EntryTable, row: int, column: int, role: int = Role.DisplayRole) -> object:
    return table.model().data(table.model().index(row, column), role)


def centre(table: EntryTable, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


@pytest.mark.parametrize(
    ("cell", "text"), [((0, 0), "0.1"), ((0, 1), "−0.5"), ((0, 2), "2"), ((1, 1), "0.3333"), ((1, 0), "0")]
)
def test_a_number_is_shown_as_it_is_written_on_a_board(
    table: EntryTable, cell: tuple[int, int], text: str
) -> None:
    assert shown(table, *cell) == text


def test_the_whole_number_is_there_to_edit(table: EntryTable) -> None:
    assert np.float32(str(shown(table, 1, 1, Role.EditRole))) == VALUES[1, 1]


def test_what_was_changed_stands_out(table: EntryTable) -> None:
    table.set_theme(DARK, 1.5)
    assert shown(table, 0, 2, Role.ForegroundRole).color().name() == DARK.accent  # type: ignore[attr-defined]
    assert shown(table, 0, 2, Role.FontRole).bold()  # type: ignore[attr-defined]
    assert shown(table, 0, 1, Role.ForegroundRole) is None


def test_typing_over_a_number_says_so_and_shows_nothing_yet(qtbot: QtBot, table: EntryTable) -> None:
    table.setCurrentIndex(table.model().index(0, 1))
    with qtbot.waitSignal(table.number_typed) as typed:
        qtbot.keyClicks(table, "7")
        line = table.findChild(QLineEdit)
        qtbot.keyClicks(line, ".25")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert typed.args == [0, 1, 7.25]
    assert shown(table, 0, 1) == "−0.5"


def test_a_double_click_opens_the_number(qtbot: QtBot, table: EntryTable) -> None:
    place = centre(table, 0, 0)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.findChild(QLineEdit).text() == "0.1"


@pytest.mark.parametrize("text", ["", "x", "1/0", "inf", "nan", "0.1"])
def test_what_is_no_other_number_is_not_said(qtbot: QtBot, table: EntryTable, text: str) -> None:
    with qtbot.assertNotEmitted(table.number_typed):
        assert not table.model().setData(table.model().index(0, 0), text)


REFUSED = [
    ("abc", "no_number"),
    ("--", "no_number"),
    ("nan", "no_number"),
    ("1/0", "no_number"),
    ("1,000.5", "no_number"),
    ("0,5", "comma"),
    ("−0，5", "comma"),
    ("1e99", "too_large"),
    ("-inf", "too_large"),
    ("10001", "too_large"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_cannot_be_taken_has_a_reason(text: str, reason: str) -> None:
    assert refusal_of(text, 10000.0) == reason


@pytest.mark.parametrize("text", ["", " ", "0.5", "-1/3", "−2", "1e-9", "10000"])
def test_a_number_or_nothing_at_all_is_not_refused(text: str) -> None:
    assert refusal_of(text, 10000.0) is None


def typed(qtbot: QtBot, table: EntryTable, text: str, key: Qt.Key = Qt.Key.Key_Return) -> QLineEdit:
    """What is left of the line after a number was typed into the first cell and the key pressed."""
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClicks(table, text[0])
    line = table.findChild(QLineEdit)
    qtbot.keyClicks(line, text[1:])
    qtbot.keyClick(line, key)
    return line


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize(("text", "reason"), [("4x", "no_number"), ("0,5", "comma"), ("1e999", "too_large")])
def test_what_is_refused_stays_where_it_was_typed(
    qtbot: QtBot, table: EntryTable, text: str, reason: str, key: Qt.Key
) -> None:
    said: list[Refusal | None] = []
    table.refusal_changed.connect(said.append)
    with qtbot.assertNotEmitted(table.number_typed):
        line = typed(qtbot, table, text, key)
    assert (line.isVisible(), line.text()) == (True, text)
    assert said[-1] == Refusal(text, reason)  # type: ignore[arg-type]


def test_it_can_be_mended_and_the_reason_goes(qtbot: QtBot, table: EntryTable) -> None:
    line = typed(qtbot, table, "4x")
    with qtbot.waitSignal(table.refusal_changed) as said:
        qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert said.args == [None]
    with qtbot.waitSignal(table.number_typed) as taken:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert taken.args == [0, 0, 4.0]


def test_what_is_refused_is_said_also_when_another_cell_is_clicked(qtbot: QtBot, table: EntryTable) -> None:
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClicks(table, "4")
    qtbot.keyClicks(table.findChild(QLineEdit), "x")
    with qtbot.waitSignal(table.refusal_changed) as said:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre(table, 1, 1))
    assert said.args == [Refusal("4x", "no_number")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_a_number_back(qtbot: QtBot, table: EntryTable, key: Qt.Key) -> None:
    table.setCurrentIndex(table.model().index(1, 2))
    with qtbot.waitSignal(table.number_cleared) as cleared:
        qtbot.keyClick(table, key)
    assert cleared.args == [1, 2]


def test_digits_and_arrows_are_its_own_and_not_the_windows(qtbot: QtBot, table: EntryTable) -> None:
    taken: list[str] = []
    for keys in ("5", "-", "Right", "T"):
        QShortcut(QKeySequence(keys), table).activated.connect(lambda keys=keys: taken.append(keys))
    table.setCurrentIndex(table.model().index(0, 0))
    table.activateWindow()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.currentIndex().column() == 1
    qtbot.keyClick(table, Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClick(table, Qt.Key.Key_5)
    assert table.findChild(QLineEdit) is not None
    assert taken == ["T"]


def test_another_number_elsewhere_leaves_what_is_being_typed(qtbot: QtBot, table: EntryTable) -> None:
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClicks(table, "3")
    line = table.findChild(QLineEdit)
    other = VALUES.copy()
    other[1, 2] = 9
    give(table, other)
    assert line.text() == "3"
    assert shown(table, 1, 2) == "9"


def test_the_current_cell_stays_when_numbers_change(table: EntryTable) -> None:
    table.setCurrentIndex(table.model().index(1, 1))
    give(table, VALUES + 1)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1/4", 0.25), ("−2", -2.0), (" 3e-1 ", 0.3), ("－1", -1.0), ("1/", 1.0), ("one", None), ("1/x", None)],
)
def test_fractions_and_real_minus_signs_are_read(text: str, number: float | None) -> None:
    assert number_of(text) == number
