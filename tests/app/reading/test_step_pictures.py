"""A step as an equation of matrices: what stands where, and which number is which."""

from __future__ import annotations

import numpy as np
import pytest

from app.reading.step_matrices import scale_of
from app.reading.step_pictures import StepPicture, numbers_of, step_picture
from app.widgets.matrix_layout import Ordinals
from core.trace import Trace

ATTENTION = "encoder.layers.0.self_attention"


def picture(trace: Trace, site: str, head: int = 1) -> StepPicture:
    return step_picture(trace, trace[site], trace[site].value, head)


def names(found: StepPicture) -> list[list[str]]:
    return [[operand.name for operand in column] for column in found.columns]


def test_every_operand_counts_its_cells_as_its_source_does(tiny_trace: Trace) -> None:
    for step in tiny_trace.steps:
        found = step_picture(tiny_trace, step, step.value, 1)
        for operand in (*found.inputs, found.output):
            whole = tiny_trace.parameters if operand.is_parameter else tiny_trace.by_site
            source = whole[operand.source]
            values = source if operand.is_parameter else source.value
            drawn = numbers_of(tiny_trace, operand)
            row, column = (length - 1 for length in drawn.shape)
            index = operand.index_at(row, column)
            assert values[index] == drawn[row, column], (step.site, operand.source)
            assert operand.place_of(index) == (row, column)


def test_the_matrices_multiplied_fit_each_other(tiny_trace: Trace) -> None:
    for kind in ("projection", "product", "weighted_sum"):
        for step in tiny_trace.of_kind(kind):
            found = step_picture(tiny_trace, step, step.value, 0)
            left, right = (numbers_of(tiny_trace, operand) for operand in found.inputs[:2])
            assert (left.shape[0], right.shape[1]) == numbers_of(tiny_trace, found.output).shape, step.site
            assert left.shape[1] == right.shape[0], step.site


def test_the_product_that_is_drawn_is_the_result(tiny_trace: Trace) -> None:
    found = picture(tiny_trace, f"{ATTENTION}.query_projected")
    x, weight, bias = (numbers_of(tiny_trace, operand) for operand in found.inputs)
    assert np.allclose(x @ weight + bias, numbers_of(tiny_trace, found.output), atol=1e-5)


@pytest.mark.parametrize(
    ("site", "columns", "signs"),
    [
        (f"{ATTENTION}.query_projected", [["tokens plus positions"], ["W_Q", "+ b_Q"]], ("×",)),
        (f"{ATTENTION}.scores", [["queries"], ["keysᵀ"]], ("×",)),
        (f"{ATTENTION}_norm.normalized", [["residual sum"], ["mean"], ["deviation"]], ("−", "÷")),
        (f"{ATTENTION}_norm.output", [["normalised"], ["γ", "+ β"]], ("⊙",)),
        ("encoder.layers.0.feed_forward.hidden", [["LayerNorm · output"], ["W_1", "+ b_1"]], ("×",)),
        ("encoder.embedding.rows", [["E"]], ()),
        ("encoder.embedding.positions", [], ()),
    ],
)
def test_operands_and_signs_read_like_the_formula(
    site: str, columns: list[list[str]], signs: tuple[str, ...], tiny_trace: Trace
) -> None:
    found = picture(tiny_trace, site)
    assert (names(found), found.signs) == (columns, signs)


def test_a_scale_says_its_constant(tiny_trace: Trace) -> None:
    assert picture(tiny_trace, f"{ATTENTION}.scaled").result == ("÷ 2.828", "=")


def test_the_shape_is_said_in_symbols_and_numbers(tiny_trace: Trace) -> None:
    length = len(tiny_trace.tokens["source"])
    assert (
        picture(tiny_trace, f"{ATTENTION}.scores").inputs[1].shape == f"d_k × n = 8 × {length} · head 2 of 2"
    )


def test_another_head_is_nowhere_in_the_picture(tiny_trace: Trace) -> None:
    assert picture(tiny_trace, f"{ATTENTION}.scores", head=1).output.place_of((0, 2, 2)) is None


def test_weights_that_the_mask_closed_are_hatched_as_in_the_attention_view(tiny_trace: Trace) -> None:
    site = "decoder.layers.0.self_attention"
    for found in (
        picture(tiny_trace, f"{site}.weights").output,
        picture(tiny_trace, f"{site}.head_output").inputs[0],
    ):
        assert np.array_equal(found.matrix.hidden, ~tiny_trace.value(f"{site}.mask")[1])


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("mean", (0.1, 0.4), "diverging"),
        ("parameter", (0.0, 1.0), "diverging"),
        ("projection", (2.0, 3.0), "diverging"),
        ("given", (0.1, 2.0), "diverging"),
        ("variance", (0.1, 0.4), "sequential"),
        ("deviation", (0.1, 0.4), "sequential"),
        ("activation", (0.0, 3.0), "sequential"),
        ("activation", (-0.1, 3.0), "diverging"),
        ("softmax", (0.0, 0.5), "sequential"),
        ("projection", (0.0, 0.0), "diverging"),
        ("projection", (np.nan, np.nan), "diverging"),
    ],
)
def test_a_scale_goes_by_what_the_numbers_can_be(kind: str, values: tuple[float, ...], expected: str) -> None:
    assert scale_of(kind, np.array(values)).kind == expected


def test_features_and_positions_count_from_0_at_every_matrix(tiny_trace: Trace) -> None:
    for step in tiny_trace.steps:
        found = step_picture(tiny_trace, step, step.value, 0)
        for operand in (*found.inputs, found.output):
            for labels in (operand.matrix.row_labels, operand.matrix.column_labels):
                if isinstance(labels, Ordinals):
                    assert labels[0] == "0", (step.site, operand.source)
