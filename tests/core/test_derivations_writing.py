"""Derivations as text and LaTeX, against what one would write by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from core.derivations import Cell, Derivation, Factor, Term, derive
from core.derivations.terms import PRODUCT
from core.derivations.writing import as_latex, as_text, latex_lines, number_latex, number_text, symbol_text
from core.interventions.positions_off import PositionsOff
from core.trace import Array, Axis, Step, Trace
from tests.core.derived import traced
from tests.core.passes import CONFIGS

TOKENS, WIDTH, QUERY, KEY, HEAD = map(Axis, ("token", "width", "query", "key", "head"))
FLOAT = np.float32


def by_hand(*steps: Step, **parameters: Sequence[float] | Array) -> Trace:
    arrays = {name: np.array(values, FLOAT) for name, values in parameters.items()}
    return replace(traced(), steps=steps, parameters=arrays)


def array(*rows: Sequence[float]) -> Array:
    return np.array(rows, FLOAT)


def linear_layer() -> Trace:
    x = Step("x", "given", (TOKENS, WIDTH), array((1, 2, 3, 4)))
    y = Step("y", "projection", (TOKENS, WIDTH), array((-2.5,)), ("x",), ("weight", "bias"))
    return by_hand(x, y, weight=[[0.5, -1, 2, -2]], bias=[1])


def softmax() -> Trace:
    row, exponentials = array((2, 1, 0.1)), np.exp([2, 1, 0.1])
    scores = Step("scores", "masking", (QUERY, KEY), row)
    return by_hand(
        scores, Step("weights", "softmax", (QUERY, KEY), array(exponentials / sum(exponentials)), ("scores",))
    )


def test_a_linear_layer_is_written_as_on_a_board() -> None:
    assert as_text(derive(linear_layer(), Cell("y", (0, 0)))).splitlines() == [
        "y[0,0] = x[0,0] × W[0,0] + x[0,1] × W[1,0] + x[0,2] × W[2,0] + x[0,3] × W[3,0] + b[0]",
        "  = 1 × 0.5 + 2 × (-1) + 3 × 2 + 4 × (-2) + 1",
        "  = 0.5 - 2 + 6 - 8 + 1",
        "  = -2.5",
    ]


def test_a_long_sum_shows_the_largest_first_and_holds_all_others_in_one_number() -> None:
    assert as_text(derive(linear_layer(), Cell("y", (0, 0))), shown=2).splitlines() == [
        "y[0,0] = x[0,3] × W[3,0] + x[0,2] × W[2,0] + Σ₃…",
        "  = 4 × (-2) + 3 × 2 - 0.5 (Σ₃)",
        "  = -8 + 6 - 0.5 (Σ₃)",
        "  = -2.5",
    ]


def test_the_same_as_latex() -> None:
    assert as_latex(derive(linear_layer(), Cell("y", (0, 0))), shown=2) == (
        r"\begin{aligned} y_{0,0} &= x_{0,3} \times W_{3,0} + x_{0,2} \times W_{2,0} + \sum_{3} \cdots \\ "
        r"&= 4 \times ({-}2) + 3 \times 2 - \underbrace{0.5}_{\sum 3} \\ "
        r"&= {-}8 + 6 - \underbrace{0.5}_{\sum 3} \\ &= {-}2.5 \end{aligned}"
    )


def test_lines_of_latex_stand_alone() -> None:
    assert latex_lines(derive(linear_layer(), Cell("y", (0, 0))), shown=1)[-1] == "= {-}2.5"


def test_a_softmax_is_exponentials_over_their_sum() -> None:
    assert as_text(derive(softmax(), Cell("weights", (0, 1)))).splitlines() == [
        "S = exp(s̃[0,0]) + exp(s̃[0,1]) + exp(s̃[0,2])",
        "  = exp(2) + exp(1) + exp(0.1)",
        "  = 7.389 + 2.718 + 1.105",
        "  = 11.21",
        "a[0,1] = exp(s̃[0,1]) / S",
        "  = exp(1) / 11.21",
        "  = 0.2424",
    ]


def test_terms_that_are_zero_give_way_where_not_all_are_shown() -> None:
    row, cell = array((0, 0, 0, 0, 5)), Cell("h", (0, 0))
    weights = Step("a", "given", (QUERY, KEY), row)
    values = Step("v", "given", (TOKENS, WIDTH), row.T)
    mixed = Step("h", "weighted_sum", (TOKENS, WIDTH), array((25,)), ("a", "v"))
    text = as_text(derive(by_hand(weights, values, mixed), cell), shown=3)
    assert text.splitlines()[1] == "  = 5 × 5 + 0 (Σ₄)"


def test_a_copy_says_its_number_once() -> None:
    head = Step("h", "given", (HEAD, TOKENS, WIDTH), np.arange(4, dtype=FLOAT).reshape(2, 1, 2))
    whole = Step("c", "concatenation", (TOKENS, WIDTH), array((0, 1, 2, 3)), ("h",))
    assert as_text(derive(by_hand(head, whole), Cell("c", (0, 3)))) == "c[0,3] = h⁽²⁾[0,1]\n  = 3"


def test_the_last_line_says_what_an_intervention_made_of_it() -> None:
    trace = traced(interventions=(PositionsOff(),))
    derivation = derive(trace, Cell("encoder.embedding.positions", (0, 1)))
    assert as_text(derivation).splitlines()[-1] == "PE(0,1) ↦ 0"
    assert latex_lines(derivation)[-1] == r"PE_{(0,1)} \mapsto 0"


def test_an_intervention_that_left_this_number_alone_is_not_mentioned() -> None:
    trace = traced(interventions=(PositionsOff(),))
    assert "↦" not in as_text(derive(trace, Cell("encoder.embedding.positions", (0, 0))))


def test_names_stand_at_both_ends() -> None:
    text = as_text(derive(linear_layer(), Cell("y", (0, 0))), {"y": "Output", "x": "Input", "bias": "Bias"})
    lines = text.splitlines()
    assert (lines[0], lines[-2:]) == ("Output", ["x: Input", "b: Bias"])


@pytest.mark.parametrize(
    ("value", "text", "latex"),
    [
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (8000.0, "8000", "8000"),
        (-0.308641975, "-0.3086", "-0.3086"),
        (12345.678, "12346", "12346"),
        (1.23456e-5, "1.235e-5", r"1.235 \times 10^{-5}"),
        (2.5e12, "2.5e12", r"2.5 \times 10^{12}"),
        (-math.inf, "-∞", r"-\infty"),
        (math.nan, "NaN", r"\mathrm{NaN}"),
    ],
)
def test_numbers_have_four_digits(value: float, text: str, latex: str) -> None:
    assert (number_text(value), number_latex(value)) == (text, latex)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\tilde{s}^{(2)}_{3,5}", "s̃⁽²⁾[3,5]"),
        (r"\sigma^2_{3}", "σ²[3]"),
        (r"\hat{\sigma}_{12}", "σ̂[12]"),
        (r"PE_{(0,1)}", "PE(0,1)"),
        (r"\sqrt{d_{\mathrm{model}}}", "√d_model"),
        (r"\mathrm{next}_{4}", "next[4]"),
    ],
)
def test_symbols_lose_their_latex(latex: str, text: str) -> None:
    assert symbol_text(latex) == text


def test_a_small_number_is_bracketed_only_where_it_is_negative() -> None:
    factors = (Factor("a", -1e-9), Factor("b", 2.0))
    derivation = Derivation(
        Cell("y", ()), "product", "dot_product", (Term(-2e-9, factors, PRODUCT),), (), -2e-9
    )
    assert as_text(derivation).splitlines()[1] == "  = (-1e-9) × 2"


@pytest.mark.parametrize("composition", CONFIGS)
def test_no_step_leaves_anything_unsaid(composition: str) -> None:
    trace = traced(composition)
    for step in trace.steps:
        derivation = derive(trace, Cell(step.site, tuple(length - 1 for length in step.shape)))
        text, latex = as_text(derivation), as_latex(derivation)
        assert not re.search(r"[\\{}#@]", text), text
        assert not re.search(r"[#@]", latex), latex
        assert latex.count("{") == latex.count("}")
