"""Principal components against NumPy's own decomposition and against what they must be in themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.projection import principal
from core.trace import Array, Trace


def rows(seed: int, count: int = 12, width: int = 6) -> Array:
    spread = np.diag(np.arange(width, 0, -1.0))
    return np.asarray(np.random.default_rng(seed).normal(size=(count, width)) @ spread + 3)


@pytest.mark.parametrize("seed", range(5))
def test_the_axes_are_the_right_singular_vectors_up_to_sign(seed: int) -> None:
    found = principal(rows(seed))
    _, _, directions = np.linalg.svd(rows(seed) - rows(seed).mean(axis=0))
    np.testing.assert_allclose(np.abs((found.axes * directions[:2]).sum(axis=1)), 1, atol=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_the_shares_are_those_of_the_covariance(seed: int) -> None:
    values = np.linalg.eigvalsh(np.cov(rows(seed).T))[::-1]
    np.testing.assert_allclose(principal(rows(seed), 3).explained, values[:3] / values.sum())


def test_all_axes_together_explain_everything() -> None:
    assert principal(rows(0), 6).explained.sum() == pytest.approx(1)


def test_the_share_of_an_axis_is_the_variance_of_its_points() -> None:
    found = principal(rows(1))
    np.testing.assert_allclose(found.points(rows(1)).var(axis=0), found.explained * rows(1).var(axis=0).sum())


@given(st.integers(0, 1000))
def test_the_largest_component_of_an_axis_is_positive(seed: int) -> None:
    axes = principal(rows(seed)).axes
    assert (axes[np.arange(2), np.abs(axes).argmax(axis=1)] > 0).all()


def test_mirrored_rows_have_the_same_axes() -> None:
    np.testing.assert_allclose(principal(-rows(2)).axes, principal(rows(2)).axes, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_turning_the_space_changes_the_picture_by_signs_alone(seed: int) -> None:
    turn, _ = np.linalg.qr(np.random.default_rng(seed + 50).normal(size=(6, 6)))
    before, after = (principal(values) for values in (rows(seed), rows(seed) @ turn))
    np.testing.assert_allclose(after.explained, before.explained)
    points = before.points(rows(seed)), after.points(rows(seed) @ turn)
    np.testing.assert_allclose(np.abs(points[0]), np.abs(points[1]), atol=1e-9)


def test_moving_all_rows_moves_no_point() -> None:
    here, there = rows(3), rows(3) + 17
    np.testing.assert_allclose(principal(here).points(here), principal(there).points(there), atol=1e-9)


def test_a_plane_keeps_every_distance() -> None:
    flat = np.random.default_rng(4).normal(size=(7, 2)) @ np.random.default_rng(5).normal(size=(2, 9))
    points = principal(flat).points(flat)
    distances = [np.linalg.norm(one[:, None] - one[None], axis=-1) for one in (flat, points)]
    np.testing.assert_allclose(*distances, atol=1e-9)


@pytest.mark.parametrize(
    ("values", "explained"),
    [
        (np.ones((1, 4)), [0, 0]),
        (np.full((5, 4), 0.1), [0, 0]),
        (np.outer([1, 2, 5], [1, 1]), [1, 0]),
        (np.array([[1.0], [2.0]]), [1, 0]),
    ],
    ids=["one row", "equal rows", "rows on a line", "one dimension"],
)
def test_rows_that_differ_in_fewer_directions_leave_axes_empty(values: Array, explained: list[float]) -> None:
    found = principal(values)
    np.testing.assert_allclose(found.explained, explained)
    assert not found.axes[np.array(explained) == 0].any()
    assert found.points(values).shape == (len(values), 2)


def test_the_same_numbers_give_the_same_bits(tiny_trace: Trace) -> None:
    step = tiny_trace["encoder.layers.1.feed_forward_norm.output"]
    assert principal(step.value).points(step.value).tobytes() == (
        principal(step.value.copy()).points(step.value).tobytes()
    )
