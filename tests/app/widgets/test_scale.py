"""Numbers become the right colours."""

from __future__ import annotations

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
