"""Which interventions fit: those that do not, or that another overrules, sleep with a reason; a slot holds one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core import presets
from core.checks import active
from core.interventions import Intervention, with_edit
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.hide_token import HideToken
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.layer_norm_off import LayerNormOff
from core.interventions.local_window import LocalWindow
from core.interventions.mask_filler import MaskFiller
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.paint_mask import PaintMask
from core.interventions.position_order import PositionOrder
from core.interventions.position_scale import PositionScale
from core.interventions.position_waves import PositionWaves
from core.interventions.positions_off import PositionsOff
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.replace_head import ReplaceHead
from core.interventions.residual_off import ResidualOff
from core.interventions.set_weight import SetWeight
from core.interventions.silence_head import SilenceHead
from core.interventions.skip_part import SkipPart
from core.interventions.swap_tokens import SwapTokens
from core.interventions.temperature import Temperature
from core.interventions.valid_length import ValidLength
from core.presets import Preset
from core.problems import Problem
from core.request import Target
from core.run import compute
from core.trace import Trace
from tests.core.edited_traces import TARGET, same, traced
from tests.core.edits import CLAIMS, PAINTED
from tests.core.passes import tiny_model

pytestmark = pytest.mark.usefixtures("tiny_models")


def reasons(trace: Trace) -> dict[Intervention, str]:
    return {edit: problem.kind for edit, problem in trace.dormant}


# What does not fit.


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (PaintMask("every", closed=((0, 1),)), "one_attention_only"),
        (PaintMask("encoder", 0, 0, 12, 12, ((0, 1),)), "unfit_text"),
        (PaintMask("encoder", 0, 0, 0, 0, ((99, 1),)), "no_painted_cell"),
        (PaintMask("cross", 0, 0, 4, 12, ((0, 1),)), "unfit_text"),
        (PaintMask("decoder", 0, 0, 99, 99, ((99, 1),)), "unfit_text"),
        (PaintMask("encoder", 2, 0, closed=((0, 1),)), "unfit_intervention"),
        (LocalWindow("cross", width=1), "self_attention_only"),
        (LocalWindow("encoder", 0, 9), "unfit_intervention"),
        (LocalWindow("encoder", width=-1), "beyond_range"),
        (LocalWindow("encoder", width=10**30), "beyond_range"),
        (HideToken("source", 99), "beyond_text"),
        (HideToken("source", -1), "beyond_text"),
        (HideToken("target", 5), "beyond_text"),
        (ValidLength(99), "beyond_text"),
        (ValidLength(-1), "beyond_text"),
        (KeepOnlyHead("cross", 2, 0), "unfit_intervention"),
        (ReplaceHead("cross", pattern="self"), "self_attention_only"),
        (ReplaceHead("cross", pattern="previous"), "self_attention_only"),
        (SetWeight("cross", 0, 0, 9, 0, 0.5), "beyond_text"),
        (SetWeight("cross", 0, 0, 0, 99, 0.5), "beyond_text"),
        (SetWeight("cross", 0, 0, 0, 0, 1.5), "beyond_range"),
        (SetWeight("cross", 0, 2, 0, 0, 0.5), "unfit_intervention"),
        (SkipPart("encoder", 0, "cross_attention"), "unknown_site"),
        (SkipPart("encoder", 2, "feed_forward"), "unknown_site"),
        (Temperature(value=0.0), "beyond_range"),
        (Temperature(value=float("nan")), "beyond_range"),
        (PositionScale(factor=float("inf")), "beyond_range"),
        (PositionWaves(base=0.0), "beyond_range"),
        (PositionWaves(shift=1e12), "beyond_range"),
        (ReplaceEmbedding("source", 99), "beyond_text"),
        (ReplaceEmbedding("source", 2, 10**9), "beyond_range"),
        (SwapTokens(0, 99), "beyond_text"),
        (PaddingMaskOff(), "nothing_padded"),
    ],
    ids=repr,
)
def test_one_that_does_not_fit_sleeps_with_its_reason(edit: Intervention, reason: str) -> None:
    trace = traced(edit, target=TARGET)
    assert [(sleeping, problem.kind) for sleeping, problem in trace.dormant] == [(edit, reason)]
    assert same(trace, traced(target=TARGET))


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (PositionsOff(), PositionScale("both", 2.0)),
        (PositionsOff(), PositionWaves("encoder", 100.0)),
        (PositionsOff(), PositionOrder("encoder")),
        (SilenceHead("cross", 1, 1), Temperature("cross", 1, 1, 0.5)),
        (SilenceHead("cross", 1, 1), ReplaceHead("cross", 1, 1)),
        (SilenceHead("cross", 1, 1), SetWeight("cross", 1, 1, 0, 0, 0.5)),
        (SilenceHead("cross", 1, 1), PaintMask("cross", 1, 1, closed=((0, 0),))),
        (KeepOnlyHead("cross", 1, 0), SilenceHead("cross", 1, 1)),
        (KeepOnlyHead("cross", 1, 1), SilenceHead("cross", 1, 1)),
        (KeepOnlyHead("cross", 1, 0), Temperature("cross", 1, 1, 0.5)),
        (SkipPart("decoder", None, "cross_attention"), SilenceHead("cross", 1, 1)),
        (SkipPart("decoder", 1, "cross_attention"), KeepOnlyHead("cross", 1, 1)),
        (SkipPart("decoder", 1, "cross_attention"), Temperature("cross", 1, None, 0.5)),
        (SkipPart("encoder", None, "feed_forward"), SkipPart("encoder", 1, "feed_forward")),
        (ReplaceHead("every"), Temperature("cross", 1, 1, 0.5)),
        (CausalMaskOff(), PaintMask("decoder", 0, 0, opened=((0, 1),))),
        (PaddingMaskOff(), ValidLength(3)),
        (ResidualOff(), SkipPart("encoder", 0, "feed_forward", "residual")),
        (LayerNormOff(), SkipPart("encoder", 0, "feed_forward", "norm")),
    ],
    ids=repr,
)
def test_one_that_another_leaves_nothing_to_do_sleeps_and_says_which(
    stronger: Intervention, weaker: Intervention
) -> None:
    trace = traced(stronger, weaker, target=TARGET, padding=1)
    assert trace.dormant == ((weaker, Problem("overruled_intervention", {"stronger": stronger})),)
    assert same(trace, traced(stronger, target=TARGET, padding=1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SilenceHead("cross", 1, 0), Temperature("cross", 1, 1, 0.5)),
        (SilenceHead("cross", 1, 1), Temperature("cross", None, 1, 0.5)),
        (KeepOnlyHead("cross", 1, 1), Temperature("cross", 1, 1, 0.5)),
        (SkipPart("decoder", 1, "self_attention"), Temperature("cross", 1, 1, 0.5)),
        (SkipPart("decoder", 1, "cross_attention", "residual"), Temperature("cross", 1, 1, 0.5)),
        (ReplaceHead("every", pattern="self"), Temperature("cross", 1, 1, 0.5)),
        (ReplaceHead("cross", 1, 1), Temperature("cross", 1, None, 0.5)),
        (CausalMaskOff(), PaintMask("decoder", 0, 0, closed=((1, 0),), opened=((0, 1),))),
        (SkipPart("encoder", 0, "feed_forward"), SkipPart("encoder", 1, "feed_forward")),
    ],
    ids=repr,
)
def test_those_that_leave_each_other_something_to_do_both_hold(
    one: Intervention, other: Intervention
) -> None:
    assert not traced(one, other, target=TARGET).dormant


# The same text, other lengths.


@pytest.mark.parametrize(
    ("edit", "values"),
    [
        (PaintMask("encoder", 0, 0, 12, 12, ((0, 1),)), {"painted": "12 × 12", "present": "9 × 9"}),
        (PaintMask("cross", 0, 0, 4, 12, ((0, 1),)), {"painted": "12", "present": "9"}),
        (PaintMask("cross", 0, 0, 0, 0, ((0, 99),)), {"present": "9"}),
    ],
    ids=repr,
)
def test_sleeping_paint_names_the_sides_that_are_known(edit: Intervention, values: dict[str, str]) -> None:
    ((_, problem),) = traced(edit).dormant
    assert dict(problem.values) == values


def test_padding_wakes_what_the_padding_mask_has_to_do() -> None:
    assert not traced(PaddingMaskOff(), padding=1).dormant


def test_what_is_painted_over_output_tokens_holds_for_an_output_of_another_length() -> None:
    edit = PaintMask("decoder", 0, 0, 40, 40, closed=((2, 1), (30, 1)))
    free = traced(edit)
    given = traced(edit, target=Target(tuple(step.chosen.id for step in free.generation)))
    assert not free.dormant and not given.dormant
    assert given.output_text == free.output_text
    assert not free.value("decoder.layers.0.self_attention.mask")[0, 2, 1]


def test_a_sleeping_one_returns_when_it_fits_again() -> None:
    edit = HideToken("source", 8)
    assert reasons(traced(edit, text="狗咬人")) == {edit: "beyond_text"}
    assert not traced(edit).dormant


# One slot, one intervention.


@pytest.mark.parametrize(
    ("former", "new"),
    [
        (Temperature("cross", 1, 1, 0.5), Temperature("cross", 1, 1, 0.6)),
        (PositionScale("both", 2.0), PositionScale("both", 2.1)),
        (PositionWaves("both", 100.0), PositionWaves("both", 100.0, 1.0)),
        (PositionOrder("encoder"), PositionOrder("encoder", "shuffled", 1)),
        (MaskFiller("-1e9"), MaskFiller("-1e4", "float16")),
        (ValidLength(3), ValidLength(4)),
        (HideToken("source", 2), HideToken("source", 2, "key")),
        (LocalWindow("encoder", width=1), LocalWindow("encoder", width=2)),
        (PAINTED, PaintMask("encoder", 0, 1, closed=((3, 3),))),
        (ReplaceHead("encoder", 0, 1), ReplaceHead("encoder", 0, 1, "self")),
        (KeepOnlyHead("encoder", 0, 1), KeepOnlyHead("encoder", 0, 0)),
        (SetWeight("cross", 1, 1, 0, 0, 0.5), SetWeight("cross", 1, 1, 0, 2, 0.5)),
        (ReplaceEmbedding("source", 2), ReplaceEmbedding("source", 2, 7)),
    ],
    ids=repr,
)
def test_a_new_value_takes_the_place_of_the_former_and_of_nothing_else(
    former: Intervention, new: Intervention
) -> None:
    others = tuple(edit for edit in CLAIMS if edit.slot != new.slot)
    assert set(with_edit((former, *others), new)) == {new, *others}


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (KeepOnlyHead("cross", 1, 0), KeepOnlyHead("cross", 1, 1)),
        (ValidLength(3), ValidLength(4)),
        (HideToken("source", 2), HideToken("source", 2, "key")),
        (SetWeight("cross", 1, 1, 0, 0, 0.5), SetWeight("cross", 1, 1, 0, 2, 0.5)),
    ],
    ids=repr,
)
def test_of_two_in_one_slot_the_first_sleeps_and_says_why(first: Intervention, last: Intervention) -> None:
    trace = traced(last, first, target=TARGET)
    assert trace.dormant == ((first, Problem("overruled_intervention", {"stronger": last})),)
    assert same(trace, traced(last, target=TARGET))


def test_one_that_lost_its_slot_overrules_nothing() -> None:
    loser, winner = (ReplaceHead("every", pattern=pattern) for pattern in ("first", "self"))
    trace = traced(loser, winner, Temperature("cross", 1, 1, 0.5), target=TARGET)
    assert list(reasons(trace)) == [loser]


def test_the_one_head_that_is_kept_is_heard_though_it_were_silenced() -> None:
    kept = KeepOnlyHead("cross", 1, 1)
    output = traced(kept, SilenceHead("cross", 1, 1)).value("decoder.layers.1.cross_attention.head_output")
    assert output[1].any() and not output[0].any()


def test_the_narrower_of_two_has_the_last_word() -> None:
    edits = (ReplaceHead("every", pattern="first"), ReplaceHead("encoder", 0, 1, "self"))
    weights = traced(*edits).value("encoder.layers.0.self_attention.weights")
    assert (weights[0, :, 0] == 1).all()
    assert np.array_equal(weights[1], np.eye(weights.shape[-1], dtype=np.float32))


# Other models.


def test_learned_positions_are_no_waves() -> None:
    learned = tiny_model("learned positions").config.architecture()
    assert PositionWaves("both", 100.0).unfit(learned) == Problem("sinusoids_only")


@pytest.mark.parametrize("preset", presets.catalogue(), ids=lambda preset: preset.title)
def test_in_a_model_of_the_board_each_one_holds_or_sleeps(preset: Preset) -> None:
    request = replace(preset.request, interventions=tuple(CLAIMS))
    trace = compute(request, device="cpu")
    assert all(np.isfinite(step.value).all() for step in trace.steps if step.kind != "masking")
    for edit in active(trace):
        assert any(step.computed is not None for step in trace.steps if edit.applies_to(step.site)), edit
