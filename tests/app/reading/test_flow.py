from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from app.reading.flow import chosen_token, flow, input_tokens, measures, output_tokens, scopes
from app.state import SelectedToken, Selection
from core.interventions import Intervention
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.residual_off import ResidualOff
from core.interventions.silence_head import SilenceHead
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

SELF, CROSS = "{half}.layers.{layer}.self_attention.weights", "decoder.layers.{layer}.cross_attention.weights"


def changed(*edits: Intervention) -> Trace:
    return compute(tiny_request(interventions=edits), device="cpu")


def mixed(weights: np.ndarray) -> np.ndarray:
    """0.5 W_att + 0.5 I of one attention, heads averaged."""
    return 0.5 * weights.mean(0) + 0.5 * np.eye(weights.shape[-1])


def test_an_encoder_decoder_has_both_halves_and_their_joint_graph(tiny_trace: Trace) -> None:
    assert scopes(tiny_trace) == ("joint", "encoder", "decoder")


@pytest.mark.parametrize(
    ("trace", "scope"), [(encoder_only_trace, "encoder"), (decoder_only_trace, "decoder")]
)
def test_a_model_of_one_half_has_that_half(trace: Callable[[], Trace], scope: str) -> None:
    assert scopes(trace()) == (scope,)


@pytest.mark.parametrize("half", ["encoder", "decoder"])
def test_a_half_is_the_product_of_its_layers(half: str, tiny_trace: Trace) -> None:
    first, second = (mixed(tiny_trace.value(SELF.format(half=half, layer=layer))) for layer in (0, 1))
    found = flow(tiny_trace, half, "rollout")  # type: ignore[arg-type]
    assert np.allclose(found.masses(3)[0], (second @ first)[3], atol=1e-6)


def test_the_joint_graph_goes_on_from_the_encoder(tiny_trace: Trace) -> None:
    source = mixed(tiny_trace.value(SELF.format(half="encoder", layer=1))) @ mixed(
        tiny_trace.value(SELF.format(half="encoder", layer=0))
    )
    of_source = np.zeros((len(tiny_trace.tokens["target"]), len(source)))
    for layer in (0, 1):
        of_source = mixed(tiny_trace.value(SELF.format(half="decoder", layer=layer))) @ of_source
        cross = tiny_trace.value(CROSS.format(layer=layer)).mean(0)
        of_source = 0.5 * of_source + 0.5 * cross @ source
    found = flow(tiny_trace, "joint", "rollout").masses(2)[0]
    assert np.allclose(found[: len(source)], of_source[2], atol=1e-6)


@pytest.mark.parametrize("measure", ["rollout", "norms"])
@pytest.mark.parametrize("scope", ["joint", "encoder", "decoder"])
def test_what_flows_to_a_token_adds_up_to_1(scope: str, measure: str, tiny_prenorm_trace: Trace) -> None:
    found = flow(tiny_prenorm_trace, scope, measure)  # type: ignore[arg-type]
    sums = [found.masses(token).sum(-1) for token in range(found.count)]
    assert np.allclose(sums, 1)


@pytest.mark.parametrize("measure", ["rollout", "norms"])
def test_nothing_flows_from_later_output_tokens(measure: str, tiny_trace: Trace) -> None:
    found = flow(tiny_trace, "joint", measure)  # type: ignore[arg-type]
    first = found.first("target")
    assert not any(found.masses(token)[0, first + token + 1 :].any() for token in range(found.count))


def test_the_first_token_of_a_decoder_is_made_of_itself_alone() -> None:
    found = flow(decoder_only_trace(), "decoder", "norms").masses(0)
    assert found[0, 0] == pytest.approx(1)
    assert not found[0, 1:].any()


@pytest.mark.usefixtures("tiny_models")
def test_a_decoder_that_may_peek_lets_later_tokens_flow() -> None:
    assert flow(changed(CausalMaskOff()), "decoder", "rollout").masses(0)[0, 1:].any()


@pytest.mark.usefixtures("tiny_models")
def test_a_silenced_head_is_not_averaged() -> None:
    trace = changed(SilenceHead("encoder", 0, 1))
    weights = trace.value(SELF.format(half="encoder", layer=0))[0]
    found = flow(trace, "encoder", "rollout").transitions[0]
    assert np.allclose(found, 0.5 * weights + 0.5 * np.eye(len(weights)))


@pytest.mark.usefixtures("tiny_models")
def test_without_residual_connections_the_weights_are_all() -> None:
    trace = changed(ResidualOff())
    weights = trace.value(SELF.format(half="encoder", layer=0)).mean(0)
    assert np.allclose(flow(trace, "encoder", "rollout").transitions[0], weights, atol=1e-6)


def test_the_norms_differ_from_the_weights(tiny_trace: Trace) -> None:
    assert measures(tiny_trace, "joint") == ("rollout", "norms")
    weights, norms = (flow(tiny_trace, "encoder", name) for name in measures(tiny_trace, "encoder"))
    assert not np.allclose(weights.transitions[0], norms.transitions[0], atol=1e-3)


def test_sublayers_come_in_the_order_in_which_they_were_computed(tiny_trace: Trace) -> None:
    found = [(stage.kind, stage.layer) for stage in flow(tiny_trace, "joint", "rollout").stages]
    halves = [("encoder", 0), ("encoder", 1)]
    assert found == [*halves, ("decoder", 0), ("cross", 0), ("decoder", 1), ("cross", 1)]


def test_output_tokens_go_by_what_they_predict(tiny_trace: Trace) -> None:
    found = flow(tiny_trace, "joint", "rollout")
    assert output_tokens(tiny_trace, found)[0] == tiny_trace.tokens["predicted"][0].text
    assert input_tokens(tiny_trace, found)[found.first("target")] == tiny_trace.tokens["target"][0].text


def test_the_selected_token_is_the_chosen_one(tiny_trace: Trace) -> None:
    found = flow(tiny_trace, "joint", "rollout")
    assert chosen_token(tiny_trace, found, Selection(token=SelectedToken("predicted", 2))) == 2
    assert chosen_token(tiny_trace, found, Selection(token=SelectedToken("target", 999))) == found.count - 1


def test_a_selected_source_token_chooses_no_output(tiny_trace: Trace) -> None:
    found = flow(tiny_trace, "joint", "rollout")
    assert chosen_token(tiny_trace, found, Selection(token=SelectedToken("source", 3))) == 0
