"""What must be true of a trace is true of real ones; a trace that was tampered with is found out, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.checks import PROPERTIES, Check, active, measure
from core.interventions import Intervention, catalogue
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.layer_norm_off import LayerNormOff
from core.interventions.mask_filler import MaskFiller
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.paint_mask import PaintMask
from core.interventions.positions_off import PositionsOff
from core.interventions.replace_head import ReplaceHead
from core.interventions.residual_off import ResidualOff
from core.interventions.set_parameter import SetParameter
from core.interventions.silence_head import SilenceHead
from core.interventions.skip_part import SkipPart
from core.request import Target
from core.run import compute
from core.trace import Array, Trace
from tests.core.edits import CLAIMS
from tests.tiny import tiny_request

NAMES = [claim.name for claim in PROPERTIES]
WEIGHTS = "decoder.layers.1.self_attention.weights"
NORMALISED = "encoder.layers.1.feed_forward_norm.normalized"


def raised_first_cell(value: Array) -> None:
    value[0, 0, 0] += 0.25


def lit_last_cell(value: Array) -> None:
    value[0, 0, -1] = 1e-30


def shifted_first_row(value: Array) -> None:
    value[0] += 0.25


def stretched_first_row(value: Array) -> None:
    value[0] *= 1.5


def not_a_number(value: Array) -> None:
    value[0] = np.nan


TAMPERINGS: list[tuple[str, str, Callable[[Array], None], float]] = [
    ("softmax_rows", WEIGHTS, raised_first_cell, 0.25),
    ("softmax_rows", WEIGHTS, not_a_number, np.inf),
    ("masked_cells", WEIGHTS, lit_last_cell, 1e-30),
    ("normalised_means", NORMALISED, shifted_first_row, 0.25),
    ("normalised_variances", NORMALISED, stretched_first_row, 1.25),
]
each_tampering = pytest.mark.parametrize(("name", "site", "change", "worst"), TAMPERINGS)


def checked(trace: Trace) -> dict[str, Check]:
    return {check.name: check for check in measure(trace)}


def tampered(trace: Trace, site: str, change: Callable[[Array], None], *, edited: bool = False) -> Trace:
    """The trace with another value at a site; as an intervention leaves it where ``edited``."""
    value = trace.value(site).copy()
    change(value)
    computed = trace.value(site) if edited else None
    steps = [
        replace(step, value=value, computed=computed) if step.site == site else step for step in trace.steps
    ]
    return replace(trace, steps=tuple(steps))


def intervened(*interventions: Intervention, padding: int = 2) -> Trace:
    return compute(tiny_request(interventions=interventions, padding=padding), device="cpu")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fixture", ["tiny_trace", "tiny_prenorm_trace"])
def test_each_property_holds_of_a_real_trace(request: pytest.FixtureRequest, fixture: str, name: str) -> None:
    check = checked(request.getfixturevalue(fixture))[name]
    assert check.verdict == "holds"
    assert check.count > 0


def test_every_row_of_every_softmax_is_looked_at(tiny_trace: Trace) -> None:
    rows = sum(step.value[..., 0].size for step in tiny_trace.of_kind("softmax"))
    assert checked(tiny_trace)["softmax_rows"].count == rows


@each_tampering
def test_what_was_tampered_with_is_found_where_it_is(
    tiny_trace: Trace, name: str, site: str, change: Callable[[Array], None], worst: float
) -> None:
    check = checked(tampered(tiny_trace, site, change))[name]
    assert (check.verdict, check.site) == ("alarm", site)
    assert check.worst == pytest.approx(worst, rel=1e-3)


@each_tampering
def test_an_intervention_elsewhere_is_no_excuse(
    tiny_models: Path, name: str, site: str, change: Callable[[Array], None], worst: float
) -> None:
    trace = intervened(PositionsOff(), SilenceHead("encoder", 0, 0), padding=0)
    assert checked(tampered(trace, site, change))[name].verdict == "alarm"


@pytest.mark.parametrize("intervention", [spec.type() for spec in catalogue().values() if spec.is_switch])
def test_no_switch_raises_an_alarm(tiny_models: Path, intervention: Intervention) -> None:
    verdicts = {check.verdict for check in measure(intervened(intervention))}
    assert verdicts <= {"holds", "broken"}


@pytest.mark.parametrize(
    ("intervention", "attention"),
    [(CausalMaskOff(), "decoder.layers.0.self_attention"), (PaddingMaskOff(), "encoder.layers.0")],
)
def test_a_mask_that_is_off_breaks_what_the_model_meant_by_it(
    tiny_models: Path, intervention: Intervention, attention: str
) -> None:
    check = checked(intervened(intervention))["masked_cells"]
    assert (check.verdict, check.broken_by) == ("broken", (intervention,))
    assert check.worst > 0.001


def test_all_who_broke_it_are_named(tiny_models: Path) -> None:
    check = checked(intervened(PaddingMaskOff(), CausalMaskOff(), PositionsOff()))["masked_cells"]
    assert check.broken_by == (CausalMaskOff(), PaddingMaskOff())


def test_a_mask_that_is_off_without_padding_breaks_nothing(tiny_models: Path) -> None:
    assert checked(intervened(PaddingMaskOff(), padding=0))["masked_cells"].verdict == "holds"


NORM = SkipPart("encoder", 1, "feed_forward", "norm")


@pytest.mark.parametrize("name", ["normalised_means", "normalised_variances"])
@pytest.mark.parametrize(("edit", "site"), [(LayerNormOff(), "norm.output"), (NORM, NORM.sites[0])])
def test_a_norm_that_is_off_normalises_nothing(
    tiny_models: Path, edit: Intervention, site: str, name: str
) -> None:
    check = checked(intervened(edit))[name]
    assert (check.verdict, check.broken_by) == ("broken", (edit,))
    assert check.site.endswith(site)


def test_norms_are_counted_once_whether_they_are_off_or_not(tiny_models: Path) -> None:
    counts = {checked(intervened(*edits))["normalised_means"].count for edits in ((), (NORM,))}
    assert len(counts) == 1


def test_gain_and_bias_are_no_part_of_the_claim(tiny_models: Path) -> None:
    edit = SetParameter("encoder.layers.0.self_attention_norm.gamma", (0,), 0.0)
    assert checked(intervened(edit))["normalised_means"].verdict == "holds"


MASKED, ROWS = {"masked_cells"}, {"softmax_rows"}
NORMALISED_ROWS = {"normalised_means", "normalised_variances"}
EDITS: tuple[Intervention, ...] = (
    *(spec.type() for spec in catalogue().values() if spec.is_switch),
    *CLAIMS,
    SilenceHead("encoder", 0, 1),
    SetParameter("encoder.embedding.table.weight", (5, 3), 1e6),
)
ON_PURPOSE: dict[Intervention, set[str]] = {
    CausalMaskOff(): MASKED,
    PaddingMaskOff(): MASKED,
    PaintMask("decoder", opened=((0, 2),)): MASKED,
    MaskFiller("-1e6", "float16"): ROWS,  # no row of numbers of eleven bits adds up to 1 exactly
    ReplaceHead("every", 1, None, "previous"): ROWS,  # what stands before is padding: it looks nowhere
    LayerNormOff(): NORMALISED_ROWS,
    SkipPart("encoder", None, "self_attention", "norm"): NORMALISED_ROWS,
}
"""What each intervention breaks on purpose; all the others break nothing."""


def test_every_intervention_is_among_them() -> None:
    assert {edit.name for edit in EDITS} == set(catalogue())


@pytest.mark.parametrize("model", ["zh-en", "zh-en-prenorm"])
@pytest.mark.parametrize("edit", EDITS, ids=repr)
def test_an_intervention_is_named_by_the_checks_that_it_breaks_and_by_no_other(
    tiny_models: Path, edit: Intervention, model: str
) -> None:
    request = tiny_request(interventions=(edit,), padding=2, model=model, target=Target((5, 6, 7, 8)))
    checks = measure(compute(request, device="cpu"))
    failing = {check.name: check.broken_by for check in checks if check.verdict != "holds"}
    assert failing == dict.fromkeys(ON_PURPOSE.get(edit, ()), (edit,))


def test_an_alarm_is_not_hidden_behind_what_was_broken_on_purpose(tiny_models: Path) -> None:
    trace = intervened(PaddingMaskOff())
    check = checked(tampered(trace, WEIGHTS, lit_last_cell))["masked_cells"]
    assert (check.verdict, check.site) == ("alarm", WEIGHTS)


def test_numbers_that_overflow_are_laid_to_what_was_edited_before_them(tiny_models: Path) -> None:
    def huge(value: Array) -> None:
        value[...] *= 1e25

    trace = intervened(ResidualOff(), padding=0)
    norm = "encoder.layers.1.self_attention_norm"
    spoiled = tampered(trace, trace[f"{norm}.normalized"].sources[0], huge, edited=True)
    spoiled = tampered(spoiled, f"{norm}.normalized", not_a_number)
    assert checked(spoiled)["normalised_means"].broken_by == (ResidualOff(),)


@pytest.mark.parametrize("name", NAMES)
def test_where_there_is_nothing_to_look_at_it_says_so(tiny_trace: Trace, name: str) -> None:
    bare = replace(tiny_trace, steps=tiny_trace.steps[:3])
    check = checked(bare)[name]
    assert (check.verdict, check.missing) == ("missing", "nothing_there")


def test_an_intervention_that_sleeps_is_not_active(tiny_models: Path) -> None:
    assert active(intervened(SilenceHead("encoder", 9, 9), PositionsOff())) == (PositionsOff(),)
