"""``compute``: from a request to its trace, and every way in which a request can be wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import catalogue, weights
from core.interventions import Intervention, canonical_order
from core.interventions import catalogue as interventions
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.silence_head import SilenceHead
from core.problems import Problem
from core.request import Decoding, Target
from core.run import compute
from core.tokenizers.bilingual import END, PAD, START
from core.trace import Candidate, Trace
from tests.core.passes import recorded_from
from tests.tiny import ANIMAL, CAT, SENTENCES, tiny_model, tiny_request, tiny_tokenizer

KEEPING = [spec.type() for spec in interventions().values() if spec.is_switch and spec.type().keeps_causality]
KEEPING.append(SilenceHead("cross", 1, 0))
pytestmark = pytest.mark.usefixtures("tiny_models")


def traced(text: str = CAT, **choices: object) -> Trace:
    return compute(tiny_request(text, **choices), device="cpu")


def notes_of(trace: Trace) -> list[str]:
    return [note.kind for note in trace.notes]


def log_probabilities(trace: Trace) -> np.ndarray:
    logits = trace.value("decoder.logits").astype(np.float64)
    shifted = logits - logits.max(-1, keepdims=True)
    scores: np.ndarray = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return scores


def same_steps(one: Trace, other: Trace) -> bool:
    return all(
        step.site == again.site and np.array_equal(step.value, again.value)
        for step, again in zip(one.steps, other.steps, strict=True)
    )


def assert_generation_is_in_the_pass(trace: Trace) -> None:
    expected, rows = log_probabilities(trace), trace.value("decoder.next_token")
    tolerance = 1e-5 * max(1.0, float(abs(trace.value("decoder.logits")).max()))  # large without norms
    for row, step in enumerate(trace.generation):
        assert step.chosen.id == rows[row]
        for candidate in step.candidates:
            assert candidate.log_probability == pytest.approx(expected[row, candidate.id], abs=tolerance)


@pytest.mark.parametrize("model", ["zh-en", "zh-en-prenorm"])
@pytest.mark.parametrize("text", SENTENCES)
def test_what_decoding_saw_is_what_was_recorded(text: str, model: str) -> None:
    trace = traced(text, model=model)
    assert_generation_is_in_the_pass(trace)
    chosen = [step.chosen.id for step in trace.generation]
    assert [token.id for token in trace.tokens["predicted"]] == chosen


@pytest.mark.parametrize("model", ["zh-en", "zh-en-prenorm"])
@pytest.mark.parametrize("intervention", [*KEEPING, *[None]], ids=repr)
def test_so_it_is_with_interventions_that_keep_causality(
    intervention: Intervention | None, model: str
) -> None:
    edits = tuple(KEEPING) if intervention is None else (intervention,)
    trace = traced(ANIMAL, model=model, interventions=edits, padding=2)
    assert "uncached_decoding" not in notes_of(trace)
    assert_generation_is_in_the_pass(trace)


def test_without_the_causal_mask_decoding_is_uncached_and_says_so() -> None:
    trace = traced(interventions=(CausalMaskOff(),))
    assert "uncached_decoding" in notes_of(trace)
    last = trace.generation[-1].chosen  # the last step alone saw the whole output
    assert last.log_probability == pytest.approx(log_probabilities(trace)[-1, last.id], abs=1e-5)


def test_the_decoder_is_fed_the_output_shifted_right() -> None:
    trace = traced()
    fed = [token.id for token in trace.tokens["target"]]
    chosen = [step.chosen.id for step in trace.generation]
    assert fed == [START, *chosen[:-1]]


def test_a_candidate_list_is_sorted_and_holds_the_choice() -> None:
    for step in traced().generation:
        scores = [candidate.log_probability for candidate in step.candidates]
        assert scores == sorted(scores, reverse=True)
        assert step.kept == (step.choice,)
        assert step.choice not in step.pruned
        assert len(step.kept) + len(step.pruned) == len(step.candidates)


def test_a_given_target_replaces_decoding() -> None:
    ids = tuple(tiny_tokenizer().encode("The dog bites the man."))
    trace = traced(target=Target(ids))
    assert [token.id for token in trace.tokens["target"]] == [START, *ids]
    assert [step.chosen.id for step in trace.generation] == [*ids, END]
    expected = log_probabilities(trace)
    for row, step in enumerate(trace.generation):
        assert step.chosen.log_probability == pytest.approx(expected[row, step.chosen.id], abs=1e-5)


def test_an_output_given_back_as_target_is_the_same_pass() -> None:
    decoded = traced(ANIMAL)
    ids = tuple(token.id for token in decoded.tokens["target"])[1:]
    assert same_steps(traced(ANIMAL, target=Target(ids)), decoded)
    assert same_steps(traced(ANIMAL, target=Target((*ids, END))), decoded)


def test_a_given_prefix_is_continued() -> None:
    chosen = [step.chosen.id for step in traced().generation]
    trace = traced(target=Target(tuple(chosen[:2]), complete=False))
    assert [token.id for token in trace.tokens["target"]][1:3] == chosen[:2]
    assert [step.chosen.id for step in trace.generation] == chosen[2:]


def test_an_empty_target_is_the_start_token_alone() -> None:
    trace = traced(target=Target(()))
    assert [token.id for token in trace.tokens["target"]] == [START]
    assert trace.output_text == ""


def test_the_same_request_gives_the_same_bits() -> None:
    assert same_steps(traced(), traced())


def test_the_baseline_comes_back_bit_for_bit_after_interventions() -> None:
    before = traced()
    edited = traced(interventions=tuple(KEEPING))
    after = compute(edited.request.baseline(), device="cpu")
    assert same_steps(before, after)
    assert before.output_text == after.output_text


def test_sites_choose_what_is_recorded_and_change_no_bit() -> None:
    whole = traced()
    part = compute(tiny_request(), ("*.weights", "decoder.logits"), device="cpu")
    expected = [s.site for s in whole.steps if s.site.endswith(".weights") or s.site == "decoder.logits"]
    assert [step.site for step in part.steps] == expected
    assert all(np.array_equal(step.value, whole.value(step.site)) for step in part.steps)


def test_padding_stands_in_the_source_and_changes_no_valid_row() -> None:
    plain, padded = traced(), traced(padding=3)
    assert [token.id for token in padded.tokens["source"][-3:]] == [PAD] * 3
    assert plain.output_text == padded.output_text
    rows = len(plain.tokens["source"])
    site = "encoder.layers.1.feed_forward_norm.output"
    np.testing.assert_allclose(padded.value(site)[:rows], plain.value(site), rtol=0, atol=1e-5)


def test_padding_that_may_be_looked_at_changes_the_logits() -> None:
    target = Target((10, 11))
    masked, seen = (
        traced(padding=3, target=target, interventions=edits) for edits in ((), (PaddingMaskOff(),))
    )
    assert not np.allclose(masked.value("decoder.logits"), seen.value("decoder.logits"), atol=1e-4)


def test_tokens_are_reported_as_they_are_chosen() -> None:
    seen: list[Candidate] = []
    trace = compute(tiny_request(), device="cpu", on_token=seen.append)
    assert [candidate.id for candidate in seen] == [step.chosen.id for step in trace.generation]
    assert seen[0].text == trace.generation[0].chosen.text


def test_the_trace_knows_the_true_model_and_its_parameters() -> None:
    trace = traced()
    assert trace.request.model == catalogue.find("zh-en").id
    named = {name for step in trace.steps for name in step.parameters}
    assert named <= set(trace.parameters)
    assert not any(array.flags.writeable for array in trace.parameters.values())
    assert not any(step.value.flags.writeable for step in trace.steps)


def test_a_head_that_the_model_does_not_have_sleeps_with_its_reason() -> None:
    edit = SilenceHead("encoder", 7, 0)
    trace = traced(interventions=(edit,))
    assert [(sleeping, reason.kind) for sleeping, reason in trace.dormant] == [(edit, "unfit_intervention")]
    assert same_steps(trace, traced())


def test_interventions_in_any_order_are_one_request() -> None:
    one, other = (tiny_request(interventions=edits) for edits in (tuple(KEEPING), tuple(KEEPING[::-1])))
    assert one == other
    assert one.interventions == canonical_order(KEEPING)


@pytest.mark.parametrize(
    "text", ["龘", "🙂🙂", "👩\u200d👩\u200d👧", "שלום", "\u0000", "a\u0301\u0323", "</s>", "水"]
)
def test_what_is_outside_the_vocabulary_is_shown_as_unknown_and_said(text: str) -> None:
    trace = traced(text)
    assert "unknown_pieces" in notes_of(trace)
    assert np.isfinite(trace.value("decoder.logits")).all()
    assert all(token.id != END for token in trace.tokens["source"][:-1])


def given(text: str, complete: bool = True) -> Target:
    return replace(catalogue.target("zh-en", text), complete=complete)


@pytest.mark.parametrize("complete", [True, False])
def test_what_is_unknown_in_a_given_target_is_shown_as_it_was_and_said(complete: bool) -> None:
    trace = traced(target=given("我龘是🙂", complete))
    assert [token.text for token in trace.tokens["target"]][:5] == ["<s>", "我", "龘", "是", "🙂"]
    assert [token.role for token in trace.tokens["target"]][2:5:2] == ["unknown"] * 2
    assert Problem("unknown_pieces", {"pieces": ("龘", "🙂")}) in trace.notes


def test_what_is_unknown_in_sentence_and_target_is_said_at_once() -> None:
    trace = traced("我𠮷", target=given("龘"))
    assert Problem("unknown_pieces", {"pieces": ("𠮷", "龘")}) in trace.notes


def test_a_given_target_means_the_same_whatever_stood_at_what_is_unknown() -> None:
    assert same_steps(traced(target=given("我龘")), traced(target=given("我🙂")))


def test_led_over_the_tokens_of_another_trace_the_same_stands_there() -> None:
    first = traced(target=given("我龘是"))
    assert traced(target=first.as_target).tokens["target"] == first.tokens["target"]


def test_a_target_of_known_pieces_leads_to_no_remark() -> None:
    assert "unknown_pieces" not in notes_of(traced(target=given("我是")))


@pytest.mark.parametrize("complete", [True, False])
def test_the_longest_possible_target_is_recorded_whole(complete: bool) -> None:
    trace = traced(target=Target((10,) * 63, complete))
    assert len(trace.tokens["target"]) == 64


def test_decoding_up_to_the_limit_of_the_model_ends_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights.save(tmp_path / "short", tiny_model(limit=12), tiny_tokenizer(), "short", "Short")
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(tmp_path))
    trace = traced("我是一只猫", model="short", interventions=tuple(KEEPING))
    ended = trace.generation[-1].chosen.id == END
    assert ended or ("limit_reached" in notes_of(trace) and len(trace.generation) == 12)
    assert len(trace.tokens["target"]) <= 12
    assert_generation_is_in_the_pass(trace)


def test_max_tokens_ends_decoding() -> None:
    trace = traced(decoding=Decoding(max_tokens=2))
    assert len(trace.generation) <= 2
    assert_generation_is_in_the_pass(trace)


def test_sources_and_ids_of_a_trace_fit_together(tiny_trace: Trace) -> None:
    recorded = recorded_from(tiny_trace)
    table = recorded.parameters["decoder.embedding.table.weight"]
    assert np.array_equal(recorded.value("decoder.embedding.rows"), table[list(recorded.ids["target"])])
