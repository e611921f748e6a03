"""What the Geometry view reads: names of rows, words in two sentences, planes, and what-ifs that move vectors."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from app.panels.examples import EXAMPLES
from app.reading.attention_maps import attentions
from app.reading.geometry_contexts import (
    meetings,
    other_request,
    other_sentence,
    stranger_levels,
    telling,
    unreadable,
)
from app.reading.geometry_heads import HeadVectors, head_vectors
from app.reading.geometry_neighbours import bars, nearest, neighbour_words
from app.reading.geometry_product import arrows, chosen_cell, product_words
from app.reading.geometry_stream import stream_paths
from core import catalogue
from core.interventions.replace_embedding import ReplaceEmbedding
from core.measures.angles import pair
from core.presets import catalogue as presets
from core.request import ModelId, TraceRequest
from core.run import compute
from core.trace import Token, Trace
from tests.compositions import decoder_only_trace
from tests.tiny import tiny_request, tiny_tokenizer


@pytest.fixture
def trace(tiny_models: object) -> Trace:
    return compute(tiny_request("The dog bites the man."), device="cpu")


def vectors(trace: Trace, kind: str, layer: int = 0, head: int = 0) -> HeadVectors:
    found = head_vectors(trace, attentions(trace)[kind][layer], head)  # type: ignore[index]
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["encoder", "decoder", "cross"])
def test_the_products_of_the_vectors_are_the_scores(trace: Trace, kind: str) -> None:
    found = vectors(trace, kind, 1, 1)
    np.testing.assert_allclose(found.queries @ found.keys.T, found.scores, atol=1e-5)


def test_a_masked_key_is_none_of_the_strongest(trace: Trace) -> None:
    assert vectors(trace, "decoder").strongest(0) == (0,)


@pytest.mark.parametrize("kind", ["encoder", "decoder", "cross"])
def test_in_their_plane_two_vectors_keep_their_score(trace: Trace, kind: str) -> None:
    found = vectors(trace, kind)
    for query in range(len(found.queries)):
        for key in range(len(found.keys)):
            drawn = pair(*arrows(found, query, key))
            assert drawn.product == pytest.approx(float(found.scores[query, key]), abs=1e-5)


def test_what_is_not_chosen_is_the_strongest_key(trace: Trace) -> None:
    found = vectors(trace, "cross")
    assert chosen_cell(found, 1, None) == (1, int(found.weights[1].argmax()))


def test_a_hidden_key_is_called_hidden(trace: Trace) -> None:
    assert "mask" in product_words(vectors(trace, "decoder"), (0, 2), None)


def test_vectors_moved_by_hand_are_not_the_models(trace: Trace) -> None:
    told = product_words(vectors(trace, "encoder"), (0, 0), np.array([[3.0, 0.0], [0.0, 2.0]]))
    assert told.startswith("Moved by hand: 3.000 × 2.000 × cos 90.00° = 0")


def test_an_arrow_of_no_length_has_no_angle(trace: Trace) -> None:
    told = product_words(vectors(trace, "encoder"), (0, 0), np.array([[0.0, 0.0], [1.0, 0.0]]))
    assert "no angle" in told


def test_neighbours_are_named_by_the_models_own_pieces(trace: Trace) -> None:
    found = nearest(trace, "source", 2)
    known = [tiny_tokenizer().token(row) for row in found.rows]
    assert [bar.name.removeprefix("…").removesuffix(" ?") for bar in bars(trace, found)] == [
        token.text for token in known
    ]


def test_special_tokens_are_quiet(trace: Trace) -> None:
    found = nearest(trace, "source", 0)
    roles = [tiny_tokenizer().token(row).role for row in found.rows]
    assert [bar.quiet for bar in bars(trace, found)] == [role != "word" for role in roles]


def test_rows_of_another_model_of_that_name_have_numbers_for_names(trace: Trace) -> None:
    other = replace(trace, request=replace(trace.request, model=ModelId("zh-en", "other weights")))
    strange = [bar for bar in bars(other, nearest(other, "source", 2)) if bar.name.startswith("#")]
    assert strange


def test_a_composed_model_has_numbers_for_names() -> None:
    composed = decoder_only_trace()
    names = [bar.name for bar in bars(composed, nearest(composed, "target", 0))]
    assert len(names) == 10


def test_another_embedding_in_its_place_is_its_own_neighbour(trace: Trace) -> None:
    edit = ReplaceEmbedding("source", 2, trace.tokens["source"][4].id)
    edited = compute(replace(trace.request, interventions=(edit,)), device="cpu")
    found = nearest(edited, "source", 2)
    assert (found.rows[0], found.cosines[0]) == (trace.tokens["source"][4].id, pytest.approx(1))
    assert "what-if" in neighbour_words(edited, "source", 2, found, bars(edited, found))


def test_an_embedding_of_zeros_points_nowhere(trace: Trace) -> None:
    edited = compute(replace(trace.request, interventions=(ReplaceEmbedding("source", 2),)), device="cpu")
    found = nearest(edited, "source", 2)
    assert "nowhere" in neighbour_words(edited, "source", 2, found, bars(edited, found))


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_has_a_second_sentence_with_a_word_of_it(text: str) -> None:
    known = catalogue.tokenizer(catalogue.DEFAULT_MODEL)
    here, there = ([known.token(id) for id in known.encode(one)] for one in (text, other_sentence(text)))
    met = meetings(here, there)  # type: ignore[arg-type]
    assert met[telling(met)].text.isalnum()


@pytest.mark.parametrize(("text", "other"), [("man bites dog", "dog bites man"), ("狗", "狗"), ("", "")])
def test_a_sentence_of_ones_own_begins_with_its_outer_words_swapped(text: str, other: str) -> None:
    assert other_sentence(text) == other


def test_special_tokens_do_not_meet() -> None:
    here = [Token(2, "<s>", "special"), Token(9, "dog"), Token(9, "dog"), Token(3, "</s>", "special")]
    assert [(met.here, met.there) for met in meetings(here, here)] == [(1, 1), (2, 2)]


def test_numbers_typed_by_hand_have_no_second_sentence() -> None:
    assert other_request(made("softmax"), "猫") is None


@pytest.mark.parametrize(
    ("title", "text"), [("whole-model", "猫是我"), ("encoder-only", "on The mat"), ("decoder-only", "猫是我")]
)
def test_a_hand_sized_model_reads_a_second_sentence_with_its_table(title: str, text: str) -> None:
    second = other_request(made(title), text)
    assert second is not None
    here, there = (compute(request, device="cpu") for request in (made(title), second))
    assert not unreadable(here, text)
    assert {name: array.tobytes() for name, array in here.parameters.items()} == {
        name: array.tobytes() for name, array in there.parameters.items()
    }
    lists = [(one.tokens["source"] or one.tokens["target"]) for one in (here, there)]
    assert len(meetings(*lists)) >= 3


def test_a_word_that_a_hand_sized_model_does_not_know_is_said() -> None:
    assert "狗" in unreadable(compute(made("whole-model"), device="cpu"), "我是狗")


def made(title: str) -> TraceRequest:
    return next(preset.request for preset in presets() if preset.title == title)


def test_the_mean_of_different_words_is_that_of_all_their_pairs(trace: Trace) -> None:
    tokens = trace.tokens["source"]
    paths = stream_paths(trace)["source"]
    words = [at for at, token in enumerate(tokens) if token.role == "word"]
    last = paths.levels[-1].astype(np.float64)
    found = [
        last[a] @ last[b] / np.linalg.norm(last[a]) / np.linalg.norm(last[b])
        for a in words
        for b in words
        if tokens[a].id != tokens[b].id
    ]
    assert stranger_levels(paths, paths, tokens, tokens)[-1] == pytest.approx(np.mean(found))


def test_without_a_second_word_there_is_no_mean(trace: Trace) -> None:
    paths = stream_paths(trace)["source"]
    same = [Token(7, "dog")] * len(paths.names)
    assert all(map(math.isnan, stranger_levels(paths, paths, same, same)))
