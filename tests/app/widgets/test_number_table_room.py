"""A table of numbers shows its labels whole, and its numbers near to them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from app.widgets.number_table import WIDEST, NumberTable


@pytest.fixture
def table(qtbot: QtBot) -> NumberTable:
    table = NumberTable()
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.set_rows(np.arange(6.0).reshape(3, 2), row_labels="abc", column_titles=["A", "B"])
    with qtbot.waitExposed(table):
        table.show()
    return table


def width_of(table: NumberTable, label: str) -> float:
    return QFontMetricsF(table._figures.label_font).horizontalAdvance(label)


def test_longer_labels_get_the_width_they_need(table: NumberTable) -> None:
    labels = ["'m | a token that is rather long", "a", "b"]
    table.set_rows(np.arange(6.0).reshape(3, 2), row_labels=labels, column_titles=["A", "B"])
    assert table.verticalHeader().width() >= width_of(table, labels[0])


def test_columns_are_no_wider_than_their_numbers_need(table: NumberTable) -> None:
    widths = [table.columnWidth(at) for at in range(2)]
    assert max(widths) <= WIDEST


def test_in_a_narrow_room_the_columns_share_it(table: NumberTable) -> None:
    table.resize(200, 300)
    table.set_rows(np.zeros((3, 3)), row_labels="abc", column_titles="ABC")
    assert sum(table.columnWidth(at) for at in range(3)) <= table.viewport().width()


def test_a_long_title_of_a_column_has_room(table: NumberTable) -> None:
    title = "the mean change of a weight over all tokens"
    table.set_rows(np.zeros((3, 1)), row_labels="abc", column_titles=[title])
    assert table.columnWidth(0) >= width_of(table, title)
