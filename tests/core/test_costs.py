"""Costs against arithmetic by hand; the tiny model is 16 wide, has 2 heads, 32 hidden units."""

from __future__ import annotations

import pytest

from core.measures.costs import cost, multiply_adds
from core.trace import Trace

LAYER = "encoder.layers.0"


def steps(trace: Trace, path: str):  # type: ignore[no-untyped-def]
    return [step for step in trace.steps if step.site.startswith(path)]


def test_attention_takes_four_projections_and_two_products_of_all_pairs(tiny_trace: Trace) -> None:
    n, d = len(tiny_trace.tokens["source"]), 16
    assert (
        cost(tiny_trace, steps(tiny_trace, f"{LAYER}.self_attention.")).multiply_adds
        == 4 * n * d * d + 2 * n * n * d
    )


def test_attention_holds_four_matrices_and_their_biases(tiny_trace: Trace) -> None:
    held = cost(tiny_trace, steps(tiny_trace, f"{LAYER}.self_attention."))
    assert held.parameters == 4 * (16 * 16 + 16)
    assert held.parameter_bytes == 4 * held.parameters


def test_feed_forward_widens_and_narrows(tiny_trace: Trace) -> None:
    n = len(tiny_trace.tokens["source"])
    spent = cost(tiny_trace, steps(tiny_trace, f"{LAYER}.feed_forward."))
    assert spent.multiply_adds == 2 * n * 16 * 32
    assert spent.parameters == 16 * 32 + 32 + 32 * 16 + 16
    assert spent.value_bytes == 4 * n * (32 + 32 + 16)


def test_a_norm_multiplies_and_adds_once_a_number(tiny_trace: Trace) -> None:
    spent = cost(tiny_trace, steps(tiny_trace, f"{LAYER}.feed_forward_norm."))
    assert (spent.multiply_adds, spent.parameters) == (len(tiny_trace.tokens["source"]) * 16, 32)


def test_the_logits_are_a_product_with_the_embedding_table(tiny_trace: Trace) -> None:
    step = tiny_trace["decoder.logits"]
    m, vocabulary = step.shape
    assert multiply_adds(step, tiny_trace.by_site, tiny_trace.parameters) == m * vocabulary * 16


def test_a_table_that_parts_share_counts_once(tiny_trace: Trace) -> None:
    vocabulary = tiny_trace["decoder.logits"].shape[-1]
    embedded = [
        tiny_trace["encoder.embedding.rows"],
        tiny_trace["decoder.embedding.rows"],
        tiny_trace["decoder.logits"],
    ]
    assert cost(tiny_trace, embedded).parameters == vocabulary * 16


def test_the_whole_holds_every_parameter_of_the_model(tiny_trace: Trace) -> None:
    pointers = {array.__array_interface__["data"][0]: array.size for array in tiny_trace.parameters.values()}
    assert cost(tiny_trace, tiny_trace.steps).parameters == sum(pointers.values())


@pytest.mark.parametrize("kind", ["lookup", "softmax", "masking", "sum", "split", "mean"])
def test_what_multiplies_no_matrix_is_not_counted(kind: str, tiny_trace: Trace) -> None:
    assert cost(tiny_trace, tiny_trace.of_kind(kind)).multiply_adds == 0


def test_no_steps_cost_nothing(tiny_trace: Trace) -> None:
    spent = cost(tiny_trace, ())
    assert (spent.parameters, spent.multiply_adds, spent.value_bytes) == (0, 0, 0)
