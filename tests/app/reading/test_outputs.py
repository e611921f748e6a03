"""What counts as the output: what was written, whatever the pass over it would predict."""

from __future__ import annotations

import pytest

from app.reading.outputs import chips, output, probabilities
from core.interventions.causal_mask_off import CausalMaskOff
from core.request import Target
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request


@pytest.fixture
def peeked(tiny_models: object) -> Trace:
    return compute(tiny_request(interventions=(CausalMaskOff(),)), device="cpu")


def test_where_the_decoder_peeks_the_output_is_what_it_wrote(peeked: Trace) -> None:
    ids = [token.id for token in output(peeked)]
    assert ids == [moment.chosen.id for moment in peeked.generation]
    assert ids != [token.id for token in peeked.tokens["predicted"]]


def test_its_chips_have_the_probability_with_which_they_were_written(peeked: Trace) -> None:
    shown = [chip.probability for chip in chips(peeked, None)]
    assert shown == pytest.approx(probabilities([peeked])[0][:, 0])


def test_of_a_given_output_the_predictions_count(tiny_models: object, tiny_trace: Trace) -> None:
    given = Target(tuple(token.id for token in tiny_trace.tokens["target"][1:4]))
    trace = compute(tiny_request(target=given), device="cpu")
    assert output(trace) == trace.tokens["predicted"]


def test_as_long_as_causality_is_kept_both_are_the_same(tiny_trace: Trace) -> None:
    assert output(tiny_trace) == tiny_trace.tokens["predicted"]
