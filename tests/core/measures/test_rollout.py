from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from core.measures.rollout import bands, head_mean, masses, rollout, transition

RANDOM = np.random.default_rng(0)


def attention(queries: int, keys: int, *, causal: bool = False) -> np.ndarray:
    """Weights of three heads [head query key]; rows add up to 1."""
    weights = RANDOM.random((3, queries, keys))
    if causal:
        weights = np.tril(weights)
    return weights / weights.sum(-1, keepdims=True)


def rolled_out_by_the_paper(layers: Sequence[np.ndarray]) -> list[list[float]]:
    """Equation 1 in loops: A = 0.5 W_att + 0.5 I, heads averaged; the first layer's A, then A times what is below."""
    count = layers[0].shape[1]
    below = [[float(i == j) for j in range(count)] for i in range(count)]
    for weights in layers:
        heads = len(weights)
        a = [
            [0.5 * sum(weights[h][i][j] for h in range(heads)) / heads + 0.5 * (i == j) for j in range(count)]
            for i in range(count)
        ]
        below = [
            [sum(a[i][m] * below[m][j] for m in range(count)) for j in range(count)] for i in range(count)
        ]
    return below


def of(weights: np.ndarray, **choices: int) -> np.ndarray:
    return transition(head_mean(weights, np.ones(len(weights), bool)), **choices)


@pytest.mark.parametrize("layers", [1, 2, 5])
def test_rollout_is_equation_1(layers: int) -> None:
    weights = [attention(6, 6) for _ in range(layers)]
    assert np.allclose(rollout([of(one) for one in weights]), rolled_out_by_the_paper(weights), atol=1e-12)


def test_every_row_of_a_rollout_adds_up_to_1() -> None:
    assert np.allclose(rollout([of(attention(7, 7)) for _ in range(4)]).sum(-1), 1)


def test_nothing_flows_from_later_tokens_where_attention_is_causal() -> None:
    found = rollout([of(attention(7, 7, causal=True)) for _ in range(4)])
    assert not np.triu(found, 1).any()


def joint_transitions() -> list[np.ndarray]:
    """Two layers over 4 source tokens, then self- and cross-attention of 3 target tokens, twice."""
    source, target, cross = {"rows": 0, "columns": 0}, {"rows": 4, "columns": 4}, {"rows": 4, "columns": 0}
    return [
        of(attention(4, 4), nodes=7, **source),
        of(attention(4, 4), nodes=7, **source),
        of(attention(3, 3, causal=True), nodes=7, **target),
        of(attention(3, 4), nodes=7, **cross),
        of(attention(3, 3, causal=True), nodes=7, **target),
        of(attention(3, 4), nodes=7, **cross),
    ]


def test_every_row_of_the_joint_graph_adds_up_to_1() -> None:
    layers = joint_transitions()
    assert np.allclose([layer.sum(-1) for layer in layers], 1)
    assert np.allclose(rollout(layers).sum(-1), 1)


def test_cross_attention_is_half_of_what_a_target_token_is_made_of() -> None:
    weights = attention(3, 4)
    layer = of(weights, nodes=7, rows=4, columns=0)
    assert np.allclose(layer[4:, :4], 0.5 * weights.mean(0))
    assert np.allclose(layer[4:, 4:], 0.5 * np.eye(3))
    assert np.array_equal(layer[:4], np.eye(7)[:4])


def test_the_source_never_depends_on_the_target() -> None:
    assert not rollout(joint_transitions())[:4, 4:].any()


def test_the_joint_graph_is_equation_1_in_blocks() -> None:
    layers = joint_transitions()
    source, target = np.eye(4), np.zeros((3, 4))
    for layer in layers[:2]:
        source = layer[:4, :4] @ source
    for layer in layers[2:]:
        target = layer[4:, 4:] @ target + layer[4:, :4] @ source
    assert np.allclose(rollout(layers)[4:, :4], target)


def test_the_masses_at_the_input_are_the_row_of_the_rollout() -> None:
    layers = joint_transitions()
    assert np.allclose(masses(layers, 5)[0], rollout(layers)[5])


def test_as_much_flows_through_every_column() -> None:
    assert np.allclose(masses(joint_transitions(), 6).sum(-1), 1)


def test_the_bands_of_a_node_are_what_passes_through_it() -> None:
    layers = joint_transitions()
    through, along = masses(layers, 6), bands(layers, 6)
    assert np.allclose(along.sum(-1), through[1:])
    assert np.allclose(along.sum(1), through[:-1])


def test_heads_that_are_switched_off_are_not_averaged() -> None:
    weights = attention(4, 4)
    assert np.allclose(head_mean(weights, np.array([True, False, True])), (weights[0] + weights[2]) / 2)


def test_without_any_head_every_token_keeps_what_it_had() -> None:
    layer = transition(head_mean(attention(4, 4), np.zeros(3, bool)))
    assert np.array_equal(layer, np.eye(4))


def test_without_residual_connection_the_weights_are_all() -> None:
    weights = attention(4, 4).mean(0)
    assert np.allclose(transition(weights, 0.0), weights)


def test_a_row_that_looks_at_nothing_keeps_what_it_had() -> None:
    weights = attention(4, 4).mean(0)
    weights[2] = 0
    assert np.array_equal(transition(weights)[2], np.eye(4)[2])


def test_a_row_that_looks_at_nothing_is_empty_without_residual_connection() -> None:
    assert not transition(np.zeros((2, 2)), 0.0).any()
