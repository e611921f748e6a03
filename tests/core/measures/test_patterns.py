from __future__ import annotations

import numpy as np
import pytest

from core.measures.patterns import PatternName, pattern

FREE = np.zeros((6, 6), bool)
CAUSAL = np.triu(np.ones((6, 6), bool), 1)


def looking(offset: int) -> np.ndarray:
    """Every row looks at the token so far away, or at itself where there is none."""
    weights = np.zeros((6, 6))
    for row in range(6):
        weights[row, row + offset if 0 <= row + offset < 6 else row] = 1
    return weights


@pytest.mark.parametrize(("offset", "name"), [(-1, "previous"), (1, "next"), (0, "itself")])
def test_a_fixed_offset_is_named(offset: int, name: PatternName) -> None:
    assert pattern(looking(offset), FREE, self_attending=True).name == name


def test_the_share_is_the_mean_weight_that_follows_the_pattern() -> None:
    weights = 0.7 * looking(0) + 0.3 * looking(1)
    weights[5] = [0, 0, 0, 0, 0.3, 0.7]
    assert pattern(weights, FREE, self_attending=True).share == pytest.approx(0.7)


def test_even_weights_are_broad() -> None:
    found = pattern(np.full((6, 6), 1 / 6), FREE, self_attending=True)
    assert (found.name, found.breadth) == ("broad", pytest.approx(6.0))


def test_the_end_token_is_named() -> None:
    weights = np.tile(np.eye(6)[5], (6, 1))
    assert pattern(weights, FREE, self_attending=False, ends=(5,)).name == "end"


def test_one_token_a_row_at_no_fixed_place_is_focused() -> None:
    weights = np.eye(6)[[2, 4, 1, 5, 3, 2]]
    assert pattern(weights, FREE, self_attending=False).name == "focused"


def test_the_row_without_a_choice_does_not_count() -> None:
    weights = np.where(CAUSAL, 0, 1e-9) + looking(-1)
    assert pattern(weights, CAUSAL, self_attending=True).share == pytest.approx(1.0)


def test_a_single_token_has_no_choice() -> None:
    assert pattern(np.ones((1, 1)), np.zeros((1, 1), bool), self_attending=True).name == "nothing"
