"""Bars, predictions and the course of a share: they show what they are given and say what is wished."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.widgets.course_chart import CourseChart, Stop
from app.widgets.number_text import short_percent
from app.widgets.paired_bars import BarRow, PairedBars
from app.widgets.prediction_table import Predictions, PredictionTable

NAN = float("nan")


@pytest.fixture
def bars(qtbot: QtBot) -> PairedBars:
    widget = PairedBars()
    qtbot.addWidget(widget)
    widget.resize(360, 240)
    widget.set_rows([BarRow("one", 2.0, 1.0), BarRow("two", 4.0, NAN)], "lengths", "found", "added")
    return widget


@pytest.fixture
def table(qtbot: QtBot) -> PredictionTable:
    widget = PredictionTable(fills=True)
    qtbot.addWidget(widget)
    widget.resize(400, 240)
    texts = [["a", "b"], ["c", "a"], ["b", "b"]]
    values = np.array([[0.5, 0.9], [0.0004, 1.0], [0.25, NAN]])
    marked = np.array([[False, True], [False, True], [True, True]])
    widget.set_predictions(Predictions(texts, values, marked, ["x", "y", "z"], ["first", "last"]))
    widget.show()
    return widget


def test_a_clicked_row_is_wished_for(qtbot: QtBot, bars: PairedBars) -> None:
    with qtbot.waitSignal(bars.row_selected) as wish:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_rect(1).center().toPoint())
    assert wish.args == [1]


def test_the_arrows_stop_at_the_last_row(qtbot: QtBot, bars: PairedBars) -> None:
    for _ in range(4):
        qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.selection() == 1


def test_the_marked_row_is_told(bars: PairedBars) -> None:
    bars.set_selection(0)
    assert bars.accessibleDescription() == "one: found 2.000, added 1.000"


def test_an_absent_length_is_not_told(bars: PairedBars) -> None:
    bars.set_selection(1)
    assert bars.accessibleDescription() == "two: found 4.000"


def test_many_rows_are_drawn_in_little_room(bars: PairedBars) -> None:
    bars.set_rows([BarRow(str(at), at, 1.0) for at in range(60)], "lengths", "found", "added")
    assert not bars.grab().isNull()


def test_a_marked_cell_carries_a_tick(table: PredictionTable) -> None:
    assert table.model().index(0, 1).data() == "✓ b 90 %"
    assert table.model().index(0, 0).data() == "a 50 %"


@pytest.mark.parametrize(
    ("share", "text"),
    [(1.0, "100"), (0.414, "41"), (0.0996, "10"), (0.0414, "4.1"), (0.0001, "<0.1"), (0.0, "0"), (NAN, "—")],
)
def test_a_share_is_written_in_four_characters_at_most(share: float, text: str) -> None:
    assert short_percent(share) == text


def test_setting_the_selection_is_silent(qtbot: QtBot, table: PredictionTable) -> None:
    with qtbot.assertNotEmitted(table.cell_selected):
        table.set_selection(1, 1)
    assert table.selection() == (1, 1)


def test_a_key_moves_and_says_so(qtbot: QtBot, table: PredictionTable) -> None:
    table.set_selection(0, 0)
    with qtbot.waitSignal(table.cell_selected) as wish:
        qtbot.keyClick(table, Qt.Key.Key_Right)
    assert wish.args == [0, 1]


def test_few_rows_are_made_high(table: PredictionTable) -> None:
    assert table.rowHeight(0) > 2 * table.fontMetrics().height()


def test_the_course_is_told_place_by_place(qtbot: QtBot) -> None:
    chart = CourseChart()
    qtbot.addWidget(chart)
    chart.set_theme(DARK)
    chart.set_course([Stop("start", 0.1, "10 %", "rank 3"), Stop("end", NAN, "—", "rank 1")], "way", 1)
    assert chart.accessibleDescription() == "start: 10 %, rank 3; end: —, rank 1"
    assert not chart.grab().isNull()
