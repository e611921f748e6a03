"""What counts as the output: what was written, whatever the pass over it would predict."""

from __future__ import annotations

import numpy as np
import pytest

from app.reading.outputs import chips, output, output_rows, side_rows, written
from core.interventions.causal_mask_off import CausalMaskOff
from core.measures.differences import aligned
from core.measures.likelihood import log_probabilities
from core.request import Target
from core.run import compute
from core.trace import Token, Trace
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
    assert shown == pytest.approx(side_rows([peeked, None]).values[:, 0])


def test_of_a_given_output_the_predictions_count(tiny_models: object, tiny_trace: Trace) -> None:
    given = Target(tuple(token.id for token in tiny_trace.tokens["target"][1:4]))
    trace = compute(tiny_request(target=given), device="cpu")
    assert output(trace) == trace.tokens["predicted"]


def test_as_long_as_causality_is_kept_both_are_the_same(tiny_trace: Trace) -> None:
    assert output(tiny_trace) == tiny_trace.tokens["predicted"]


def test_every_token_of_both_outputs_has_a_row(tiny_trace: Trace) -> None:
    shorter = Target(tuple(token.id for token in tiny_trace.tokens["target"][2:]))
    other = compute(tiny_request(target=shorter), device="cpu")
    rows = output_rows(other, tiny_trace)
    ids = [[token.id for token in written(trace)] for trace in (tiny_trace, other)]
    assert sorted(at for at, _ in rows.places if at is not None) == list(range(len(ids[0])))
    assert sorted(at for _, at in rows.places if at is not None) == list(range(len(ids[1])))


def test_on_two_sides_a_token_stands_beside_the_same_token(tiny_trace: Trace) -> None:
    shorter = Target(tuple(token.id for token in tiny_trace.tokens["target"][2:]))
    other = compute(tiny_request(target=shorter), device="cpu")
    rows = side_rows([tiny_trace, other])
    assert rows.places == aligned(written(tiny_trace), written(other))
    for row, (one, two) in enumerate(rows.places):
        for column, (at, trace) in enumerate(((one, tiny_trace), (two, other))):
            known = np.nan if at is None else np.exp(log_probabilities(trace)[at])
            np.testing.assert_array_equal(rows.values[row, column], known)


def test_a_side_without_a_trace_has_no_part_in_the_labels(tiny_trace: Trace) -> None:
    rows = side_rows([None, tiny_trace])
    assert len(rows.labels) == len(written(tiny_trace))
    assert not any("—" in label for label in rows.labels)
    assert np.isnan(rows.values[:, 0]).all()


def test_every_token_of_an_output_has_its_log_probability(tiny_trace: Trace) -> None:
    rows = output_rows(tiny_trace, None)
    np.testing.assert_array_equal(rows.values[:, 0], log_probabilities(tiny_trace))
    assert [rows.row_of(0, at) for at in range(len(rows.places))] == list(range(len(rows.places)))


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        ("abc", "abc", ((0, 0), (1, 1), (2, 2))),
        ("abc", "abxc", ((0, 0), (1, 1), (None, 2), (2, 3))),
        ("abc", "ac", ((0, 0), (1, None), (2, 1))),
        ("ab", "axy", ((0, 0), (1, 1), (None, 2))),
        ("", "a", ((None, 0),)),
    ],
)
def test_tokens_are_paired_with_those_that_they_became(one: str, other: str, places: object) -> None:
    assert aligned(*(tuple(Token(ord(text), text) for text in texts) for texts in (one, other))) == places
