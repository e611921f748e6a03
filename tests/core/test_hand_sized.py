"""Models small enough for the board: the same layers, another size, and numbers that anybody can write down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.board import LIMITS, MOST_TOKENS
from core.interventions import Intervention
from core.interventions import catalogue as interventions
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.silence_head import SilenceHead
from core.problems import ProblemError
from core.request import Batch, HandSized, ModelId, Numbers, Sentence, Target, TraceRequest
from core.run import compute
from core.trace import Trace
from core.trace_file import read_trace, write_trace

CAT = "我是一只猫娘"
SHAPES = [
    HandSized(CAT),
    HandSized("The cat didn't see the cat.", norm_placement="pre", padding=2),
    HandSized(CAT, width=6, heads=3, encoder_layers=2, decoder_layers=3, feed_forward_width=5),
    HandSized(CAT, width=3, heads=1, decoder_layers=0, padding=1),
    HandSized(CAT, encoder_layers=0),
    HandSized("The cat saw the cat.", encoder_layers=0, decoder_layers=2, norm_placement="pre"),
    HandSized("a", width=1, heads=1, feed_forward_width=1, seed=-7),
]
every_shape = pytest.mark.parametrize("inputs", SHAPES, ids=str)


def traced(inputs: HandSized, *edits: Intervention, target: Target | None = None) -> Trace:
    return compute(TraceRequest(ModelId("hand-sized"), inputs, target, edits), device="cpu")


def problem_of(request: TraceRequest) -> str:
    with pytest.raises(ProblemError) as caught:
        compute(request, device="cpu")
    return caught.value.problem.kind


def tokens(trace: Trace, name: str) -> list[str]:
    return [token.text for token in trace.tokens[name]]


def test_the_usual_one_is_eight_wide_with_two_heads_of_four_over_eight_tokens() -> None:
    shape = traced(HandSized(CAT)).architecture
    assert (shape.width, shape.heads, shape.head_width, shape.vocabulary) == (8, 2, 4, 8)
    assert (shape.encoder_layers, shape.decoder_layers) == (1, 1)


def test_a_plain_sentence_is_read_by_the_usual_one() -> None:
    plain = compute(TraceRequest(ModelId("hand-sized"), Sentence(CAT, padding=1)), device="cpu")
    sized = traced(HandSized(CAT, padding=1))
    assert all(np.array_equal(a.value, b.value) for a, b in zip(plain.steps, sized.steps, strict=True))


def test_its_words_are_those_of_the_sentence_and_it_writes_as_many() -> None:
    trace = traced(HandSized(CAT))
    assert tokens(trace, "source") == list(CAT)
    assert len(trace.tokens["target"]) == len(trace.tokens["predicted"]) == len(CAT)
    assert tokens(trace, "target")[0] == "<s>"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The cat sat.", ["The", "cat", "sat", "."]),
        ("didn't  didn't", ["didn't", "didn't"]),
        ("我用Python写 the 诗。", ["我", "用", "Python", "写", "the", "诗", "。"]),
        ("<s>", ["<", "s", ">"]),
    ],
)
def test_a_sentence_is_cut_into_characters_or_words(text: str, pieces: list[str]) -> None:
    assert tokens(traced(HandSized(text)), "source") == pieces


def test_a_word_that_comes_twice_is_one_row_of_the_table() -> None:
    trace = traced(HandSized("the cat the"))
    assert trace.tokens["source"][0] == trace.tokens["source"][2]
    assert len(trace.parameters["encoder.embedding.table.weight"]) == 4


@every_shape
def test_every_number_of_its_parameters_has_one_decimal(inputs: HandSized) -> None:
    for name, array in traced(inputs).parameters.items():
        assert np.array_equal(array, array.round(1)), name
        assert not np.signbit(array[array == 0]).any(), name


@every_shape
def test_all_its_values_are_finite_and_its_softmax_rows_add_up(inputs: HandSized) -> None:
    trace = traced(inputs)
    assert all(np.isfinite(step.value).all() for step in trace.steps if step.kind != "masking")
    for step in trace.of_kind("softmax"):
        np.testing.assert_allclose(step.value.sum(-1), 1, rtol=0, atol=1e-6)


@every_shape
def test_the_sizes_are_those_that_were_asked_for(inputs: HandSized) -> None:
    trace = traced(inputs)
    layers = {tuple(step.site.split(".")[:3]) for step in trace.steps if ".layers." in step.site}
    counted = [sum(half == name for half, *_ in layers) for name in ("encoder", "decoder")]
    assert counted == [inputs.encoder_layers, inputs.decoder_layers]
    hidden = [step.shape[-1] for step in trace.steps if step.site.endswith("feed_forward.hidden")]
    assert set(hidden) == {inputs.feed_forward_width}


def test_without_a_decoder_nothing_is_written() -> None:
    trace = traced(HandSized(CAT, decoder_layers=0))
    assert (trace.tokens["target"], trace.tokens["predicted"], trace.generation) == ((), (), ())
    assert trace.architecture.family == "encoder-only"


def test_an_encoder_alone_computes_what_it_computes_with_a_decoder() -> None:
    whole, alone = traced(HandSized(CAT)), traced(HandSized(CAT, decoder_layers=0))
    assert all(np.array_equal(step.value, whole.value(step.site)) for step in alone.steps)


def test_a_larger_model_keeps_the_numbers_of_the_smaller_one() -> None:
    small, deep = traced(HandSized(CAT)).parameters, traced(HandSized(CAT, encoder_layers=2)).parameters
    assert all(np.array_equal(small[name], deep[name]) for name in small)


def test_a_word_keeps_its_vector_in_another_sentence() -> None:
    one, other = traced(HandSized("dog bites man")), traced(HandSized("man bites dog"))
    vectors = {
        token.text: row
        for token, row in zip(one.tokens["source"], one.value("encoder.embedding.rows"), strict=True)
    }
    for token, row in zip(other.tokens["source"], other.value("encoder.embedding.rows"), strict=True):
        assert np.array_equal(vectors[token.text], row)


def test_another_seed_is_another_model() -> None:
    name = "encoder.layers.0.feed_forward.up_projection.weight"
    one, other = (traced(HandSized(CAT, seed=seed)).parameters[name] for seed in (1, 2))
    assert not np.array_equal(one, other)


def test_a_target_can_be_fed_to_it() -> None:
    trace = traced(HandSized(CAT), target=Target((2, 3, 4)))
    assert tokens(trace, "target") == ["<s>", "我", "是", "一"]


def test_every_switch_works_on_it_or_sleeps_with_its_reason() -> None:
    switches = [spec.type() for spec in interventions().values() if spec.is_switch]
    assert traced(HandSized(CAT, padding=1), *switches).dormant == ()
    asleep = traced(HandSized(CAT, decoder_layers=0), *switches, SilenceHead("cross", 0, 0)).dormant
    assert {edit: reason.kind for edit, reason in asleep} == {
        CausalMaskOff(): "unknown_site",
        PaddingMaskOff(): "nothing_padded",
        SilenceHead("cross", 0, 0): "unfit_intervention",
    }


@pytest.mark.parametrize("size", LIMITS)
def test_a_size_outside_its_limits_is_a_problem(size: str) -> None:
    for wrong in (LIMITS[size][0] - 1, LIMITS[size][1] + 1, 2.5, "2"):
        inputs = replace(HandSized(CAT), **{size: wrong})
        assert problem_of(TraceRequest(ModelId("hand-sized"), inputs)) == "beyond_board"


@pytest.mark.parametrize(
    ("inputs", "kind"),
    [
        (HandSized(CAT, heads=3), "uneven_heads"),
        (HandSized(CAT, encoder_layers=0, decoder_layers=0), "beyond_board"),
        (HandSized(CAT, norm_placement="middle"), "invalid_argument"),  # type: ignore[arg-type]
        (HandSized(" "), "empty_input"),
        (HandSized("\ud83d"), "unreadable_text"),
        (HandSized("我" * (MOST_TOKENS + 1)), "too_long"),
        (HandSized(CAT, padding=MOST_TOKENS), "too_much_padding"),
        (Batch(()), "unsupported_input"),
        (Numbers("softmax", ((1.0,),)), "unsupported_input"),
    ],
)
def test_what_it_cannot_read_is_a_problem(inputs: HandSized, kind: str) -> None:
    assert problem_of(TraceRequest(ModelId("hand-sized"), inputs)) == kind


@pytest.mark.usefixtures("tiny_models")
@pytest.mark.parametrize("name", ["zh-en", "part"])
def test_other_models_do_not_read_its_inputs(name: str) -> None:
    assert problem_of(TraceRequest(ModelId(name), HandSized(CAT))) == "unsupported_input"


def test_its_trace_survives_a_file(tmp_path: object) -> None:
    trace = traced(HandSized(CAT, decoder_layers=0))
    write_trace(trace, tmp_path / "trace.npz")  # type: ignore[operator]
    assert read_trace(tmp_path / "trace.npz").request == trace.request  # type: ignore[operator]
