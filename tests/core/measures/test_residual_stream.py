"""The residual stream is found by kind in every composition, and its lengths are those of the recorded vectors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from core.interventions.layer_norm_off import LayerNormOff
from core.interventions.residual_off import ResidualOff
from core.measures.residual_stream import (
    Stream,
    change_lengths,
    cosines,
    layer_cosines,
    lengths,
    shares,
    stream_lengths,
    streams,
)
from core.presets import catalogue
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

SELF, CROSS, FEED = "self_attention", "cross_attention", "feed_forward"


def stream(trace: Trace, tokens: str) -> Stream:
    return next(one for one in streams(trace) if one.tokens == tokens)


@pytest.mark.parametrize("model", ["zh-en", "zh-en-prenorm"])
@pytest.mark.parametrize(
    ("tokens", "kinds"), [("source", [SELF, FEED] * 2), ("target", [SELF, CROSS, FEED] * 2)]
)
def test_every_sublayer_is_found_with_its_layer(
    model: str, tokens: str, kinds: list[str], tiny_models: object
) -> None:
    found = stream(compute(tiny_request(model=model), device="cpu"), tokens)
    assert [part.kind for part in found.sublayers] == kinds
    assert [part.layer for part in found.sublayers] == [0] * (len(kinds) // 2) + [1] * (len(kinds) // 2)


def test_the_sum_of_embedding_and_position_is_where_the_stream_begins(tiny_trace: Trace) -> None:
    assert stream(tiny_trace, "source").start is tiny_trace["encoder.embedding.sum"]


def test_in_postnorm_the_norm_of_the_sum_goes_on(tiny_trace: Trace) -> None:
    first, second, *_ = stream(tiny_trace, "source").sublayers
    assert first.after is tiny_trace["encoder.layers.0.self_attention_norm.output"]
    assert second.stream is first.after
    assert first.is_normed


def test_in_prenorm_the_sum_itself_goes_on(tiny_prenorm_trace: Trace) -> None:
    found = stream(tiny_prenorm_trace, "target")
    assert all(part.after is part.sum for part in found.sublayers)
    assert found.is_running_sum


@pytest.mark.parametrize(
    ("make", "tokens", "kinds"),
    [(encoder_only_trace, "source", [SELF, FEED] * 2), (decoder_only_trace, "target", [SELF, FEED] * 3)],
)
def test_other_compositions_have_a_stream_too(
    make: Callable[[], Trace], tokens: str, kinds: list[str]
) -> None:
    found = streams(make())
    assert [(one.tokens, [part.kind for part in one.sublayers]) for one in found] == [(tokens, kinds)]


def test_a_part_with_one_sum_has_a_stream_of_one_sublayer() -> None:
    traces = [compute(preset.request, device="cpu") for preset in catalogue()]
    found = [one for trace in traces for one in streams(trace) if one.start.kind == "given"]
    assert [len(one.sublayers) for one in found] == [1]


def test_what_was_found_and_what_was_added_make_the_sum(tiny_prenorm_trace: Trace) -> None:
    for found in streams(tiny_prenorm_trace):
        for part in found.sublayers:
            np.testing.assert_allclose(part.stream.value + part.change.value, part.sum.value, atol=1e-5)


@pytest.mark.parametrize("tokens", ["source", "target"])
def test_lengths_are_those_of_the_recorded_vectors(tiny_trace: Trace, tokens: str) -> None:
    found = stream(tiny_trace, tokens)
    steps = [found.start, *(part.sum for part in found.sublayers)]
    expected = [[np.sqrt(sum(float(x) ** 2 for x in row)) for row in step.value] for step in steps]
    np.testing.assert_allclose(stream_lengths(found), expected, rtol=1e-9)


def test_shares_are_lengths_added_over_lengths_found(tiny_trace: Trace) -> None:
    found = stream(tiny_trace, "source")
    part = found.sublayers[2]
    expected = np.linalg.norm(part.change.value, axis=1) / np.linalg.norm(part.stream.value, axis=1)
    np.testing.assert_allclose(shares(found)[2], expected, rtol=1e-5)


def test_cosines_compare_before_and_after_each_layer(tiny_trace: Trace) -> None:
    found = stream(tiny_trace, "source")
    one, other = found.start.value[1], found.sublayers[1].after.value[1]
    expected = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    assert layer_cosines(found).shape == (2, len(tiny_trace.tokens["source"]))
    assert layer_cosines(found)[0, 1] == pytest.approx(expected, abs=1e-5)


def test_a_vector_has_cosine_one_with_itself(tiny_trace: Trace) -> None:
    step = stream(tiny_trace, "source").start
    np.testing.assert_allclose(cosines(step, step), 1)


def test_with_residual_connections_cut_only_the_change_goes_on(tiny_models: object) -> None:
    found = streams(compute(tiny_request(interventions=(ResidualOff(),)), device="cpu"))
    assert all(part.is_cut for one in found for part in one.sublayers)
    np.testing.assert_allclose(stream_lengths(found[0])[1:], change_lengths(found[0]))


def test_with_norms_off_nothing_is_reset(tiny_models: object) -> None:
    found = streams(compute(tiny_request(interventions=(LayerNormOff(),)), device="cpu"))
    assert all(one.is_running_sum for one in found)
    part = found[0].sublayers[0]
    np.testing.assert_array_equal(lengths(part.after), lengths(part.sum))
