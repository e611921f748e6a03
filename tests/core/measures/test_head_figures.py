"""Entropy, distance and shares against torch and against loops; words against sums and means."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.measures.distance import distances
from core.measures.entropy import entropy
from core.measures.head_figures import head_figures
from core.measures.words import merged, merged_mask, word_at, word_starts, word_texts
from core.trace import Array, Token, Trace
from tests.tiny import ANIMAL, CAT, tiny_tokenizer

SITE = "encoder.layers.0.self_attention.weights"


def random_weights(rows: int, columns: int, seed: int = 0) -> Array:
    scores = np.random.default_rng(seed).normal(0, 3, (rows, columns))
    exponentials = np.exp(scores)
    weights: Array = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return weights


def free(weights: Array) -> Array:
    return np.zeros(weights.shape, bool)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 999))
def test_entropy_is_that_of_the_distribution(rows: int, columns: int, seed: int) -> None:
    weights = random_weights(rows, columns, seed)
    expected = torch.distributions.Categorical(torch.tensor(weights)).entropy()
    np.testing.assert_allclose(entropy(weights), expected, atol=1e-6)


def test_the_entropy_of_a_head_is_the_mean_of_its_rows(tiny_trace: Trace) -> None:
    weights = tiny_trace.value(SITE)
    expected = torch.distributions.Categorical(torch.tensor(weights.astype(np.float64))).entropy().mean(-1)
    np.testing.assert_allclose(head_figures(weights, free(weights)).entropy, expected, atol=1e-6)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 5), (4, 4), (3, 7), (7, 3)])
def test_distance_is_the_weighted_mean_of_how_far_each_key_is(rows: int, columns: int) -> None:
    weights = random_weights(rows, columns)
    for row, found in enumerate(distances(weights)):
        here = row * (columns - 1) / (rows - 1) if rows > 1 else 0
        assert found == pytest.approx(sum(weights[row, key] * abs(key - here) for key in range(columns)))


def test_a_head_that_looks_at_the_previous_token_looks_one_token_away() -> None:
    weights = np.eye(6, k=-1)
    weights[0, 0] = 1
    hidden = ~np.tri(6, dtype=bool)
    assert head_figures(weights, hidden).distance == pytest.approx(1)


def test_shares_are_the_mean_weight_of_the_first_and_of_the_end_tokens() -> None:
    weights = random_weights(5, 6)
    found = head_figures(weights, free(weights), ends=(4, 5))
    assert found.first == pytest.approx(sum(weights[row, 0] for row in range(5)) / 5)
    assert found.end == pytest.approx(sum(weights[row, 4] + weights[row, 5] for row in range(5)) / 5)


def test_without_an_end_token_there_is_no_share_of_it() -> None:
    weights = random_weights(3, 3)
    assert math.isnan(head_figures(weights, free(weights)).end)


def test_rows_without_a_choice_do_not_count() -> None:
    weights, hidden = random_weights(3, 3), free(np.zeros((3, 3)))
    hidden[0, 1:] = True
    assert head_figures(weights, hidden).entropy == pytest.approx(entropy(weights[1:]).mean())


def test_a_head_without_any_choice_has_no_figures() -> None:
    found = head_figures(np.ones((1, 1)), free(np.zeros((1, 1))))
    assert math.isnan(found.entropy) and math.isnan(found.distance)


def test_even_weights_look_at_as_many_tokens_as_there_are() -> None:
    weights = np.full((4, 7), 1 / 7)
    assert head_figures(weights, free(weights)).breadth == pytest.approx(7)


def test_all_heads_are_measured_as_each_by_itself(tiny_trace: Trace) -> None:
    weights = tiny_trace.value(SITE)
    together = head_figures(weights, free(weights), ends=(3,))
    for head, of_one in enumerate(weights):
        alone = head_figures(of_one, free(of_one), ends=(3,))
        for name in ("entropy", "distance", "first", "end"):
            assert getattr(together, name)[head] == pytest.approx(getattr(alone, name))


def pieces(*texts: str) -> list[Token]:
    """ "_" before a piece that starts a word; "<...>" is special."""
    return [
        Token(at, text.lstrip("_"), "special" if text.startswith("<") else "word", text.startswith("_"))
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("<zh>", "_didn", "'t", "_cross", ".", "</s>"), ("<zh>", "didn't", "cross", ".", "</s>")),
        (("_neighb", "our", "_2", "0", "2", "6"), ("neighbour", "2026")),
        (("我", "是", "猫"), ("我", "是", "猫")),
        (("我", "_O", "K", "。"), ("我", "OK", "。")),
        (("_well", "-", "known"), ("well", "-", "known")),
        ((), ()),
    ],
)
def test_pieces_are_joined_where_they_carry_on_a_word(texts: tuple[str, ...], words: tuple[str, ...]) -> None:
    tokens = pieces(*texts)
    assert word_texts([token.text for token in tokens], word_starts(tokens)) == words


@pytest.mark.parametrize(("text", "direction"), [(CAT, "zh-en"), (ANIMAL, "en-zh")])
def test_every_token_belongs_to_the_word_it_stands_in(text: str, direction: str) -> None:
    tokens = tiny_tokenizer().source(text, direction)  # type: ignore[arg-type]
    starts = word_starts(tokens)
    assert [word_at(starts, at) for at in starts] == list(range(len(starts)))
    assert word_at(starts, len(tokens) - 1) == len(starts) - 1


def test_merged_attention_is_summed_over_keys_and_averaged_over_queries() -> None:
    weights = random_weights(4, 5)
    found = merged(weights, rows=(0, 1, 3), columns=(0, 2, 3))
    assert found.shape == (3, 3)
    assert found[1, 0] == pytest.approx((weights[1, 0] + weights[1, 1] + weights[2, 0] + weights[2, 1]) / 2)


@given(st.sets(st.integers(1, 5)), st.sets(st.integers(1, 6)), st.integers(0, 99))
def test_merged_rows_still_add_up_to_one(rows: set[int], columns: set[int], seed: int) -> None:
    found = merged(random_weights(6, 7, seed), (0, *sorted(rows)), (0, *sorted(columns)))
    np.testing.assert_allclose(found.sum(axis=-1), 1)


def test_words_are_hidden_from_each_other_where_all_their_pieces_are() -> None:
    hidden = ~np.tri(4, dtype=bool)
    assert merged_mask(hidden, (0, 2), (0, 2)).tolist() == [[False, True], [False, False]]
