"""Angles, cosines and nearest rows, against arithmetic."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.measures.angles import common_plane, cosines, pair
from core.measures.neighbours import neighbourhood
from core.trace import Trace


def vectors(seed: int, width: int = 32) -> tuple[np.ndarray, np.ndarray]:
    first, second = np.random.default_rng(seed).normal(size=(2, width))
    return first, second


@pytest.mark.parametrize(
    ("first", "second", "degrees", "projection"),
    [
        ([2, 0], [5, 0], 0, 2),
        ([0, 3], [5, 0], 90, 0),
        ([-1, 0], [4, 0], 180, -1),
        ([1, 1], [3, 0], 45, 1),
        ([3, 4, 0], [0, 2, 0], math.degrees(math.acos(0.8)), 4),
    ],
)
def test_two_vectors_in_numbers(
    first: list[float], second: list[float], degrees: float, projection: float
) -> None:
    found = pair(np.array(first), np.array(second))
    assert (found.degrees, found.projection) == (pytest.approx(degrees), pytest.approx(projection))


@given(st.integers(0, 500))
def test_the_dot_product_is_lengths_times_cosine(seed: int) -> None:
    found = pair(*vectors(seed))
    assert found.lengths[0] * found.lengths[1] * found.cosine == pytest.approx(found.product)
    assert found.projection * found.lengths[1] == pytest.approx(found.product)


@pytest.mark.parametrize(("first", "second"), [([0, 0], [1, 2]), ([1, 2], [0, 0]), ([0, 0], [0, 0])])
def test_a_vector_without_direction_has_no_angle(first: list[float], second: list[float]) -> None:
    found = pair(np.array(first), np.array(second))
    assert math.isnan(found.cosine)
    assert math.isnan(found.degrees)


@given(st.integers(0, 500), st.integers(1, 40))
def test_the_plane_of_two_vectors_keeps_all_their_numbers(seed: int, width: int) -> None:
    first, second = vectors(seed, width)
    before, after = pair(first, second), pair(*common_plane(first, second))
    assert after.lengths == pytest.approx(before.lengths)
    assert after.product == pytest.approx(before.product, abs=1e-9)


def test_the_second_vector_lies_along_the_first_axis() -> None:
    plane = common_plane(*vectors(3))
    assert plane[1, 0] > 0 and plane[1, 1] == 0 and plane[0, 1] >= 0


def test_cosines_of_rows_are_torchs() -> None:
    first, second = np.random.default_rng(0).normal(size=(2, 9, 5))
    expected = torch.nn.functional.cosine_similarity(torch.tensor(first), torch.tensor(second), dim=-1)
    np.testing.assert_allclose(cosines(first, second), expected.numpy())


def test_a_row_of_zeros_has_no_cosine() -> None:
    assert np.isnan(cosines(np.zeros((1, 3)), np.ones((1, 3)))).all()


def test_the_nearest_rows_of_a_table(tiny_trace: Trace) -> None:
    table = tiny_trace.parameters["encoder.embedding.table.weight"].astype(np.float64)
    units = table / np.linalg.norm(table, axis=1, keepdims=True)
    expected = [row for row in np.argsort(-(units @ units[20])) if row != 20][:10]
    found = neighbourhood(table, table[20], 10, [20])
    assert list(found.rows) == expected
    np.testing.assert_allclose(found.cosines, (units @ units[20])[expected])
    assert found.usual == pytest.approx(np.delete(units @ units[20], 20).mean())


def test_length_does_not_count() -> None:
    table = np.array([[1.0, 0.1], [100, 100], [0, 5]])
    assert neighbourhood(table, np.array([3.0, 0]), 2).rows == (0, 1)


def test_equal_rows_stand_in_the_order_of_their_numbers() -> None:
    assert neighbourhood(np.ones((5, 2)), np.ones(2), 3, [1]).rows == (0, 2, 3)


def test_a_small_table_has_fewer_neighbours() -> None:
    found = neighbourhood(np.eye(3), np.eye(3)[0], 10, [0])
    assert (found.rows, found.compared) == ((1, 2), 2)


@pytest.mark.parametrize(
    ("table", "vector"), [(np.ones((4, 2)), np.zeros(2)), (np.zeros((4, 2)), np.ones(2))]
)
def test_nothing_is_near_what_has_no_direction(table: np.ndarray, vector: np.ndarray) -> None:
    assert neighbourhood(table, vector, 3).rows == ()
