"""The presets: their numbers against NumPy in float64, their files, and every way in which a file can be wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core import presets
from core.derivations import Cell, derive
from core.interventions.set_parameter import SetParameter
from core.problems import ProblemError
from core.request import HandSized, ModelId, Numbers, TraceRequest
from core.run import compute
from core.trace import Array, Trace

PRESETS = {preset.title: preset.request for preset in presets.catalogue()}
ATTENTION = "encoder.layers.0.self_attention"
every_preset = pytest.mark.parametrize("title", PRESETS)


def traced(title: str) -> Trace:
    return compute(PRESETS[title], device="cpu")


def part(rows: Any, name: str = "linear", **choices: Any) -> TraceRequest:
    return TraceRequest(ModelId("part"), Numbers(name, rows, **choices))  # type: ignore[arg-type]


def typed(title: str) -> tuple[Array, Mapping[str, Array]]:
    """The rows and the parameters as they stand in the file, in float64."""
    inputs = PRESETS[title].inputs
    assert isinstance(inputs, Numbers)
    return np.array(inputs.rows), {name.split(".")[-2]: np.array(value) for name, value in inputs.parameters}


def softmax(x: Array) -> Array:
    powers = np.exp(x)
    shares: Array = powers / powers.sum(-1, keepdims=True)
    return shares


def attended(x: Array, weights: Mapping[str, Array], heads: int) -> Array:
    query, key, value = (x @ weights[f"{name}_projection"].T for name in ("query", "key", "value"))
    width = x.shape[1] // heads
    parts = [slice(head * width, (head + 1) * width) for head in range(heads)]
    outputs = [softmax(query[:, at] @ key[:, at].T / np.sqrt(width)) @ value[:, at] for at in parts]
    result: Array = np.concatenate(outputs, axis=1) @ weights["output_projection"].T
    return result


def close(value: Array, expected: object) -> None:
    np.testing.assert_allclose(value, np.asarray(expected), rtol=0, atol=1e-6)


def test_they_are_those_of_the_lesson_in_this_order() -> None:
    assert list(PRESETS) == [
        "whole-model",
        "encoder-only",
        "decoder-only",
        "identity-projections",
        "two-heads",
        "masked-row",
        "softmax",
        "linear",
    ]


def test_identity_projections() -> None:
    rows, weights = typed("identity-projections")
    assert np.array_equal(weights["query_projection"], np.eye(3))
    assert np.array_equal(weights["key_projection"], np.eye(3) / 2)
    assert np.array_equal(weights["value_projection"], np.eye(3))
    trace = traced("identity-projections")
    close(trace.value(f"{ATTENTION}.scores")[0], rows @ rows.T / 2)
    close(trace.value(f"{ATTENTION}.weights")[0], softmax(rows @ rows.T / 2 / np.sqrt(3)))
    close(trace.value(f"{ATTENTION}.output"), attended(rows, weights, heads=1))


def test_two_heads_with_residual_and_norm() -> None:
    rows, weights = typed("two-heads")
    summed = rows + attended(rows, weights, heads=2)
    trace = traced("two-heads")
    close(trace.value(f"{ATTENTION}_residual"), summed)
    deviation = np.sqrt(summed.var(-1, keepdims=True) + 1e-5)
    normalized = (summed - summed.mean(-1, keepdims=True)) / deviation
    close(trace.value(f"{ATTENTION}_norm.deviation"), deviation[:, 0])
    np.testing.assert_allclose(trace.value(f"{ATTENTION}_norm.output"), normalized, rtol=0, atol=1e-5)


def test_the_masked_row_is_not_what_was_once_printed() -> None:
    trace = traced("masked-row")
    weights = trace.value("masking.weights")[0]
    close(weights, [*softmax(np.array([0.1, 0.2, 0.3, 0.4, 0.5])), 0])
    assert [f"{weight:.3f}" for weight in weights[:5]] == ["0.162", "0.179", "0.198", "0.219", "0.242"]
    assert trace.value("masking.masked")[0, 5] == -np.inf
    assert sum((0.15, 0.18, 0.21, 0.24, 0.27)) == pytest.approx(1.05)


@pytest.mark.parametrize(("cell", "value", "seen"), [((0, 5), 1.0, 6), ((0, 1), 0.0, 4)])
def test_the_mask_is_changed_like_any_number(cell: tuple[int, int], value: float, seen: int) -> None:
    edit = SetParameter("masking.allowed", cell, value)
    trace = compute(replace(PRESETS["masked-row"], interventions=(edit,)), device="cpu")
    scores, allowed = trace.value("input.numbers")[0], trace.value("masking.mask")[0]
    assert allowed.sum() == seen
    close(trace.value("masking.weights")[0][allowed], softmax(scores[allowed].astype(np.float64)))
    assert not trace.value("masking.weights")[0][~allowed].any()


def test_softmax_of_three_numbers() -> None:
    probabilities = traced("softmax").value("softmax.shares")[0]
    close(probabilities, softmax(np.array([2.0, 1.0, 0.1])))
    assert [f"{share:.3f}" for share in probabilities] == ["0.659", "0.242", "0.099"]


def test_the_linear_layer() -> None:
    rows, _ = typed("linear")
    inputs = PRESETS["linear"].inputs
    assert isinstance(inputs, Numbers)
    bias = dict(inputs.parameters)["linear.projection.bias"]
    close(
        traced("linear").value("linear.output"), rows @ np.array(inputs.parameters[0][1]).T + np.array(bias)
    )


def test_the_whole_model_has_every_site_of_a_translation_model(tiny_trace: Trace) -> None:
    sites = {step.site for step in traced("whole-model").steps}
    assert sites == {step.site for step in tiny_trace.steps if ".layers.1." not in step.site}


@every_preset
def test_every_number_that_was_typed_is_a_parameter_that_can_be_set(title: str) -> None:
    trace = traced(title)
    assert {name for step in trace.steps for name in step.parameters} == set(trace.parameters)
    for name, array in trace.parameters.items():
        edit = SetParameter(name, (0,) * array.ndim, 0.7)
        request = TraceRequest(trace.request.model, trace.request.inputs, interventions=(edit,))
        assert compute(request, device="cpu").parameters[name].flat[0] == np.float32(0.7)


@every_preset
def test_every_cell_of_it_is_derived_from_its_terms(title: str) -> None:
    trace = traced(title)
    for step in trace.steps:
        for index in np.ndindex(step.shape):
            derivation = derive(trace, Cell(step.site, index))
            if np.isfinite(derivation.value):
                difference = abs(derivation.total - derivation.value)
                assert difference <= 1e-5 * derivation.magnitude, (step.site, index)


def test_what_goes_in_is_a_step_of_its_own() -> None:
    (step,) = traced("linear").of_kind("given")
    assert (step.site, step.value.tolist()) == ("input.numbers", [[1, 2, 3, 4]])


@every_preset
def test_it_comes_back_from_a_file_and_the_bundled_one_is_as_it_is_saved(title: str, tmp_path: Path) -> None:
    presets.save(tmp_path / "one.json", PRESETS[title], title)
    assert presets.load(tmp_path / "one.json") == presets.Preset(title, PRESETS[title])
    (bundled,) = presets.FOLDER.glob(f"*-{title}.json")
    assert bundled.read_bytes() == (tmp_path / "one.json").read_bytes()


def test_edits_are_saved_with_it(tmp_path: Path) -> None:
    edit = SetParameter("linear.projection.weight", (0, 1), 0.25)
    request = TraceRequest(ModelId("part"), PRESETS["linear"].inputs, interventions=(edit,))
    presets.save(tmp_path / "mine.json", request)
    assert presets.load(tmp_path / "mine.json").request == request


def test_a_row_of_a_matrix_is_a_line_of_the_file(tmp_path: Path) -> None:
    request = part(((1.0, 2.0), (3.0, 4.0)), labels=("a [\n 1 \n]", "b"))
    presets.save(tmp_path / "mine.json", request)
    assert "[3.0, 4.0]" in (tmp_path / "mine.json").read_text("utf-8")
    assert presets.load(tmp_path / "mine.json").request == request


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff\xfe", b'{"title": "x"}', b"[" * 100_000])
def test_a_file_that_is_no_preset_is_a_problem(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(ProblemError, match="unreadable_file"):
        presets.load(tmp_path / "bad.json")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="unreadable_file"):
        presets.load(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        (part(((1.0,), (1.0, 2.0))), "uneven_rows"),
        (part(()), "uneven_rows"),
        (part(((),)), "uneven_rows"),
        (part(((float("nan"),),)), "unfit_number"),
        (part(((1e9,),)), "unfit_number"),
        (part(((1.0,) * 99,)), "beyond_board"),
        (part(((1.0, 2.0, 3.0),), "attention", heads=2), "uneven_heads"),
        (part(((1.0,),), "attention", heads=0), "uneven_heads"),
        (part(((1.0,),), "cooking"), "invalid_argument"),
        (part(((1.0, 2.0),), "masking", mask=((True,),)), "unfit_matrix"),
        (part(((1.0,),), parameters=(("linear.projection.weight", ((1.0, 2.0), (3.0,))),)), "uneven_rows"),
        (TraceRequest(ModelId("hand-sized"), HandSized("我", width=99)), "beyond_board"),
    ],
)
def test_numbers_that_make_no_sense_are_a_problem_in_a_file_and_in_a_pass(
    request_: TraceRequest, kind: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text(json.dumps({"title": "", "request": request_.to_plain()}), "utf-8")
    with pytest.raises(ProblemError, match=kind):
        presets.load(tmp_path / "bad.json")
    with pytest.raises(ProblemError, match=kind):
        compute(request_, device="cpu")


@pytest.mark.parametrize(
    ("parameter", "kind"),
    [
        (("linear.projection.weight", ((1.0, 2.0, 3.0),)), "unfit_matrix"),
        (("linear.projection.bias", ((1.0,),)), "unfit_matrix"),
        (("linear.weight", ((1.0,),)), "unknown_parameter"),
        (("input.rows", ((1.0,),)), "unknown_parameter"),
    ],
)
def test_a_parameter_that_the_part_does_not_have_is_a_problem(parameter: Any, kind: str) -> None:
    with pytest.raises(ProblemError, match=kind):
        compute(part(((1.0, 2.0),), parameters=(parameter,)), device="cpu")


def test_what_is_not_typed_does_nothing() -> None:
    trace = compute(part(((1.0, 2.0), (3.0, 4.0)), "attention-norm"), device="cpu")
    assert np.array_equal(trace.parameters[f"{ATTENTION}.value_projection.weight"], np.eye(2))
    assert np.array_equal(trace.parameters[f"{ATTENTION}_norm.gamma"], [1, 1])
    assert not trace.parameters[f"{ATTENTION}_norm.beta"].any()


def test_rows_without_labels_go_by_their_numbers() -> None:
    trace = compute(part(((1.0,), (2.0,), (3.0,)), labels=("a",)), device="cpu")
    assert [token.text for token in trace.tokens["source"]] == ["a", "2", "3"]


def test_a_row_that_may_look_nowhere_is_zero() -> None:
    trace = compute(part(((1.0, 2.0),), "masking", mask=((False, False),)), device="cpu")
    assert trace.value("masking.weights").tolist() == [[0, 0]]
