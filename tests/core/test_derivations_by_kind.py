"""How each kind of operation is taken apart, and what becomes of it at its edges."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from core.derivations import Cell, Entry, Factor, Term, derive, largest_first, source_cells
from core.trace import Axis, Step, Trace
from tests.core.derived import ATTENTION, assert_adds_up, traced


def test_the_products_of_a_dot_product_stand_in_order_and_the_bias_last() -> None:
    trace = traced()
    terms = derive(trace, Cell(f"{ATTENTION}.output", (2, 5))).terms
    sources = [term.factors[0].source for term in terms]
    assert sources[:-1] == [Cell(f"{ATTENTION}.concatenated", (2, at)) for at in range(16)]
    assert sources[-1] == Entry(f"{ATTENTION}.output_projection.bias", (5,))


def test_logits_have_no_bias_and_read_the_row_of_the_table() -> None:
    terms = derive(traced(), Cell("decoder.logits", (1, 42))).terms
    assert len(terms) == 16
    assert terms[3].factors[1] == Factor(
        "E_{42,3}", terms[3].factors[1].value, Entry("decoder.embedding.table.weight", (42, 3))
    )


def test_largest_first_sorts_by_size_and_keeps_the_sum() -> None:
    derivation = derive(traced(), Cell(f"{ATTENTION}.output", (2, 5)))
    sizes = [abs(term.value) for term in derivation.largest_first()]
    assert sizes == sorted(sizes, reverse=True)
    assert math.fsum(term.value for term in derivation.largest_first()) == math.fsum(
        term.value for term in derivation.terms
    )


def test_equal_terms_stay_in_order() -> None:
    terms = (Term(1.0), Term(-2.0, (Factor("a", -2.0),)), Term(2.0))
    assert tuple(largest_first(terms)) == (terms[1], terms[2], terms[0])


def test_a_masked_score_is_minus_infinity_and_names_its_mask() -> None:
    (term,) = derive(traced(), Cell(f"{ATTENTION}.masked", (0, 1, 7))).terms
    assert term.value == -math.inf
    assert term.factors[1] == Factor("m_{1,7}", 0.0, Cell(f"{ATTENTION}.mask", (0, 1, 7)))


def test_a_masked_cell_adds_nothing_to_the_sum_of_a_softmax() -> None:
    (total,) = derive(traced(), Cell(f"{ATTENTION}.weights", (0, 1, 2))).quantities
    assert [term.value for term in total.terms[-2:]] == [0, 0]
    assert all(term.value > 0 for term in total.terms[:-2])


def test_a_row_that_may_look_nowhere_is_zero() -> None:
    trace = traced(source=(0, 0, 0))
    derivation = assert_adds_up(trace, Cell(f"{ATTENTION}.weights", (0, 1, 2)))
    assert (derivation.total, derivation.quantities[0].value) == (0, 0)


@pytest.mark.parametrize("shift", [0.0, 90.0, -90.0, 1000.0])
def test_a_softmax_is_the_same_however_large_its_row(shift: float) -> None:
    row = np.array([[2.0 + shift, 1.0 + shift, 0.1 + shift]], np.float32)
    derivation = derive(softmax_of(row), Cell("weights", (0, 0)))
    assert derivation.total == pytest.approx(0.659001, rel=1e-4)
    assert len(derivation.quantities) == (1 if shift == 0 else 2)


def softmax_of(row: np.ndarray) -> Trace:
    axes = (Axis("query"), Axis("key"))
    powers = np.exp(row - row.max(), dtype=np.float32)
    steps = (
        Step("scores", "given", axes, row),
        Step("weights", "softmax", axes, powers / powers.sum(), ("scores",)),
    )
    return replace(traced(), steps=steps)


def test_a_number_typed_by_hand_is_given() -> None:
    derivation = derive(softmax_of(np.array([[2.0, 1.0]], np.float32)), Cell("scores", (0, 1)))
    assert (derivation.rule, derivation.total, source_cells(derivation)) == ("given", 1.0, ())


def test_a_causal_mask_goes_by_the_order_and_a_padding_mask_is_given() -> None:
    causal = derive(traced(), Cell("decoder.layers.0.self_attention.causal_mask", (1, 2)))
    assert (causal.rule, causal.total) == ("order", 0)
    assert derive(traced(), Cell(f"{ATTENTION}.padding_mask", (1, 7))).rule == "given"


def test_a_position_is_written_out_with_its_angle() -> None:
    derivation = derive(traced(), Cell("encoder.embedding.positions", (3, 5)))
    angle = 3 / 10000 ** (4 / 16)
    assert [quantity.value for quantity in derivation.quantities] == [pytest.approx(angle)]
    assert derivation.total == pytest.approx(math.cos(angle))
    assert [factor.value for factor in derivation.terms[0].factors] == [3, 10000, 2, 16]


def test_a_norm_is_written_out_from_its_input_on() -> None:
    trace = traced()
    derivation = derive(trace, Cell(f"{ATTENTION}_norm.output", (2, 5)))
    mean, variance, whole = derivation.quantities
    assert mean.value == trace.value(f"{ATTENTION}_norm.mean")[2]
    assert variance.value == trace.value(f"{ATTENTION}_norm.variance")[2]
    assert sum(term.value for term in whole.terms) == pytest.approx(derivation.value, rel=1e-4)
    x = trace.value(f"{ATTENTION}_residual")[2, 5]
    assert [factor.symbol for factor in whole.terms[0].factors] == [
        "x_{2,5}",
        r"\mu_{2}",
        r"\sigma^2_{2}",
        r"\varepsilon",
        r"\gamma_{5}",
    ]
    assert whole.terms[0].factors[0].value == x


def test_a_choice_names_the_largest_and_the_runner_up() -> None:
    trace = traced()
    row = trace.value("decoder.probabilities")[2]
    (term,) = derive(trace, Cell("decoder.next_token", (2,))).terms
    best, second = np.argsort(-row)[:2]
    assert [factor.source for factor in term.factors] == [
        Cell("decoder.probabilities", (2, at)) for at in (best, second)
    ]
    assert term.value == best


def test_of_equal_entries_the_recorded_one_was_chosen() -> None:
    axes = (Axis("token"), Axis("vocabulary"))
    steps = (
        Step("shares", "given", axes, np.array([[0.4, 0.2, 0.4]], np.float32)),
        Step("next", "choice", axes[:1], np.array([2]), ("shares",)),
    )
    assert derive(replace(traced(), steps=steps), Cell("next", (0,))).total == 2


def test_keys_shared_by_two_query_heads_are_found() -> None:
    random = np.random.default_rng(0).normal(size=(6, 3, 4)).astype(np.float32)
    query, key = random[:4], random[4:]
    axes = (Axis("head"), Axis("token"), Axis("head_width"))
    scores = query @ key[[0, 0, 1, 1]].swapaxes(1, 2)
    steps = (
        Step("query", "given", axes, query),
        Step("key", "given", axes, key),
        Step("scores", "product", (Axis("head"), Axis("query"), Axis("key")), scores, ("query", "key")),
    )
    trace = replace(traced(), steps=steps)
    for head in range(4):
        assert_adds_up(trace, Cell("scores", (head, 1, 2)))


def test_a_pass_that_ran_into_infinity_can_still_be_looked_at() -> None:
    with np.errstate(invalid="ignore"):
        trace = softmax_of(np.array([[np.inf, 800.0]], np.float32))
    derivation = derive(trace, Cell("weights", (0, 0)))
    assert math.isnan(derivation.value) and math.isnan(derivation.total)


def test_a_row_without_spread_and_epsilon_is_not_a_number() -> None:
    axes = (Axis("token"), Axis("width"))
    flat = np.zeros((1, 1), np.float32)
    steps = (
        Step("x", "given", axes, flat),
        Step("mean", "mean", axes[:1], flat[0], ("x",)),
        Step("variance", "variance", axes[:1], flat[0], ("x", "mean")),
        Step("deviation", "deviation", axes[:1], flat[0], ("variance",), constants=(("epsilon", 0.0),)),
        Step("normalized", "normalisation", axes, flat * np.nan, ("x", "mean", "deviation")),
    )
    assert math.isnan(derive(replace(traced(), steps=steps), Cell("normalized", (0, 0))).total)
