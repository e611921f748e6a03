"""Numbers become the right colours."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColor

from app.theme import DARK, LIGHT, diverging_table, sequential_table
from app.widgets.scale import Scale, cell_image, pooled, pooled_mask

WEIGHTS = Scale("sequential", 0.0, 1.0)
SIGNED = Scale("diverging", -1.0, 3.0)


@pytest.mark.parametrize(("value", "index"), [(0.0, 0), (1.0, 255), (7.0, 255), (-7.0, 0)])
def test_sequential_ends_have_the_end_colours(value: float, index: int) -> None:
    assert WEIGHTS.colour(value, LIGHT) == QColor(*map(int, sequential_table()[index]))


def test_zero_has_the_middle_colour_of_a_lopsided_diverging_scale() -> None:
    assert SIGNED.colour(0.0, DARK) == QColor(*map(int, diverging_table(DARK)[128]))


def test_equal_sizes_are_equally_far_from_the_middle() -> None:
    low, high = SIGNED.positions(np.array([-2.0, 2.0]))
    assert low + high == pytest.approx(1.0)


@pytest.mark.parametrize("scale", [Scale("sequential", 1.0, 1.0), Scale("diverging", 0.0, 0.0)])
def test_a_scale_without_extent_still_has_colours(scale: Scale) -> None:
    assert np.isfinite(scale.positions(np.array([0.0, 1.0, np.nan, np.inf]))).all()


def test_infinities_lie_at_the_ends() -> None:
    assert WEIGHTS.positions(np.array([-np.inf, np.inf])).tolist() == [0.0, 1.0]


def test_the_image_has_rows_downwards_and_columns_to_the_right() -> None:
    values = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]], dtype=np.float32)
    image = cell_image(values, np.zeros(values.shape, bool), WEIGHTS, LIGHT)
    assert image.pixelColor(1, 0) == WEIGHTS.colour(1.0, LIGHT)


def test_hidden_cells_are_transparent() -> None:
    hidden = np.array([[True, False]])
    image = cell_image(np.ones((1, 2), np.float32), hidden, WEIGHTS, LIGHT)
    assert [image.pixelColor(x, 0).alpha() for x in (0, 1)] == [0, 255]


def test_pooling_keeps_the_single_bright_cell() -> None:
    values = np.zeros((100, 90), np.float32)
    values[37, 61] = 0.8
    assert pooled(values, 10, 7).max() == np.float32(0.8)


def test_pooling_keeps_the_sign() -> None:
    values = np.array([[0.5, -2.0, 1.0, 0.0]])
    assert pooled(values, 1, 1).item() == -2.0


def test_pooling_leaves_out_what_is_no_number() -> None:
    assert pooled(np.array([[np.nan, 0.5]]), 1, 1).item() == 0.5


def test_pooling_leaves_a_small_matrix_alone() -> None:
    values = np.arange(6.0).reshape(2, 3)
    assert pooled(values, 10, 10) is values


def test_a_pooled_mask_is_set_where_all_cells_are_masked() -> None:
    mask = np.array([[True, True, True, False]])
    assert pooled_mask(mask, 1, 2).tolist() == [[True, False]]


@pytest.mark.parametrize("limits", [(10, 7), (100, 4), (3, 90)])
def test_pooling_a_turned_matrix_turns_what_is_pooled(limits: tuple[int, int]) -> None:
    values = np.random.default_rng(1).normal(size=(100, 90))
    assert np.array_equal(pooled(values.T, limits[1], limits[0]), pooled(values, *limits).T)


@pytest.mark.parametrize("limits", [(10, 7), (30, 90), (64, 3)])
def test_every_pooled_cell_is_the_farthest_from_0_of_its_group(limits: tuple[int, int]) -> None:
    values = np.random.default_rng(2).normal(size=(100, 90))
    edges = [
        np.linspace(0, length, limit + 1).astype(int)
        for length, limit in zip(values.shape, limits, strict=True)
    ]
    groups = [
        [values[a:b, c:d].ravel() for c, d in pairwise(edges[1].tolist())]
        for a, b in pairwise(edges[0].tolist())
    ]
    expected = [[group[np.abs(group).argmax()] for group in row] for row in groups]
    assert np.array_equal(pooled(values, *limits), expected)


def test_few_wide_groups_are_pooled_as_many_small_ones_are() -> None:
    values = np.random.default_rng(3).normal(size=(2, 8001))
    many = np.repeat(values, 400, axis=0)
    assert np.array_equal(pooled(values, 2, 64), pooled(many, 800, 64)[::400])


def test_what_is_no_number_does_not_hide_a_number_beside_it() -> None:
    assert pooled(np.array([[np.nan, -0.5, np.nan, np.nan]]), 1, 2)[0, 0] == -0.5


def test_a_turned_matrix_becomes_a_turned_image() -> None:
    values = np.array([[0.0, 1.0, 0.5], [0.25, 0.75, 0.1]])
    none = np.zeros(values.shape, bool)
    image, turned = (cell_image(v, m, WEIGHTS, LIGHT) for v, m in ((values, none), (values.T, none.T)))
    assert [turned.pixelColor(y, x) for x in range(3) for y in range(2)] == [
        image.pixelColor(x, y) for x in range(3) for y in range(2)
    ]
