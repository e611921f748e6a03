"""One number of the parameters is set for one pass: what follows from it changes, and nothing else, ever."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import loading
from core.devices import choose
from core.interventions import Intervention, with_edit
from core.interventions.residual_off import ResidualOff
from core.interventions.set_parameter import SetParameter
from core.problems import ProblemError
from core.request import HandSized, ModelId, Target, TraceRequest
from core.run import compute
from core.trace import Array, Trace
from tests.tiny import tiny_request

pytestmark = pytest.mark.usefixtures("tiny_models")

QUERY = "decoder.layers.0.self_attention.query_projection.weight"
TABLE = "encoder.embedding.table.weight"
BOARD = TraceRequest(ModelId("hand-sized"), HandSized("我是一只猫娘"))


def traced(*edits: Intervention, **choices: object) -> Trace:
    return compute(tiny_request(interventions=edits, **choices), device="cpu")


def changed(one: Trace, other: Trace) -> list[str]:
    """The sites whose values differ, as far as both have rows."""
    pairs = zip(one.steps, other.steps, strict=True)
    return [a.site for a, b in pairs if a.shape == b.shape and not np.array_equal(a.value, b.value)]


def shared_weights() -> dict[str, Array]:
    loaded = loading.load(tiny_request(), choose("cpu"))
    return {name: part.numpy().copy() for name, part in loaded.model.named_parameters()}


def test_the_trace_shows_the_number_that_was_used() -> None:
    trace = traced(SetParameter(QUERY, (2, 3), 0.75))
    assert trace.parameters[QUERY][2, 3] == np.float32(0.75)
    projected = trace["decoder.layers.0.self_attention.query_projected"]
    (source,) = projected.sources
    weight, bias = (trace.parameters[name] for name in projected.parameters)
    np.testing.assert_allclose(projected.value, trace.value(source) @ weight.T + bias, rtol=0, atol=1e-5)


def test_only_that_number_is_another_and_all_are_read_only() -> None:
    before, after = traced(), traced(SetParameter(QUERY, (2, 3), 0.75))
    assert not after.parameters[QUERY].flags.writeable
    different = {
        name
        for name in before.parameters
        if not np.array_equal(before.parameters[name], after.parameters[name])
    }
    assert different == {QUERY}
    assert (before.parameters[QUERY] != after.parameters[QUERY]).sum() == 1


def test_nothing_before_it_changes_and_the_first_change_is_where_it_is_used() -> None:
    target = Target((10, 11, 12))
    sites = changed(traced(target=target), traced(SetParameter(QUERY, (2, 3), 0.75), target=target))
    assert sites[0] == "decoder.layers.0.self_attention.query_projected"
    assert not any(site.startswith("encoder.") for site in sites)


@pytest.mark.parametrize("name", [TABLE, "decoder.embedding.table.weight"])
def test_the_shared_table_is_edited_under_both_of_its_names(name: str) -> None:
    trace = traced(SetParameter(name, (7, 1), 3.0))
    for table in (TABLE, "decoder.embedding.table.weight"):
        assert trace.parameters[table][7, 1] == 3.0


def test_the_shared_table_is_edited_in_the_output_layer_too() -> None:
    before, after = traced(), traced(SetParameter(TABLE, (7, 1), 30.0))
    assert not np.array_equal(before.value("decoder.logits")[0, 7], after.value("decoder.logits")[0, 7])


def test_the_loaded_weights_stay_as_they_are() -> None:
    before = shared_weights()
    traced(SetParameter(QUERY, (2, 3), 9.0), SetParameter(TABLE, (7, 1), 9.0))
    after = shared_weights()
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_so_they_do_when_the_pass_breaks_off() -> None:
    before = shared_weights()
    with pytest.raises(ProblemError, match="cancelled"):
        compute(
            tiny_request(interventions=(SetParameter(QUERY, (2, 3), 9.0),)),
            device="cpu",
            cancelled=lambda: True,
        )
    after = shared_weights()
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_taking_it_away_restores_every_bit() -> None:
    before = traced()
    edited = traced(SetParameter(QUERY, (2, 3), 9.0))
    after = compute(edited.request.baseline(), device="cpu")
    assert changed(before, after) == []


def test_two_numbers_of_one_matrix_and_a_switch_hold_together() -> None:
    edits = (SetParameter(QUERY, (0, 0), 1.0), SetParameter(QUERY, (1, 1), 2.0), ResidualOff())
    trace = traced(*edits)
    assert (trace.parameters[QUERY][0, 0], trace.parameters[QUERY][1, 1]) == (1.0, 2.0)
    assert trace["encoder.layers.0.self_attention_residual"].computed is not None


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (SetParameter("nowhere.weight", (0, 0), 1.0), "unknown_parameter"),
        (SetParameter(QUERY, (0, 99), 1.0), "unknown_entry"),
        (SetParameter(QUERY, (-1, 0), 1.0), "unknown_entry"),
        (SetParameter(QUERY, (0,), 1.0), "unknown_entry"),
        (SetParameter(QUERY, (), 1.0), "unknown_entry"),
        (SetParameter(QUERY, (0, 0), float("nan")), "unfit_number"),
        (SetParameter(QUERY, (0, 0), float("inf")), "unfit_number"),
        (SetParameter(QUERY, (0, 0), 1e39), "unfit_number"),
    ],
)
def test_one_that_does_not_fit_sleeps_with_its_reason(edit: SetParameter, reason: str) -> None:
    trace = traced(edit)
    assert [(sleeping, problem.kind) for sleeping, problem in trace.dormant] == [(edit, reason)]
    assert changed(trace, traced()) == []


def test_a_second_value_for_a_number_takes_the_place_of_the_first() -> None:
    first, other, second = (
        SetParameter(QUERY, (0, 0), 1.0),
        SetParameter(QUERY, (0, 1), 1.0),
        SetParameter(QUERY, (0, 0), 2.0),
    )
    assert set(with_edit((first, other, ResidualOff()), second)) == {second, other, ResidualOff()}


def test_numpy_numbers_are_taken_as_plain_ones() -> None:
    edit = SetParameter(QUERY, tuple(np.argwhere(np.eye(2))[1]), np.float32(0.5))  # type: ignore[arg-type]
    assert edit == SetParameter(QUERY, (1, 1), 0.5)
    assert TraceRequest.from_json(tiny_request(interventions=(edit,)).to_json()).interventions == (edit,)


PARAMETERS = {name: array.shape for name, array in compute(BOARD, device="cpu").parameters.items()}


@st.composite
def edits(draw: st.DrawFn) -> SetParameter:
    name = draw(st.sampled_from(sorted(PARAMETERS)))
    index = tuple(draw(st.integers(0, count - 1)) for count in PARAMETERS[name])
    return SetParameter(name, index, draw(st.floats(-100, 100, width=32)))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits(), max_size=8))
def test_whatever_is_set_on_the_board_stays_finite_and_goes_to_json(chosen: list[SetParameter]) -> None:
    interventions: tuple[Intervention, ...] = ()
    for edit in chosen:
        interventions = with_edit(interventions, edit)
    request = TraceRequest(BOARD.model, BOARD.inputs, interventions=interventions)
    trace = compute(TraceRequest.from_json(request.to_json()), device="cpu")
    assert trace.request == request
    assert all(np.isfinite(step.value).all() for step in trace.steps if step.kind != "masking")
    for edit in interventions:
        assert isinstance(edit, SetParameter)
        if "embedding" not in edit.parameter:  # two of them may be one number
            assert trace.parameters[edit.parameter][edit.index] == np.float32(edit.value)


def test_the_pass_runs_on_the_edited_model_of_the_board_too() -> None:
    name = "encoder.layers.0.feed_forward_norm.beta"
    edited = TraceRequest(BOARD.model, BOARD.inputs, interventions=(SetParameter(name, (3,), 5.0),))
    before, after = compute(BOARD, device="cpu"), compute(edited, device="cpu")
    assert changed(before, after)[0] == "encoder.layers.0.feed_forward_norm.output"
