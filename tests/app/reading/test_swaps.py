"""Which two words are swapped at first, and that the same model reads both orders."""

from __future__ import annotations

import numpy as np
import pytest

from app.reading.positions import words
from app.reading.swaps import read_by, swap_requests, telling_pair, text_of
from core import presets
from core.request import TraceRequest
from core.run import compute
from tests.tiny import ANIMAL

HAND_SIZED = {preset.title: preset.request for preset in presets.catalogue() if text_of(preset.request)}
each_model = pytest.mark.parametrize("request_", HAND_SIZED.values(), ids=HAND_SIZED)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (ANIMAL, ("animal", "street")),
        ("The dog bites the man and the man bites the dog.", ("dog", "man")),
        ("man bites dog", ("man", "dog")),
        ("Is this the end?", ("Is", "end")),
        ("狗咬人。", ("狗", "人")),
        ("我累了", ("我", "累")),
        ("the the", ("the", "the")),
    ],
)
def test_the_first_pair_is_two_words_that_say_much(text: str, pair: tuple[str, str]) -> None:
    found = [text[start:end] for start, end in words(text)]
    assert tuple(found[at] for at in telling_pair(text)) == pair


@each_model
def test_both_orders_are_read_by_the_same_numbers(request_: TraceRequest) -> None:
    requests = swap_requests(request_, *telling_pair(text_of(request_)))
    assert requests is not None
    here, there = (compute(one, device="cpu") for one in (requests.ordered, requests.swapped))
    assert here.parameters.keys() == there.parameters.keys()
    assert all(np.array_equal(there.parameters[name], array) for name, array in here.parameters.items())


@each_model
def test_what_is_compared_is_what_was_read_and_not_what_was_written(request_: TraceRequest) -> None:
    trace = compute(request_, device="cpu")
    read = read_by(trace)
    assert read is not None
    given = [token.text for token in read.tokens if token.role != "special"]
    assert given == [text_of(request_)[start:end] for start, end in words(text_of(request_))]
    assert read.vectors.shape == (len(read.tokens), trace.architecture.width)


@pytest.mark.parametrize("preset", [one for one in presets.catalogue() if not text_of(one.request)])
def test_numbers_have_no_words_to_swap(preset: presets.Preset) -> None:
    assert swap_requests(preset.request, 0, 1) is None
