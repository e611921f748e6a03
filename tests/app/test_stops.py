"""Where a walk over a trace stops."""

from dataclasses import replace

import pytest

from app.state import Granularity
from app.stops import Place, first_place, granularities, next_place, stops
from core.trace import Trace


def sites(trace: Trace, granularity: Granularity) -> list[str]:
    return [trace.steps[at].site for at in stops(trace, granularity)]


@pytest.fixture(params=["tiny_trace", "tiny_prenorm_trace"])
def trace(request: pytest.FixtureRequest) -> Trace:
    found: Trace = request.getfixturevalue(request.param)
    return found


def encoder_only(trace: Trace) -> Trace:
    return replace(trace, steps=tuple(step for step in trace.steps if step.site.startswith("encoder")))


def test_every_operation_is_a_stop(trace: Trace) -> None:
    assert stops(trace, "operation") == tuple(range(len(trace.steps)))


def test_sublayers_stop_at_what_they_hand_on(tiny_trace: Trace) -> None:
    assert sites(tiny_trace, "sublayer")[:4] == [
        "encoder.embedding.sum",
        "encoder.layers.0.self_attention_norm.output",
        "encoder.layers.0.feed_forward_norm.output",
        "encoder.layers.1.self_attention_norm.output",
    ]


def test_with_norms_in_front_the_sum_is_handed_on(tiny_prenorm_trace: Trace) -> None:
    assert sites(tiny_prenorm_trace, "sublayer")[1] == "encoder.layers.0.self_attention_residual"


def test_each_part_of_the_output_is_a_stop_among_sublayers(trace: Trace) -> None:
    assert sites(trace, "sublayer")[-3:] == [
        "decoder.logits",
        "decoder.probabilities",
        "decoder.next_token",
    ]


def test_layers_stop_at_their_last_step(tiny_trace: Trace) -> None:
    assert sites(tiny_trace, "layer") == [
        "encoder.embedding.sum",
        "encoder.layers.0.feed_forward_norm.output",
        "encoder.layers.1.feed_forward_norm.output",
        "decoder.embedding.sum",
        "decoder.layers.0.feed_forward_norm.output",
        "decoder.layers.1.feed_forward_norm.output",
        "decoder.next_token",
    ]


def test_the_last_norm_of_a_stack_is_a_stop_of_its_own(tiny_prenorm_trace: Trace) -> None:
    assert "encoder.norm.output" in sites(tiny_prenorm_trace, "layer")


def test_coarser_stops_are_stops_of_the_finer(trace: Trace) -> None:
    assert set(stops(trace, "layer")) <= set(stops(trace, "sublayer")) <= set(stops(trace, "operation"))


def test_without_a_choice_no_tokens_are_offered(trace: Trace) -> None:
    assert granularities(trace) == ("operation", "sublayer", "layer", "token")
    assert granularities(encoder_only(trace)) == ("operation", "sublayer", "layer")


@pytest.mark.parametrize("granularity", ["operation", "sublayer", "layer"])
def test_there_and_back_again(trace: Trace, granularity: Granularity) -> None:
    here, second = first_place(trace, granularity), stops(trace, granularity)[1]
    there = next_place(trace, granularity, here, 1)
    assert there == Place(second)
    assert next_place(trace, granularity, there, -1) == here


@pytest.mark.parametrize("granularity", ["operation", "sublayer", "layer", "token"])
def test_the_walk_ends_on_both_sides(trace: Trace, granularity: Granularity) -> None:
    last = Place(len(trace.steps) - 1, len(trace.tokens["predicted"]) - 1)
    assert next_place(trace, granularity, last, 1) is None
    assert next_place(trace, granularity, Place(0, 0), -1) is None


def test_from_between_two_stops_the_nearest_one_comes_next(tiny_trace: Trace) -> None:
    first, second = stops(tiny_trace, "sublayer")[:2]
    assert next_place(tiny_trace, "sublayer", Place(first + 3), 1) == Place(second)
    assert next_place(tiny_trace, "sublayer", Place(first + 3), -1) == Place(first)


def test_tokens_are_chosen_one_after_the_other(tiny_trace: Trace) -> None:
    choice = len(tiny_trace.steps) - 1
    assert next_place(tiny_trace, "token", Place(3, 5), 1) == Place(choice, 0)
    assert next_place(tiny_trace, "token", Place(choice, 0), 1) == Place(choice, 1)
    assert next_place(tiny_trace, "token", Place(choice, 1), -1) == Place(choice, 0)


def test_without_a_choice_no_token_comes_next(tiny_trace: Trace) -> None:
    assert next_place(encoder_only(tiny_trace), "token", Place(3), 1) is None
