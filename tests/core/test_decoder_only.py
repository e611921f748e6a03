"""A decoder alone: it is fed the sentence, goes on with it, and equals torch.nn over the same weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.ablation import silence_each
from core.board import MOST_TOKENS
from core.checking import check
from core.decoding.greedy import generate
from core.interventions import Intervention
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.hide_token import HideToken
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.silence_head import SilenceHead
from core.models.decoder_only import DecoderOnly
from core.models.transformer import TransformerConfig
from core.models.transformer_reference import DecoderOnlyReference, stack_reference
from core.problems import ProblemError
from core.request import HandSized, ModelId, Target, TraceRequest
from core.run import compute
from core.trace import Trace
from core.trace_file import read_trace, write_trace
from tests.core.passes import randomise
from tests.core.reference import TOLERANCE

CAT = "我是一只猫娘"
ALONE = HandSized(CAT, encoder_layers=0, norm_placement="pre", seed=253)
SHAPES = [ALONE, replace(ALONE, norm_placement="post", decoder_layers=3), replace(ALONE, text="我", heads=4)]
every_shape = pytest.mark.parametrize("inputs", SHAPES, ids=str)
SIZES = {"one layer": (8, 2, 1, 8), "odd": (18, 3, 2, 7), "larger": (64, 8, 4, 96)}


def traced(inputs: HandSized = ALONE, *edits: Intervention, target: Target | None = None) -> Trace:
    return compute(TraceRequest(ModelId("hand-sized"), inputs, target, edits), device="cpu")


def texts(trace: Trace, name: str) -> list[str]:
    return [token.text for token in trace.tokens[name]]


def logits(trace: Trace) -> np.ndarray:
    return trace.value("decoder.logits")


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int, int, int]:
    found: tuple[int, int, int, int] = request.param
    return found


@pytest.fixture(params=["post", "pre"])
def model(request: pytest.FixtureRequest, size: tuple[int, int, int, int]) -> DecoderOnly:
    width, heads, layers, hidden = size
    config = TransformerConfig(30, width, heads, 0, layers, hidden, norm_placement=request.param, limit=16)
    return randomise(DecoderOnly(config))


IDS = torch.tensor([[3, 7, 7, 1, 29, 12, 5]])


# Against torch.nn


@pytest.mark.parametrize("dtype", TOLERANCE, ids=str)
def test_its_logits_are_those_of_torch(model: DecoderOnly, dtype: torch.dtype) -> None:
    model.to(dtype)
    theirs = DecoderOnlyReference(model)(IDS[:, :0], IDS, IDS[:, :0] > 0)
    torch.testing.assert_close(model(IDS), theirs, rtol=0, atol=10 * TOLERANCE[dtype])


def test_its_layers_are_an_encoder_of_torch_with_a_causal_mask(model: DecoderOnly) -> None:
    encoder = stack_reference(model.decoder, model.config).eval()
    embedded: Tensor = model.decoder.embedding(IDS)
    mask = nn.Transformer.generate_square_subsequent_mask(IDS.shape[1])
    ours = model.decoder.hidden(IDS, embedded, IDS >= 0, IDS >= 0)
    torch.testing.assert_close(ours, encoder(embedded, mask), rtol=0, atol=1e-5)


def test_no_token_sees_a_later_one(model: DecoderOnly) -> None:
    other = IDS.clone()
    other[0, 4:] = 2
    torch.testing.assert_close(model(IDS)[:, :4], model(other)[:, :4], rtol=0, atol=0)
    assert not torch.equal(model(IDS)[:, 4:], model(other)[:, 4:])


@pytest.mark.parametrize("cached", [True, False])
def test_every_decoding_step_is_a_row_of_the_pass(model: DecoderOnly, cached: bool) -> None:
    nothing = IDS[:, :0]
    encoded = model.encoder(nothing, nothing > 0)
    fed = IDS[0, :3].tolist()
    with torch.inference_mode():
        steps = list(generate(model, encoded, nothing > 0, fed, end=-1, limit=5, cached=cached))
        passed = model(torch.tensor([[*fed, *(id for id, _ in steps[:-1])]]))[0, 2:]
    found = torch.stack([row for _, row in steps])
    torch.testing.assert_close(found, passed, rtol=0, atol=2e-5 * float(passed.abs().max()))


# As a hand-sized model


@every_shape
def test_it_is_fed_the_sentence_and_goes_on_with_it(inputs: HandSized) -> None:
    trace, count = traced(inputs), len(inputs.text)
    fed, predicted = texts(trace, "target"), texts(trace, "predicted")
    assert fed[: 1 + count] == ["<s>", *inputs.text]
    assert fed[1 + count :] == predicted[count:-1]
    assert (trace.tokens["source"], trace.prompt) == ((), count)
    assert trace.output_text == "".join(predicted[count:])
    assert trace.architecture.family == "decoder-only"


@every_shape
def test_each_token_is_the_most_probable_after_those_before_it(inputs: HandSized) -> None:
    trace = traced(inputs)
    assert [token.id for token in trace.tokens["predicted"]] == logits(trace).argmax(-1).tolist()
    assert [moment.chosen.id for moment in trace.generation] == logits(trace)[trace.prompt :].argmax(
        -1
    ).tolist()


@every_shape
def test_all_checks_hold_that_of_torch_among_them(inputs: HandSized) -> None:
    verdicts = [found.verdict for found in check(traced(inputs))]
    assert verdicts == ["holds"] * 6


def test_later_tokens_are_masked() -> None:
    weights = traced().value("decoder.layers.0.self_attention.weights")
    assert not np.triu(weights, 1).any()


@every_shape
def test_its_own_output_as_target_leads_over_the_same_tokens(inputs: HandSized) -> None:
    trace = traced(inputs)
    again = traced(inputs, target=Target(trace.fed))
    assert texts(again, "target") == texts(trace, "target")
    assert len(again.generation) == len(trace.generation)
    np.testing.assert_allclose(logits(again), logits(trace), rtol=0, atol=1e-5)


def test_a_target_is_what_it_is_fed_after_the_sentence() -> None:
    assert texts(traced(target=Target((2, 3))), "target") == ["<s>", *CAT, "我", "是"]


def test_a_beginning_is_gone_on_with() -> None:
    trace = traced(target=Target((6,), complete=False))
    assert texts(trace, "target")[: len(CAT) + 2] == ["<s>", *CAT, "猫"]
    assert len(trace.generation) == len(trace.tokens["predicted"]) - len(CAT) - 1


def test_it_stops_where_its_positions_end() -> None:
    trace = traced(replace(ALONE, text="我" * (MOST_TOKENS - 1)))
    assert (len(trace.tokens["target"]), len(trace.generation)) == (MOST_TOKENS, 1)
    with pytest.raises(ProblemError, match="too_long"):
        traced(replace(ALONE, text="我" * MOST_TOKENS))


def test_padding_is_not_for_it() -> None:
    assert texts(traced(replace(ALONE, padding=2)), "target") == texts(traced(), "target")


def test_its_words_have_the_vectors_that_they_have_in_a_whole_model() -> None:
    alone, whole = traced(), traced(replace(ALONE, encoder_layers=1))
    np.testing.assert_array_equal(
        alone.parameters["decoder.embedding.table.weight"], whole.parameters["encoder.embedding.table.weight"]
    )


@pytest.mark.parametrize("edit", [ReplaceEmbedding("target", 1, 5), HideToken("target", 1, "key")])
def test_a_token_of_its_sentence_can_be_changed(edit: Intervention) -> None:
    trace = traced(ALONE, edit)
    assert trace.dormant == ()
    assert not np.array_equal(logits(trace)[: len(CAT)], logits(traced())[: len(CAT)])


def test_what_concerns_a_source_sleeps() -> None:
    edits = ReplaceEmbedding("source", 0, 3), SilenceHead("cross", 0, 0)
    assert {edit for edit, _ in traced(ALONE, *edits).dormant} == set(edits)


def test_without_the_causal_mask_it_still_writes() -> None:
    trace = traced(ALONE, CausalMaskOff())
    assert "uncached_decoding" in {note.kind for note in trace.notes}
    assert trace.output_text


def test_silencing_a_head_is_measured_over_what_it_wrote() -> None:
    trace = traced()
    (effect,) = silence_each(trace, [SilenceHead("decoder", 0, 0)])
    silent = traced(ALONE, SilenceHead("decoder", 0, 0), target=Target(trace.fed))
    ids = [moment.chosen.id for moment in trace.generation]
    with_it, without = (
        torch.tensor(logits(one)[trace.prompt :]).log_softmax(-1)[range(len(ids)), ids].sum().item()
        for one in (trace, silent)
    )
    assert effect.change == pytest.approx(without - with_it, abs=1e-4)


def test_its_trace_survives_a_file(tmp_path: Path) -> None:
    trace = traced()
    write_trace(trace, tmp_path / "trace.npz")
    again = read_trace(tmp_path / "trace.npz")
    assert (again.request, again.prompt, again.fed) == (trace.request, trace.prompt, trace.fed)
