"""Entropies against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from core.measures.entropy import breadth, entropy
from core.trace import Trace


@given(arrays.arrays(np.float64, (3, 5), elements=st.floats(0, 1)))
def test_the_entropy_of_rows_is_that_of_scipy(rows: np.ndarray) -> None:
    weights = (rows + 1e-9) / (rows + 1e-9).sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(entropy(weights), stats.entropy(weights, axis=-1), atol=1e-12)


def test_a_weight_of_0_adds_nothing() -> None:
    weights = np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])
    np.testing.assert_allclose(entropy(weights), stats.entropy(weights, axis=-1), atol=1e-12)


def test_the_maps_of_a_trace_have_the_entropies_of_scipy(tiny_trace: Trace) -> None:
    for step in tiny_trace.of_kind("softmax"):
        weights = step.value.astype(np.float64)
        np.testing.assert_allclose(entropy(step.value), stats.entropy(weights, axis=-1), atol=1e-6)


@pytest.mark.parametrize("count", [1, 2, 7])
def test_uniform_rows_are_as_broad_as_they_have_tokens(count: int) -> None:
    assert breadth(np.full((3, count), 1 / count)) == pytest.approx(count)
