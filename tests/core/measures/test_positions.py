"""Waves, rotations and distances of position vectors, against the layer and against arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.layers.positions import sinusoids
from core.measures.positions import change, dot_products, frequencies, rotated, same_pieces, waves
from core.trace import Token

BASE = 10000.0


@pytest.mark.parametrize("width", [2, 8, 64, 255, 256])
def test_waves_are_what_the_layer_computes(width: int) -> None:
    np.testing.assert_allclose(waves(np.arange(50), width, BASE), sinusoids(50, width).numpy(), atol=1e-6)


def test_the_second_pair_of_six_dimensions_turns_by_one_over_the_cube_root() -> None:
    assert frequencies(6, BASE)[1] == pytest.approx(1 / 10000 ** (2 / 6))  # 1 / 21.54, and not 1 / 100


@given(st.integers(-40, 40), st.sampled_from([2, 8, 32]), st.integers(0, 60))
def test_a_shift_is_a_rotation_of_every_pair(shift: int, width: int, position: int) -> None:
    here, there = (waves(np.array([at]), width, BASE) for at in (position, position + shift))
    np.testing.assert_allclose(rotated(here, shift, BASE), there, atol=1e-9)


def test_a_rotation_keeps_lengths() -> None:
    encoding = waves(np.arange(9), 16, BASE)
    lengths = [np.linalg.norm(vectors, axis=1) for vectors in (encoding, rotated(encoding, 5, BASE))]
    np.testing.assert_allclose(*lengths)


def test_dot_products_depend_on_the_distance_only() -> None:
    products = dot_products(waves(np.arange(12), 16, BASE))
    for distance in range(12):
        np.testing.assert_allclose(np.diagonal(products, distance), products[0, distance])


def tokens(*ids: int) -> list[Token]:
    return [Token(id, str(id)) for id in ids]


def test_the_same_pieces_are_found_wherever_they_went() -> None:
    assert same_pieces(tokens(1, 5, 6, 7, 2), tokens(1, 7, 6, 5, 2)) == (
        (0, 0),
        (1, 3),
        (2, 2),
        (3, 1),
        (4, 4),
    )


def test_the_second_of_a_kind_is_the_second_there_and_strangers_are_left_out() -> None:
    assert same_pieces(tokens(4, 4, 9), tokens(8, 4, 4)) == ((0, 1), (1, 2))


def test_change_is_the_distance_as_a_share_of_the_length() -> None:
    first, second = np.array([[3.0, 4.0], [0.0, 0.0]]), np.array([[3.0, 4.0], [3.0, 0.0]])
    np.testing.assert_allclose(change(first, second, [(0, 0), (0, 1), (1, 0)]), [0, np.hypot(0, 4) / 5, 0])


def test_nothing_in_common_is_no_change() -> None:
    assert change(np.ones((2, 3)), np.ones((2, 3)), ()).shape == (0,)
