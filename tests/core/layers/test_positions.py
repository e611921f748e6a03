"""Position vectors are those of the paper's formula, or the trained ones."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.layers.positions import LearnedPositions, SinusoidalPositions, sinusoids


@pytest.mark.parametrize(("length", "width"), [(1, 2), (7, 16), (128, 256), (5, 7), (1024, 768)])
def test_sinusoids_follow_the_formula_of_the_paper(length: int, width: int) -> None:
    expected = np.empty((length, width))
    for column in range(width):
        angle = np.arange(length) / 10000 ** (2 * (column // 2) / width)
        expected[:, column] = np.cos(angle) if column % 2 else np.sin(angle)
    np.testing.assert_allclose(sinusoids(length, width).numpy(), expected, rtol=0, atol=1e-7)


def test_a_run_of_positions_starts_where_it_is_told() -> None:
    positions = SinusoidalPositions(32, 8)
    assert torch.equal(positions(5, 4), sinusoids(32, 8)[5:9])


def test_sinusoids_are_not_stored_with_the_weights() -> None:
    assert not SinusoidalPositions(32, 8).state_dict()


def test_learned_positions_are_rows_of_their_table() -> None:
    positions = LearnedPositions(32, 8)
    assert torch.equal(positions(5, 4), positions.table[5:9])
