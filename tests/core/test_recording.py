"""Watching a pass changes nothing in it, and what is not looked at is not kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from core.interventions.scaling_off import ScalingOff
from core.interventions.silence_head import SilenceHead
from core.recording import recording, taps
from core.trace import Array
from tests.core.passes import CONFIGS, PAD, SOURCE, record, run, tiny_model

compositions = pytest.mark.parametrize("composition", CONFIGS)
SUBSETS: dict[str, Callable[[str], bool]] = {
    "weights only": lambda site: site.endswith(".weights"),
    "decoder only": lambda site: site.startswith("decoder"),
    "probabilities only": lambda site: site == "decoder.probabilities",
}


@compositions
def test_recording_on_and_off_give_the_same_bits(composition: str) -> None:
    model = tiny_model(composition)
    with torch.inference_mode():
        plain = run(model)
        with recording(model) as recorder:
            watched = run(model)
    assert recorder.records
    assert torch.equal(plain, watched)


@compositions
@pytest.mark.parametrize("subset", SUBSETS)
def test_a_subset_of_sites_has_the_same_bits_as_all_of_them(composition: str, subset: str) -> None:
    wanted = SUBSETS[subset]
    everything = [step for step in record(composition).steps if wanted(step.site)]
    part = record(composition, wanted=wanted).steps
    assert [step.site for step in part] == [step.site for step in everything]
    assert all(np.array_equal(step.value, other.value) for step, other in zip(part, everything, strict=True))


@compositions
def test_a_second_pass_has_the_same_bits(composition: str) -> None:
    pairs = zip(record(composition).steps, record(composition).steps, strict=True)
    assert all(np.array_equal(step.value, again.value) for step, again in pairs)


def test_an_edit_holds_even_where_its_site_is_not_recorded() -> None:
    edited = record(interventions=[ScalingOff()], wanted=lambda site: site == "decoder.logits")
    assert np.array_equal(edited.steps[0].value, record(interventions=[ScalingOff()]).value("decoder.logits"))
    assert not np.array_equal(edited.steps[0].value, record().value("decoder.logits"))


def test_every_tap_is_passed_once_and_knows_its_path() -> None:
    paths = [tap.site for tap in taps(tiny_model())]
    assert sorted(paths) == sorted(step.site for step in record().steps)
    assert len(set(paths)) == len(paths)


def test_computed_is_kept_only_where_something_was_edited() -> None:
    steps = record(interventions=[SilenceHead("cross", 0, 1)]).steps
    edited = [step.site for step in steps if step.computed is not None]
    assert edited == ["decoder.layers.0.cross_attention.head_output"]


def test_two_edits_of_one_site_keep_what_was_before_both() -> None:
    both = [SilenceHead("encoder", 1, 0), SilenceHead("encoder", 1, 1)]
    site = "encoder.layers.1.self_attention.head_output"
    step = record(interventions=both).by_site[site]
    assert step.computed is not None
    assert np.array_equal(step.computed, record().value(site))
    assert not step.value.any()


def test_nothing_is_recorded_after_the_context_ends() -> None:
    model = tiny_model()
    with torch.inference_mode():
        with recording(model) as recorder:
            run(model)
        count = len(recorder.records)
        run(model)
    assert len(recorder.records) == count


def test_recordings_nest_and_each_keeps_its_own() -> None:
    model = tiny_model()
    with torch.inference_mode(), recording(model) as outer:
        with recording(model, wanted=lambda site: False) as inner:
            run(model)
        assert not outer.records
        run(model)
    assert outer.records
    assert not inner.records


def test_a_batch_of_one_is_the_sentence_with_an_axis_before_it() -> None:
    model = tiny_model()
    with torch.inference_mode(), recording(model) as recorder:
        run(model)
    pairs = list(zip(recorder.steps(batched=True), recorder.steps(batched=False), strict=True))
    assert all(np.array_equal(batched.value[0], single.value) for batched, single in pairs)


def test_rows_of_a_padded_batch_equal_the_sentences_alone() -> None:
    model = tiny_model()
    ids = torch.tensor([[*SOURCE, PAD, PAD], [4, 8, 15, 16, 23, 42, 30, 6]])
    with torch.inference_mode(), recording(model) as recorder:
        model.encoder(ids, ids != PAD)
    batched = {step.site: step.value for step in recorder.steps(batched=True)}
    alone = {step.site: step for step in record().steps if step.site.startswith("encoder")}
    for site, step in alone.items():
        row: Array = batched[site][0]
        cut = row[tuple(slice(length) for length in step.shape)]
        np.testing.assert_allclose(cut, step.value, rtol=0, atol=1e-5, err_msg=site)
