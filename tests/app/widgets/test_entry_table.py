"""A table of numbers that can be typed over, by keyboard and by mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.widgets.entry_table import EntryTable, number_of

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
