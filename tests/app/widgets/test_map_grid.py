"""The grid shows every head and says which is clicked."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.grid_layout import lay_out_grid, lay_out_row
from app.widgets.map_grid import MapGrid
from app.widgets.scale import Scale

WEIGHTS = Scale("sequential", 0.0, 1.0)
LAYERS, HEADS = ["Layer 1", "Layer 2", "Layer 3"], [f"Head {n}" for n in range(1, 9)]


@pytest.fixture
def grid(qtbot: QtBot) -> MapGrid:
    grid = MapGrid()
    qtbot.addWidget(grid)
    maps = np.zeros((3, 8, 5, 5), np.float32)
    maps[1, 2] = 1.0
    grid.set_maps(maps, None, LAYERS, HEADS, WEIGHTS)
    grid.resize(800, 360)
    return grid


def picture(grid: MapGrid) -> QImage:
    return grid.grab().toImage()


def middle_colour(grid: MapGrid, layer: int, head: int) -> QColor:
    return picture(grid).pixelColor(grid.tile_rect(layer, head).center().toPoint())


def test_every_tile_shows_its_own_map(grid: MapGrid) -> None:
    bright = [
        (a, b) for a in range(3) for b in range(8) if middle_colour(grid, a, b) == WEIGHTS.colour(1, LIGHT)
    ]
    assert bright == [(1, 2)]


def test_a_click_selects(grid: MapGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.tile_selected) as signal:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.tile_rect(2, 5).center().toPoint())
    assert signal.args == [2, 5]


@pytest.mark.parametrize(
    ("key", "tile"),
    [
        (Qt.Key.Key_Left, [1, 2]),
        (Qt.Key.Key_Right, [1, 4]),
        (Qt.Key.Key_Up, [0, 3]),
        (Qt.Key.Key_Down, [2, 3]),
        (Qt.Key.Key_Home, [1, 0]),
        (Qt.Key.Key_End, [1, 7]),
    ],
)
def test_keys_move_the_selection(grid: MapGrid, qtbot: QtBot, key: Qt.Key, tile: list[int]) -> None:
    grid.set_selection(1, 3)
    with qtbot.waitSignal(grid.tile_selected) as signal:
        qtbot.keyClick(grid, key)
    assert signal.args == tile


def test_the_selection_stops_at_the_edge(grid: MapGrid, qtbot: QtBot) -> None:
    grid.set_selection(2, 7)
    with qtbot.assertNotEmitted(grid.tile_selected):
        qtbot.keyClick(grid, Qt.Key.Key_Right)


def test_setting_the_selection_is_silent(grid: MapGrid, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(grid.tile_selected):
        grid.set_selection(0, 0)


def test_a_tile_that_does_not_exist_is_not_selected(grid: MapGrid) -> None:
    grid.set_selection(3, 0)
    assert grid.selection() is None


def test_the_selected_tile_is_framed(grid: MapGrid) -> None:
    grid.set_selection(0, 0)
    edge = grid.tile_rect(0, 0).adjusted(-3, 0, 0, 0)
    assert picture(grid).pixelColor(int(edge.left()), int(edge.center().y())) == QColor(LIGHT.accent)


def test_marked_tiles_are_crossed_out(grid: MapGrid) -> None:
    before = middle_colour(grid, 1, 2)
    grid.set_maps(np.ones((3, 8, 5, 5)), None, LAYERS, HEADS, WEIGHTS, marked={(1, 2)})
    assert middle_colour(grid, 1, 2) != before


def test_a_screen_reader_hears_of_a_head_that_is_off(grid: MapGrid) -> None:
    grid.set_maps(np.ones((3, 8, 5, 5)), None, LAYERS, HEADS, WEIGHTS, marked={(1, 2)})
    grid.set_selection(1, 2)
    assert "switched off" in grid.accessibleDescription()


def test_the_selected_row_is_marked_beside_every_tile(grid: MapGrid) -> None:
    grid.set_cell_selection(2, None)
    image, tiles = picture(grid), [grid.tile_rect(layer, head) for layer in range(3) for head in range(8)]
    marks = {image.pixelColor(int(tile.left()) - 3, int(tile.center().y())).name() for tile in tiles}
    assert marks == {LIGHT.accent}


def test_one_mask_serves_all_heads(grid: MapGrid) -> None:
    before = picture(grid)
    grid.set_maps(np.zeros((3, 8, 5, 5)), ~np.tri(5, dtype=bool), LAYERS, HEADS, WEIGHTS)
    assert picture(grid) != before


def test_a_map_without_values_is_painted(grid: MapGrid) -> None:
    grid.set_maps(np.full((1, 1, 4, 4), np.nan), None, ["1"], ["1"], WEIGHTS)
    assert middle_colour(grid, 0, 0) != WEIGHTS.colour(0, LIGHT)


@pytest.mark.parametrize(
    "shape", [(1, 1, 1, 1), (12, 12, 3, 90), (2, 2, 400, 400), (0, 8, 5, 5), (2, 2, 0, 3)]
)
def test_no_shape_is_too_odd_to_paint(grid: MapGrid, shape: tuple[int, ...]) -> None:
    grid.set_maps(np.zeros(shape), None, LAYERS, HEADS, WEIGHTS)
    assert not picture(grid).isNull()


def test_tiles_do_not_overlap(grid: MapGrid) -> None:
    assert not grid.tile_rect(0, 0).intersects(grid.tile_rect(0, 1))


def test_the_tiles_stay_inside(grid: MapGrid) -> None:
    assert grid.rect().contains(grid.tile_rect(2, 7).toRect())


def test_dark_changes_what_is_painted(grid: MapGrid) -> None:
    before = picture(grid)
    grid.set_theme(DARK, 1.0)
    assert picture(grid) != before


@pytest.mark.parametrize(("room", "whole"), [(260.0, True), (150.0, False)])
def test_titles_are_cut_only_where_the_maps_gain_much_by_it(room: float, whole: bool) -> None:
    title, line = 45.0, 16.0
    layout = lay_out_grid(QRectF(0, 0, room, 340), (8, 3, 9, 9), title, line, True)
    assert (layout.title_width >= title) == whole


@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
def test_rows_are_never_so_low_that_their_titles_meet(grid: MapGrid, scale: float) -> None:
    grid.set_maps(np.zeros((8, 3, 9, 9)), None, [f"Head {n}" for n in range(8)], ["1", "2", "3"], WEIGHTS)
    grid.set_theme(DARK, scale)
    grid.resize(500, grid.minimumSizeHint().height())
    layout = grid._laid_out()
    assert layout is not None and layout.step.y() >= layout.line_height * 0.8


@pytest.fixture
def row(grid: MapGrid) -> MapGrid:
    """Ten tiles in an order of their own, in a narrow room."""
    grid.set_maps(
        np.zeros((1, 10, 5, 5)), None, scale=WEIGHTS, tile_titles=[f"1.{n}\n0.5" for n in range(10)]
    )
    grid.resize(320, 300)
    return grid


def test_a_row_with_titles_goes_on_below(row: MapGrid) -> None:
    assert row.tile_rect(0, 9).top() > row.tile_rect(0, 0).bottom()


def test_all_tiles_of_a_row_stay_inside_and_apart(row: MapGrid) -> None:
    tiles = [row.tile_rect(0, at) for at in range(10)]
    assert all(row.rect().contains(tile.toRect()) for tile in tiles)
    assert not any(one.intersects(other) for at, one in enumerate(tiles) for other in tiles[:at])


def test_down_goes_to_the_tile_below(row: MapGrid, qtbot: QtBot) -> None:
    row.set_selection(0, 1)
    with qtbot.waitSignal(row.tile_selected) as signal:
        qtbot.keyClick(row, Qt.Key.Key_Down)
    below = row.tile_rect(*signal.args)
    assert (below.left(), below.top() > row.tile_rect(0, 1).top()) == (row.tile_rect(0, 1).left(), True)


def test_a_click_finds_every_tile_of_a_row(row: MapGrid) -> None:
    layout = row._laid_out()
    assert layout is not None
    assert [layout.tile_at(layout.tile(0, at).center()) for at in range(10)] == [(0, at) for at in range(10)]


@pytest.mark.parametrize("height", [200.0, 280.0, 600.0])
def test_the_maps_of_a_row_stay_large_enough_to_see_in_a_low_room(height: float) -> None:
    layout = lay_out_row(QRectF(0, 0, 340, height), (1, 24, 6, 6), 76.0, 46.0, 19.0)
    assert min(layout.width, layout.height) >= 16


def test_titles_beside_the_maps_stand_left_of_them_and_apart() -> None:
    layout = lay_out_row(QRectF(0, 0, 370, 240), (1, 24, 6, 6), 76.0, 46.0, 19.0)
    titles = [layout.title(0, at) for at in range(24)]
    assert (layout.beside > 0, layout.title_lines) == (True, 2)
    assert all(title.top() >= -5 and title.bottom() <= 245 for title in titles)
    assert all(title.right() < layout.tile(0, at).left() for at, title in enumerate(titles))
    assert all(title.left() >= layout.tile(0, at - 1).right() for at, title in enumerate(titles) if at % 4)


def test_a_screen_reader_hears_of_a_marked_head(grid: MapGrid) -> None:
    grid.set_selection(1, 2)
    grid.set_chosen({(1, 2)})
    assert "marked" in grid.accessibleDescription()


def repainted(grid: MapGrid, maps: NDArray[np.float32], rows: list[str], tiles: list[str]) -> QImage:
    grid.set_maps(maps, None, rows, [] if tiles else HEADS, WEIGHTS, tile_titles=tiles)
    return picture(grid)


@pytest.mark.parametrize("shape", [(3, 8, 5, 5), (3, 8, 9, 4), (2, 4, 5, 5), (1, 6, 5, 5)])
@pytest.mark.parametrize("titled", [False, True])
def test_other_maps_look_as_in_a_grid_of_their_own(
    grid: MapGrid, qtbot: QtBot, shape: tuple[int, ...], titled: bool
) -> None:
    tiles = [f"Layer {n}\nhead {n}" for n in range(shape[1])] if titled and shape[0] == 1 else []
    maps = np.random.default_rng(1).random(shape, np.float32)
    fresh = MapGrid()
    qtbot.addWidget(fresh)
    fresh.resize(grid.size())
    for each in (grid, fresh):
        each.set_cell_selection(2, 1)
    picture(grid)
    assert repainted(grid, maps, LAYERS, tiles) == repainted(fresh, maps, LAYERS, tiles)


def test_other_titles_are_painted_anew(grid: MapGrid) -> None:
    maps = np.zeros((3, 8, 5, 5), np.float32)
    assert repainted(grid, maps, LAYERS, []) != repainted(grid, maps, ["A", "B", "C"], [])


def test_other_numbers_leave_the_tiles_where_they_are(grid: MapGrid) -> None:
    before = grid.tile_rect(2, 7)
    repainted(grid, np.ones((3, 8, 5, 5), np.float32), LAYERS, [])
    assert grid.tile_rect(2, 7) == before
