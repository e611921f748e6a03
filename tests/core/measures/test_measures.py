from __future__ import annotations

import math

import numpy as np
import pytest

from core.measures.differences import changed, difference, mean_change, same_tokens
from core.measures.entropy import breadth, entropy
from core.measures.likelihood import log_probabilities
from core.measures.statistics import moments, summary
from core.trace import Token, Trace


def tokens(*ids: int) -> tuple[Token, ...]:
    return tuple(Token(id, str(id)) for id in ids)


def test_even_weights_have_the_entropy_of_their_number() -> None:
    assert entropy(np.full((1, 4), 0.25)) == pytest.approx([math.log(4)])


def test_a_certain_row_has_no_entropy() -> None:
    assert entropy(np.eye(3)).tolist() == [0, 0, 0]


def test_rows_that_look_nowhere_do_not_count_for_the_breadth() -> None:
    assert breadth(np.array([[0.5, 0.5], [0, 0]])) == pytest.approx(2.0)


def test_the_difference_of_equal_infinities_is_nought() -> None:
    assert difference(np.array([-np.inf, 1.0]), np.array([-np.inf, 3.0])).tolist() == [0, -2]


def test_a_trace_does_not_differ_from_itself(tiny_trace: Trace) -> None:
    step = tiny_trace["encoder.layers.0.self_attention.weights"]
    assert mean_change(step, step).tolist() == [0, 0]


def test_a_trace_has_the_same_tokens_as_itself(tiny_trace: Trace) -> None:
    assert same_tokens(tiny_trace, tiny_trace, "source", "target")


@pytest.mark.parametrize(
    ("now", "before", "places"),
    [((1, 2, 3), (1, 2, 3), set()), ((1, 9, 3), (1, 2, 3), {1}), ((1, 5, 2, 3), (1, 2, 3), {1})],
)
def test_changed_tokens_are_found_by_aligning(
    now: tuple[int, ...], before: tuple[int, ...], places: set[int]
) -> None:
    assert changed(tokens(*now), tokens(*before)) == places


def test_log_probabilities_are_those_of_the_probabilities_step(tiny_trace: Trace) -> None:
    expected = np.log(tiny_trace.value("decoder.probabilities").max(axis=-1))
    assert log_probabilities(tiny_trace) == pytest.approx(expected, abs=1e-4)


def test_moments_use_the_biased_variance() -> None:
    mean, deviation = moments(np.array([1.0, 3.0]))
    assert (mean, deviation) == (2.0, 1.0)


def test_a_summary_leaves_out_what_is_infinite() -> None:
    found = summary(np.array([-np.inf, 1.0, 3.0]))
    assert found is not None
    assert (found.low, found.high, found.mean, found.infinite) == (1, 3, 2, 1)


def test_nothing_finite_has_no_summary() -> None:
    assert summary(np.array([np.nan])) is None
