"""A request goes to JSON and back exactly, whatever is in it, and does not depend on the order of its edits."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.interventions import Intervention, catalogue
from core.interventions.set_parameter import SetParameter
from core.interventions.silence_head import SilenceHead
from core.request import (
    DIRECTIONS,
    Batch,
    Decoding,
    HandSized,
    ModelId,
    Numbers,
    Points,
    Sentence,
    SentencePair,
    Target,
    TraceRequest,
)

TEXTS = st.text(
    st.characters(), max_size=40
)  # half surrogates included: a request may hold what cannot be run
COUNTS = st.integers(0, 10_000)
NUMBERS = st.lists(st.floats(allow_nan=False), max_size=5).map(tuple)
SENTENCES = st.builds(Sentence, TEXTS, st.sampled_from(DIRECTIONS), COUNTS)
MATRICES = st.lists(NUMBERS, max_size=3).map(tuple)
PARAMETERS = st.lists(st.tuples(TEXTS, MATRICES | NUMBERS), max_size=3).map(tuple)
MASKS = st.lists(st.lists(st.booleans(), max_size=3).map(tuple), max_size=3).map(tuple)
LABELS = st.lists(TEXTS, max_size=3).map(tuple)
INPUTS = st.one_of(
    SENTENCES,
    st.builds(HandSized, TEXTS, COUNTS, seed=st.integers()),
    st.builds(Numbers, st.just("linear"), MATRICES, PARAMETERS, COUNTS, MASKS, LABELS),
    st.builds(SentencePair, TEXTS, TEXTS, COUNTS),
    st.builds(Batch, st.lists(SENTENCES, max_size=3).map(tuple)),
    st.builds(Points, NUMBERS, NUMBERS, NUMBERS),
)
TARGETS = st.builds(
    Target, st.lists(COUNTS, max_size=9).map(tuple), st.booleans(), st.lists(st.text(), max_size=2).map(tuple)
)
SWITCHES = [spec.type() for spec in catalogue().values() if spec.is_switch]
HEADS = st.builds(SilenceHead, st.sampled_from(("encoder", "decoder", "cross")), COUNTS, COUNTS)
ENTRIES = st.builds(SetParameter, TEXTS, st.lists(COUNTS, max_size=2).map(tuple), st.floats(allow_nan=False))
EDITS = st.lists(st.one_of(st.sampled_from(SWITCHES), HEADS, ENTRIES), max_size=6).map(tuple)
REQUESTS = st.builds(
    TraceRequest,
    model=st.builds(ModelId, TEXTS, TEXTS),
    inputs=INPUTS,
    target=st.none() | TARGETS,
    interventions=EDITS,
    decoding=st.builds(Decoding, st.just("greedy"), COUNTS),
    seed=st.integers(),
    gradients_of=st.none() | TEXTS,
)


@given(REQUESTS)
def test_json_and_back_is_the_same_request(request: TraceRequest) -> None:
    again = TraceRequest.from_json(request.to_json())
    assert again == request
    assert hash(again) == hash(request)


@given(REQUESTS)
def test_the_json_of_equal_requests_is_equal(request: TraceRequest) -> None:
    assert TraceRequest.from_json(request.to_json()).to_json() == request.to_json()


@given(EDITS, st.randoms(use_true_random=False))
def test_the_order_of_interventions_does_not_matter(edits: tuple[Intervention, ...], chance: object) -> None:
    shuffled = list(edits)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        TraceRequest(ModelId("m"), Sentence("a"), None, tuple(order)) for order in (edits, shuffled)
    )
    assert one == other


def test_the_same_intervention_twice_is_once() -> None:
    edit = SWITCHES[0]
    assert TraceRequest(ModelId("m"), Sentence("a"), None, (edit, edit)).interventions == (edit,)


def test_the_baseline_differs_in_the_interventions_only() -> None:
    request = TraceRequest(ModelId("m"), Sentence("a", padding=2), Target((7,)), (SWITCHES[0],), seed=3)
    assert request.baseline() == TraceRequest(ModelId("m"), Sentence("a", padding=2), Target((7,)), seed=3)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "7", '"text"', '{"model": 1}', "{" * 9],
)
def test_other_json_is_no_request(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json raises several kinds of ValueError
        TraceRequest.from_json(text)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("model", {"nom": "zh-en"}),
        ("inputs", {"kind": "Smell"}),
        ("inputs", {"kind": "Sentence", "words": 3}),
        ("target", {"ids": 7}),
        ("interventions", [{"name": "gravity"}]),
        ("interventions", [{"name": "silence", "tail": 1}]),
        ("decoding", {"methode": "greedy"}),
    ],
)
def test_a_request_with_a_strange_part_is_none(part: str, value: object) -> None:
    plain = TraceRequest(ModelId("m"), Sentence("a")).to_plain()
    with pytest.raises(ValueError, match="not a trace request"):
        TraceRequest.from_json(json.dumps({**plain, part: value}))
