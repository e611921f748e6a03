"""A matrix fills the room that it has, and what is selected in it hides nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.theme import LIGHT, palette
from app.widgets.heatmap import HeatMap, Scale

WEIGHTS = Scale("sequential", 0.0, 1.0)


def shown(qtbot: QtBot, rows: int, columns: int, width: int, height: int, **labels: Any) -> HeatMap:
    heat = HeatMap()
    heat.setPalette(palette(LIGHT))
    qtbot.addWidget(heat)
    names = {
        "row_labels": [f"r{row}" for row in range(rows)],
        "column_labels": [f"c{column}" for column in range(columns)],
    }
    heat.set_matrix(np.full((rows, columns), 1 / 3), scale=WEIGHTS, **{**names, **labels})
    heat.resize(width, height)
    return heat


def colours(image: QImage, place: QRectF) -> set[str]:
    rect = place.toRect()
    xs, ys = range(rect.left(), rect.right()), range(rect.top(), rect.bottom())
    return {image.pixelColor(x, y).name() for x in xs for y in ys}


@pytest.mark.parametrize(("rows", "columns"), [(46, 15), (19, 15), (6, 9), (15, 46), (12, 12)])
def test_a_matrix_fills_most_of_its_room(qtbot: QtBot, rows: int, columns: int) -> None:
    area = shown(qtbot, rows, columns, 430, 300).matrix_rect()
    assert area.width() * area.height() > 0.5 * 430 * 300


@pytest.mark.parametrize(("rows", "columns"), [(46, 15), (6, 9), (15, 46)])
def test_a_matrix_in_a_high_room_gets_higher_cells(qtbot: QtBot, rows: int, columns: int) -> None:
    wide = shown(qtbot, rows, columns, 250, 160).matrix_rect().height()
    assert shown(qtbot, rows, columns, 250, 400).matrix_rect().height() > 1.5 * wide


def test_no_cell_of_a_square_matrix_is_more_than_three_times_as_wide_as_high(qtbot: QtBot) -> None:
    cell = shown(qtbot, 8, 8, 1200, 200).cell_rect(0, 0)
    assert cell.width() <= 3 * (cell.height() + 1)  # which is cut to whole pixels


def test_one_long_label_does_not_turn_the_others(qtbot: QtBot) -> None:
    names = ["a", "b", "an unknown token that goes on", "c", "d"]
    plain = shown(qtbot, 5, 5, 430, 300).matrix_rect().top()
    assert shown(qtbot, 5, 5, 430, 300, column_labels=names).matrix_rect().top() == plain


def test_labels_turn_where_many_are_too_long(qtbot: QtBot) -> None:
    names = ["a", "b", "an unknown token", "another long one", "d"]
    plain = shown(qtbot, 5, 5, 430, 300).matrix_rect().top()
    assert shown(qtbot, 5, 5, 430, 300, column_labels=names).matrix_rect().top() > plain


def test_labels_that_the_tag_of_the_selected_row_would_cover_give_way(qtbot: QtBot) -> None:
    every = [f"r{row:02d}" for row in range(24)]
    fewer = ["" if row in (4, 6) else name for row, name in enumerate(every)]
    pictures = []
    for names in (every, fewer):
        heat = shown(qtbot, 24, 24, 430, 260, row_labels=names)
        heat.set_selection(5, None)
        pictures.append(heat.grab().toImage())
    assert pictures[0] == pictures[1]


def test_labels_that_the_tag_of_the_selected_column_would_cover_give_way(qtbot: QtBot) -> None:
    every = [f"column {column:02d}" for column in range(24)]
    fewer = ["" if column in (4, 6) else name for column, name in enumerate(every)]
    pictures = []
    for names in (every, fewer):
        heat = shown(qtbot, 24, 24, 330, 300, column_labels=names)
        heat.set_selection(None, 5)
        pictures.append(heat.grab().toImage())
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("cell", [(0, 0), (12, 12), (23, 23)])
@pytest.mark.parametrize(("width", "height"), [(430, 300), (700, 200), (200, 420)])
def test_the_number_of_a_small_selected_cell_stands_over_no_other(
    qtbot: QtBot, cell: tuple[int, int], width: int, height: int
) -> None:
    heat = shown(qtbot, 24, 24, width, height)
    before = heat.grab().toImage()
    heat.set_selection(*cell)
    image = heat.grab().toImage()
    others = [heat.cell_rect(row, column) for row in range(24) for column in range(24)]
    inner = [rect for rect in others if not _meets(rect, heat.cell_rect(*cell))]
    changed = [rect for rect in inner if colours(image, rect) != colours(before, rect)]
    assert not changed


def _meets(rect: QRectF, selected: QRectF) -> bool:
    """Whether a cell lies in the framed row or column, or touches it."""
    across = rect.top() < selected.bottom() + 4 and rect.bottom() > selected.top() - 4
    along = rect.left() < selected.right() + 4 and rect.right() > selected.left() - 4
    return across or along


def test_the_number_stands_at_the_end_of_the_row_where_there_is_room(qtbot: QtBot) -> None:
    heat = shown(qtbot, 24, 24, 1400, 200)
    before = heat.grab().toImage()
    heat.set_selection(10, 10)
    cells, row = heat.matrix_rect(), heat.cell_rect(10, 10).center().y()
    end = QRectF(cells.right() + 12, row - 8, 40, 16)
    assert colours(heat.grab().toImage(), end) != colours(before, end)


def test_the_number_of_a_large_cell_stands_over_the_cell_itself(qtbot: QtBot) -> None:
    heat = shown(qtbot, 3, 3, 300, 240, hatched=np.eye(3, dtype=bool))
    before = heat.grab().toImage()
    heat.set_selection(1, 2)
    above = heat.cell_rect(0, 0).adjusted(4, 4, -4, -4)
    assert colours(heat.grab().toImage(), above) == colours(before, above)
