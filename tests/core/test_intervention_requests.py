"""Interventions in a whole request: decoded as recorded, kept in JSON, asleep with a reason, gone without a trace."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.checks import measure
from core.interventions import Intervention
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.hide_token import HideToken
from core.interventions.local_window import LocalWindow
from core.interventions.mask_filler import FILLERS, PRECISIONS, MaskFiller
from core.interventions.paint_mask import PaintMask
from core.interventions.position_order import PositionOrder
from core.interventions.position_waves import PositionWaves
from core.interventions.replace_head import ReplaceHead
from core.interventions.set_weight import SetWeight
from core.interventions.silence_head import SilenceHead
from core.interventions.swap_tokens import SwapTokens
from core.interventions.temperature import Temperature
from core.problems import Problem
from core.request import TraceRequest
from core.run import compute
from core.trace_file import read_trace, write_trace
from tests.core.edited_traces import TARGET, same, traced
from tests.core.edits import CLAIMS, KEEPING
from tests.tiny import tiny_request

pytestmark = pytest.mark.usefixtures("tiny_models")

FINITE = MaskFiller("-1e9")


# Decoding.


@pytest.mark.parametrize("model", ["zh-en", "zh-en-prenorm"])
@pytest.mark.parametrize("edit", KEEPING, ids=repr)
def test_what_each_cached_step_chose_from_is_a_row_of_the_recorded_pass(
    edit: Intervention, model: str
) -> None:
    trace = traced(edit, model=model)
    assert not trace.dormant
    logits = trace.value("decoder.logits").astype(np.float64)
    expected = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    # Between two numbers of float16 the last bit of float32 decides.
    tolerance = 1e-3 if edit == MaskFiller("-1e6", "float16") else 1e-5
    for row, step in enumerate(trace.generation):
        for candidate in step.candidates:
            assert candidate.log_probability == pytest.approx(expected[row, candidate.id], abs=tolerance)


@pytest.mark.parametrize("edit", [edit for edit in CLAIMS if not edit.keeps_causality], ids=repr)
def test_what_breaks_causality_is_decoded_without_a_cache_and_said(edit: Intervention) -> None:
    notes = {note.kind: note.values for note in traced(edit).notes}
    assert notes["uncached_decoding"]["interventions"] == (edit,)


def test_which_ones_break_causality() -> None:
    breaking = {edit for edit in CLAIMS if not edit.keeps_causality}
    assert breaking == {PaintMask("decoder", opened=((0, 2),)), PositionOrder("both", "shuffled", 3), FINITE}


# Kept and taken away.


@pytest.mark.parametrize("edit", CLAIMS, ids=repr)
def test_a_saved_request_is_the_same_request(edit: Intervention) -> None:
    request = tiny_request(interventions=(edit,))
    text = request.to_json()
    assert TraceRequest.from_json(text) == request
    json.loads(text, parse_constant=pytest.fail)  # Infinity and NaN are no JSON


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("precision", PRECISIONS)
def test_every_filler_goes_to_json_and_back(filler: str, precision: str) -> None:
    edit = MaskFiller(filler, precision)  # type: ignore[arg-type]
    request = tiny_request(interventions=(edit,))
    assert TraceRequest.from_json(request.to_json()).interventions == (edit,)


@pytest.mark.parametrize("edit", CLAIMS, ids=repr)
def test_a_loaded_request_computes_the_same_and_taken_away_it_leaves_nothing(edit: Intervention) -> None:
    request = tiny_request(interventions=(edit,), target=TARGET)
    trace = compute(request, device="cpu")
    assert same(compute(TraceRequest.from_json(request.to_json()), device="cpu"), trace)
    assert same(compute(request.baseline(), device="cpu"), traced(target=TARGET))


def test_a_written_trace_still_says_why_one_sleeps(tmp_path: Path) -> None:
    silence, sharper = SilenceHead("cross", 1, 1), Temperature("cross", 1, 1, 0.5)
    trace = traced(silence, sharper, CausalMaskOff())
    write_trace(trace, tmp_path / "trace.npz")
    read = read_trace(tmp_path / "trace.npz")
    assert read.dormant == trace.dormant
    assert dict(read.dormant)[sharper] == Problem("overruled_intervention", {"stronger": silence})
    assert read.notes == trace.notes


# Positions.


def test_the_waves_of_the_paper_are_the_models_own() -> None:
    trace = traced(PositionWaves("both"))
    for stack in ("encoder", "decoder"):
        step = trace[f"{stack}.embedding.positions"]
        np.testing.assert_allclose(step.value, step.computed, rtol=0, atol=1e-7)


def test_shifted_waves_are_those_of_later_positions() -> None:
    site = "encoder.embedding.positions"
    shifted, own = traced(PositionWaves("encoder", shift=3.0)).value(site), traced().value(site)
    np.testing.assert_allclose(shifted[:-3], own[3:], rtol=0, atol=1e-6)


@pytest.mark.parametrize("seed", [0, 1, -1])
def test_a_shuffle_is_the_same_every_time_and_another_for_another_seed(seed: int) -> None:
    rows = PositionOrder("both", "shuffled", seed).rows(12)
    assert sorted(rows) == list(range(12))
    assert rows == PositionOrder("both", "shuffled", seed).rows(12)
    assert rows != PositionOrder("both", "shuffled", seed + 5).rows(12)


def test_a_swap_is_the_sentence_with_the_two_swapped() -> None:
    """Tokens 1 and 3 of 狗咬人 are 狗 and 人."""
    swapped = traced(SwapTokens(1, 3), text="狗咬人", target=TARGET)
    other = traced(text="人咬狗", target=TARGET)
    assert np.array_equal(swapped.value("decoder.logits"), other.value("decoder.logits"))


# The checks.


@pytest.mark.parametrize(
    ("name", "breaking", "edits"),
    [
        (
            "masked_cells",
            PaintMask("decoder", 0, 1, opened=((0, 2),)),
            (SetWeight("decoder", 0, 0, 2, 0, 0.5),),
        ),
        ("masked_cells", CausalMaskOff(), (LocalWindow("decoder", width=2),)),
        ("masked_cells", FINITE, (PaintMask("encoder", 0, closed=tuple((1, key) for key in range(9))),)),
        ("softmax_rows", ReplaceHead("encoder", 0, 1, "self"), (HideToken("source", 2, "key"),)),
        ("softmax_rows", SetWeight("decoder", 0, 1, 0, 0, 0.5), ()),
        ("softmax_rows", MaskFiller("-1e4", "float16"), ()),
    ],
    ids=repr,
)
def test_the_check_that_one_breaks_names_it(
    name: str, breaking: Intervention, edits: tuple[Intervention, ...]
) -> None:
    check = next(check for check in measure(traced(breaking, *edits)) if check.name == name)
    assert check.verdict == "broken"
    assert breaking in check.broken_by
    assert not any(isinstance(edit, LocalWindow | PaintMask) for edit in set(check.broken_by) - {breaking})


@pytest.mark.parametrize("edit", CLAIMS, ids=repr)
def test_no_intervention_raises_an_alarm(edit: Intervention) -> None:
    assert not [
        check for check in measure(traced(edit, target=TARGET, padding=1)) if check.verdict == "alarm"
    ]
