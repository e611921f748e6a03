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
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.positions_off import PositionsOff
from core.interventions.silence_head import SilenceHead
from core.run import compute
from core.trace import Array, Trace
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


def test_a_norm_that_is_off_is_still_measured_right(tiny_models: Path) -> None:
    checks = checked(intervened(LayerNormOff()))
    assert {checks[name].verdict for name in ("normalised_means", "normalised_variances")} == {"holds"}


def test_an_alarm_is_not_hidden_behind_what_was_broken_on_purpose(tiny_models: Path) -> None:
    trace = intervened(PaddingMaskOff())
    check = checked(tampered(trace, WEIGHTS, lit_last_cell))["masked_cells"]
    assert (check.verdict, check.site) == ("alarm", WEIGHTS)


def test_numbers_that_overflow_are_laid_to_what_was_edited_before_them(tiny_models: Path) -> None:
    def huge(value: Array) -> None:
        value[...] *= 1e25

    trace = intervened(LayerNormOff(), padding=0)
    norm = "encoder.layers.1.self_attention_norm"
    spoiled = tampered(trace, trace[f"{norm}.normalized"].sources[0], huge, edited=True)
    spoiled = tampered(spoiled, f"{norm}.normalized", not_a_number)
    assert checked(spoiled)["normalised_means"].broken_by == (LayerNormOff(),)


@pytest.mark.parametrize("name", NAMES)
def test_where_there_is_nothing_to_look_at_it_says_so(tiny_trace: Trace, name: str) -> None:
    bare = replace(tiny_trace, steps=tiny_trace.steps[:3])
    check = checked(bare)[name]
    assert (check.verdict, check.missing) == ("missing", "nothing_there")


def test_an_intervention_that_sleeps_is_not_active(tiny_models: Path) -> None:
    assert active(intervened(SilenceHead("encoder", 9, 9), PositionsOff())) == (PositionsOff(),)
