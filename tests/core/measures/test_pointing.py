"""A head that aligns word by word points; one that is spread, or looks at one key only, does not."""

import numpy as np
import pytest

from core.measures.pointing import pointing


def test_an_alignment_points_completely() -> None:
    assert pointing(np.eye(5)[None, ::-1])[0] == 1


@pytest.mark.parametrize(
    ("weights", "expected"),
    [(np.full((4, 4), 0.25), 0.25 / 4), (np.eye(4)[[0, 0, 0, 0]], 1 / 4), (np.eye(4)[[0, 1, 1, 0]], 2 / 4)],
    ids=["spread", "one key", "two keys"],
)
def test_others_point_less(weights: np.ndarray, expected: float) -> None:
    assert pointing(weights[None])[0] == pytest.approx(expected)


def test_heads_are_measured_each_for_itself() -> None:
    assert pointing(np.stack([np.eye(3), np.full((3, 3), 1 / 3)])).argmax() == 0


def test_no_tokens_point_at_nothing() -> None:
    assert pointing(np.zeros((2, 0, 3))).tolist() == [0, 0]
