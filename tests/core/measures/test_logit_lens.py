"""The logit lens reads the trace's own output layer: at the last layer it gives the trace's own probabilities."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.interventions import Intervention
from core.interventions.layer_norm_off import LayerNormOff
from core.interventions.residual_off import ResidualOff
from core.interventions.set_parameter import SetParameter
from core.interventions.silence_head import SilenceHead
from core.measures.likelihood import vocabulary_probabilities
from core.measures.logit_lens import CANDIDATES, Output, distribution, lens, normed, output_layer
from core.presets import catalogue
from core.run import compute
from core.trace import Array, Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

EDITS: list[tuple[Intervention, ...]] = [
    (),
    (LayerNormOff(),),
    (ResidualOff(),),
    (SilenceHead("cross", 1, 0),),
    (
        SetParameter("decoder.norm.gamma", (3,), 4.0),
        SetParameter("encoder.embedding.table.weight", (7, 2), -2.0),
    ),
]


def output_of(trace: Trace) -> Output:
    found = output_layer(trace)
    assert found is not None
    return found


def recorded(trace: Trace) -> Array:
    step = vocabulary_probabilities(trace)
    assert step is not None
    return step.value


@pytest.mark.parametrize("edits", EDITS)
@pytest.mark.parametrize("model", ["zh-en", "zh-en-prenorm"])
def test_read_off_the_last_layer_it_is_what_the_trace_predicted(
    model: str, edits: tuple[Intervention, ...], tiny_models: object
) -> None:
    trace = compute(tiny_request(model=model, interventions=edits), device="cpu")
    output = output_of(trace)
    read = distribution(output, output.places[-1].value)
    np.testing.assert_allclose(read, recorded(trace), atol=1e-5)


def test_a_decoder_alone_is_read_through_its_final_norm() -> None:
    trace = decoder_only_trace()
    output = output_of(trace)
    assert output.norm is not None
    np.testing.assert_allclose(distribution(output, output.places[-1].value), recorded(trace), atol=1e-5)


@pytest.mark.parametrize(("model", "has_norm"), [("zh-en", False), ("zh-en-prenorm", True)])
def test_only_prenorm_has_a_norm_before_the_output_layer(
    model: str, has_norm: bool, tiny_models: object
) -> None:
    output = output_of(compute(tiny_request(model=model), device="cpu"))
    assert (output.norm is not None) == has_norm


def test_a_final_norm_that_is_switched_off_is_left_out(tiny_models: object) -> None:
    request = tiny_request(model="zh-en-prenorm", interventions=(LayerNormOff(),))
    assert output_of(compute(request, device="cpu")).norm is None


def test_the_final_norm_is_torchs(tiny_prenorm_trace: Trace) -> None:
    output = output_of(tiny_prenorm_trace)
    values, norm = output.places[1].value, output.norm
    assert norm is not None
    gamma, beta = torch.tensor(norm.gamma), torch.tensor(norm.beta)
    expected = torch.nn.functional.layer_norm(torch.tensor(values), gamma.shape, gamma, beta, norm.epsilon)
    np.testing.assert_allclose(normed(norm, values), expected.numpy(), atol=1e-5)


def test_an_earlier_layer_is_read_with_the_same_table(tiny_trace: Trace) -> None:
    output = output_of(tiny_trace)
    values = tiny_trace.value("decoder.layers.0.feed_forward_norm.output")
    table = tiny_trace.parameters["decoder.embedding.table.weight"]
    expected = torch.softmax(torch.tensor(values @ table.T), dim=-1).numpy()
    assert output.places[1].site == "decoder.layers.0.feed_forward_norm.output"
    np.testing.assert_allclose(distribution(output, output.places[1].value), expected, atol=1e-6)


def test_the_places_are_the_embedding_and_every_layer(tiny_prenorm_trace: Trace) -> None:
    sites = [place.site for place in output_of(tiny_prenorm_trace).places]
    assert sites == [
        "decoder.embedding.sum",
        *(f"decoder.layers.{at}.feed_forward_residual" for at in (0, 1)),
    ]


def test_the_best_candidates_stand_in_order(tiny_trace: Trace) -> None:
    found = lens(tiny_trace)
    assert found is not None
    values = recorded(tiny_trace)
    expected = np.sort(values, axis=-1)[:, ::-1][:, :CANDIDATES]
    np.testing.assert_array_equal(found.probabilities[-1], expected)
    np.testing.assert_array_equal(np.take_along_axis(values, found.ids[-1], -1), expected)


def test_the_final_token_ends_first(tiny_trace: Trace) -> None:
    found = lens(tiny_trace)
    assert found is not None
    assert found.final.tolist() == [token.id for token in tiny_trace.tokens["predicted"]]
    assert set(found.final_ranks[-1].tolist()) == {1}


def test_ranks_count_the_tokens_that_are_more_probable(tiny_trace: Trace) -> None:
    found, output = lens(tiny_trace), output_of(tiny_trace)
    assert found is not None
    values = distribution(output, output.places[1].value)
    order = np.argsort(-values, axis=-1)
    expected = [row.tolist().index(token) + 1 for row, token in zip(order, found.final, strict=True)]
    assert found.final_ranks[1].tolist() == expected


def test_a_token_is_decided_where_it_comes_first_for_good(tiny_trace: Trace) -> None:
    found = lens(tiny_trace)
    assert found is not None
    for row, place in enumerate(found.decided.tolist()):
        assert (found.final_ranks[place:, row] == 1).all()
        assert place == 0 or found.final_ranks[place - 1, row] > 1


def test_a_model_that_writes_nothing_has_no_lens() -> None:
    assert lens(encoder_only_trace()) is None


def test_parts_and_whole_models_of_the_board_are_told_apart() -> None:
    for preset in catalogue():
        trace = compute(preset.request, device="cpu")
        assert (lens(trace) is not None) == (vocabulary_probabilities(trace) is not None)
