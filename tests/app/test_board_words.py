"""The presets, the parameters and the edits of the board all have words."""

from __future__ import annotations

import pytest

from app.explanations import explanation, formula, intervention_explanation, intervention_title, step_title
from app.parameter_words import parameter_place, parameter_symbol
from app.preset_words import preset_note, preset_title
from core import presets
from core.interventions.set_parameter import SetParameter
from core.run import compute
from core.trace import Trace

TRACES = {preset.title: compute(preset.request, device="cpu") for preset in presets.catalogue()}
QUERY = "encoder.layers.0.self_attention.query_projection.weight"
every_trace = pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES)


@pytest.mark.parametrize("title", TRACES)
def test_every_preset_has_a_title_and_a_note(title: str) -> None:
    assert preset_title(title) != title
    assert preset_note(title).endswith(".")


def test_a_preset_of_ones_own_goes_by_what_it_is_called() -> None:
    assert (preset_title("mine"), preset_note("mine")) == ("mine", "")


@every_trace
def test_every_step_of_a_part_has_a_title_a_formula_and_a_paragraph(trace: Trace) -> None:
    titles = [step_title(step.site, step.kind) for step in trace.steps]
    assert len(set(titles)) == len(titles)
    assert not any("_" in title for title in titles)
    assert all(formula(step.kind, step.site) and explanation(step.kind, step.site) for step in trace.steps)


@every_trace
def test_every_parameter_has_a_symbol_and_no_two_of_a_place_share_one(trace: Trace) -> None:
    symbols = {(parameter_place(name), parameter_symbol(name)) for name in trace.parameters}
    assert len(symbols) == len(trace.parameters)
    assert all(len(symbol) <= 3 for _, symbol in symbols)


@pytest.mark.parametrize(
    ("edit", "title"),
    [
        (SetParameter(QUERY, (1, 2), 0.25), "Encoder 1 · self-attention · W_Q[2, 1] = 0.25"),
        (SetParameter("encoder.embedding.table.weight", (3, 0), -1.0), "Encoder · embedding · E[3, 0] = −1"),
        (SetParameter("decoder.layers.1.cross_attention_norm.beta", (0,), 2.0), "β[0] = 2"),
        (SetParameter("input.rows", (0, 1), 0.5), "Input · X[0, 1] = 0.5"),
        (SetParameter("linear.projection.bias", (0,), 0.5), "Linear layer · b[0] = 0.5"),
        (SetParameter("nowhere", (0,), 0.5), "nowhere[0] = 0.5"),
    ],
)
def test_an_edit_is_called_as_the_formulas_call_its_number(edit: SetParameter, title: str) -> None:
    assert intervention_title(edit).endswith(title)
    assert intervention_explanation(edit).endswith(".")
