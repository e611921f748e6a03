"""Every derivation adds up to what was computed, from numbers that stand in the trace."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import core.derivations
from core import presets
from core.derivations import (
    Cell,
    Derivation,
    Entry,
    Factor,
    Quantity,
    UnderivableError,
    catalogue,
    derive,
    source_cells,
)
from core.interventions import Intervention
from core.interventions.mask_filler import MaskFiller
from core.interventions.paint_mask import PaintMask
from core.interventions.scaling_off import ScalingOff
from core.interventions.set_parameter import SetParameter
from core.interventions.silence_head import SilenceHead
from core.presets import Preset
from core.run import compute
from core.trace import Axis, Step, Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.core.derived import ATTENTION, INTERVENTIONS, SMALLEST, TOLERANCE, assert_adds_up, traced
from tests.core.edits import CLAIMS
from tests.core.passes import CONFIGS, PADDED_SOURCE

NOT_KINDS = {"__init__", "making", "notation", "terms", "writing"}

compositions = pytest.mark.parametrize("composition", CONFIGS)
edits = pytest.mark.parametrize("interventions", INTERVENTIONS, ids=repr)


def corners(step: Step) -> Iterator[Cell]:
    """The first cell, the last, and one in between."""
    for share in (0.0, 0.5, 1.0):
        yield Cell(step.site, tuple(int((length - 1) * share) for length in step.shape))


def sums(derivation: Derivation) -> Iterator[Quantity]:
    yield from derivation.quantities
    yield Quantity(derivation.symbol, derivation.terms, derivation.value)


def factors(derivation: Derivation) -> Iterator[Factor]:
    for quantity in sums(derivation):
        for term in quantity.terms:
            yield from term.factors


def recorded_number(trace: Trace, factor: Factor) -> float:
    match factor.source:
        case Cell(site, index):
            return float(trace.value(site)[index])
        case Entry(parameter, index):
            return float(trace.parameters[parameter][index])
        case _:
            return factor.value


@st.composite
def cells(draw: st.DrawFn) -> tuple[Trace, Cell]:
    trace = traced(draw(st.sampled_from(list(CONFIGS))), draw(st.sampled_from(INTERVENTIONS)))
    step = draw(st.sampled_from(trace.steps))
    return trace, Cell(step.site, tuple(draw(st.integers(0, length - 1)) for length in step.shape))


@given(cells())
@settings(max_examples=400, deadline=None)
def test_the_terms_of_any_cell_add_up_to_what_was_computed(drawn: tuple[Trace, Cell]) -> None:
    assert_adds_up(*drawn)


@given(cells())
@settings(max_examples=150, deadline=None)
def test_every_factor_is_the_number_that_the_trace_holds(drawn: tuple[Trace, Cell]) -> None:
    trace, cell = drawn
    for factor in factors(derive(trace, cell)):
        assert factor.value == recorded_number(trace, factor), factor


@given(cells())
@settings(max_examples=150, deadline=None)
def test_the_terms_are_made_of_recorded_sources_and_of_every_one(drawn: tuple[Trace, Cell]) -> None:
    trace, cell = drawn
    step, derivation = trace[cell.site], derive(trace, cell)
    direct = {cell.site for cell in source_cells(replace(derivation, quantities=()))}
    shown = {cell.site for cell in source_cells(derivation)}
    assert direct <= set(step.sources)
    assert set(step.sources) <= shown
    read = {factor.source.parameter for factor in factors(derivation) if isinstance(factor.source, Entry)}
    assert set(step.parameters) <= read


@given(cells())
@settings(max_examples=150, deadline=None)
def test_the_quantities_on_the_way_add_up_too(drawn: tuple[Trace, Cell]) -> None:
    for quantity in derive(*drawn).quantities:
        values = [term.value for term in quantity.terms] or [quantity.value]
        error = abs(sum(values) - quantity.value)
        assert error <= TOLERANCE * sum(map(abs, values)) + SMALLEST, quantity.symbol


@compositions
@edits
def test_every_step_of_every_pass_adds_up(composition: str, interventions: tuple[Intervention, ...]) -> None:
    trace = traced(composition, interventions)
    for step in trace.steps:
        for cell in corners(step):
            assert_adds_up(trace, cell)


@pytest.mark.parametrize("edit", [*CLAIMS, MaskFiller("-1e4", "float16")], ids=repr)
def test_so_does_every_step_under_an_intervention_with_arguments(edit: Intervention) -> None:
    blind = PaintMask("encoder", 1, None, closed=tuple((0, key) for key in range(8)))
    trace = traced("post-norm", (blind, edit))
    for step in trace.steps:
        for cell in corners(step):
            assert_adds_up(trace, cell)


def test_so_does_every_step_of_other_models(tiny_trace: Trace, tiny_prenorm_trace: Trace) -> None:
    for trace in (tiny_trace, tiny_prenorm_trace, encoder_only_trace(), decoder_only_trace()):
        for step in trace.steps:
            for cell in corners(step):
                assert_adds_up(trace, cell)


@pytest.mark.parametrize("preset", presets.catalogue(), ids=lambda preset: preset.title)
def test_so_does_every_cell_of_a_model_small_enough_for_the_board(preset: Preset) -> None:
    trace = compute(preset.request, device="cpu")
    for step in trace.steps:
        for index in np.ndindex(step.shape):
            assert_adds_up(trace, Cell(step.site, index))


def test_a_parameter_set_by_hand_is_what_the_terms_are_made_of() -> None:
    (linear,) = (preset for preset in presets.catalogue() if preset.title == "linear")
    edit = SetParameter("linear.projection.weight", (0, 1), 7.0)
    trace = compute(replace(linear.request, interventions=(edit,)), device="cpu")
    derivation = assert_adds_up(trace, Cell("linear.output", (0, 0)))
    assert derivation.terms[1].factors[1] == Factor("W_{1,0}", 7.0, Entry(edit.parameter, edit.index))


@pytest.mark.parametrize("site", [f"{ATTENTION}.weights", f"{ATTENTION}_norm.output", "decoder.next_token"])
def test_every_single_cell_of_a_step_adds_up(site: str) -> None:
    trace = traced()
    for index in np.ndindex(trace[site].shape):
        assert_adds_up(trace, Cell(site, index))


def test_every_kind_that_a_model_records_has_a_derivation() -> None:
    kinds = {step.kind for name in CONFIGS for step in traced(name).steps}
    assert kinds | {"given"} == set(catalogue())


def test_every_file_of_the_folder_explains_a_kind() -> None:
    files = {path.stem for path in Path(core.derivations.__path__[0]).glob("*.py")} - NOT_KINDS
    assert {spec.derive.__module__.rpartition(".")[2] for spec in catalogue().values()} == files


def test_derivations_need_no_torch() -> None:
    code = "import sys, core.derivations as d; d.catalogue(); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_wrong_value_would_be_noticed() -> None:
    trace, cell = traced(), Cell(f"{ATTENTION}.output", (2, 5))
    wrong = replace(trace[cell.site], value=trace.value(cell.site) + np.float32(1e-3))
    steps = tuple(wrong if step.site == cell.site else step for step in trace.steps)
    with pytest.raises(AssertionError):
        assert_adds_up(replace(trace, steps=steps), cell)


# What an intervention leaves of it


def test_an_edit_is_told_apart_from_what_was_computed() -> None:
    trace = traced(interventions=(ScalingOff(),))
    cell = Cell(f"{ATTENTION}.scaled", (1, 2, 3))
    derivation = derive(trace, cell)
    score = float(trace.value(f"{ATTENTION}.scores")[1, 2, 3])
    assert derivation.total == pytest.approx(score / math.sqrt(8))
    assert derivation.edited == score


def test_without_an_intervention_nothing_is_edited() -> None:
    assert derive(traced(), Cell(f"{ATTENTION}.scaled", (1, 2, 3))).edited is None


def test_what_comes_after_an_edit_is_made_of_what_the_pass_went_on_with() -> None:
    trace = traced(interventions=(SilenceHead("encoder", 0, 1),))
    (copied,) = derive(trace, Cell(f"{ATTENTION}.concatenated", (2, 12))).terms
    assert copied.factors[0].source == Cell(f"{ATTENTION}.head_output", (1, 2, 4))
    assert copied.value == 0


def test_the_cells_of_the_largest_terms_can_be_had_alone() -> None:
    derivation = derive(traced(), Cell(f"{ATTENTION}.scores", (1, 2, 3)))
    largest = derivation.largest_first()[0]
    assert source_cells(derivation, most=1) == tuple(factor.source for factor in largest.factors)
    assert len(source_cells(derivation)) == 16


# What cannot be derived


def test_a_source_that_was_not_recorded_is_missed() -> None:
    trace = traced()
    without = replace(trace, steps=tuple(step for step in trace.steps if not step.site.endswith(".scores")))
    with pytest.raises(UnderivableError):
        derive(without, Cell(f"{ATTENTION}.scaled", (0, 0, 0)))


def test_a_parameter_that_the_trace_came_without_is_missed() -> None:
    with pytest.raises(UnderivableError):
        derive(replace(traced(), parameters={}), Cell(f"{ATTENTION}.output", (0, 0)))


def test_a_kind_that_no_file_explains_is_missed() -> None:
    steps = (Step("site", "convolution", (Axis("token"),), np.zeros(2, np.float32)),)
    with pytest.raises(UnderivableError):
        derive(replace(traced(), steps=steps), Cell("site", (0,)))


@pytest.mark.parametrize("index", [(0,), (0, 16), (len(PADDED_SOURCE), 0), (-1, 0), (0, 0, 0)])
def test_there_is_no_cell_outside(index: tuple[int, ...]) -> None:
    with pytest.raises(IndexError):
        derive(traced(), Cell("encoder.embedding.sum", index))
