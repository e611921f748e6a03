"""What a decode step lists: the best tokens by their log-probabilities, and the chosen one among them."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from core.decoding.candidates import CANDIDATES, candidate, decode_steps
from core.trace import DecodeStep
from tests.tiny import tiny_tokenizer

ROWS = 5
VOCABULARY = tiny_tokenizer().vocabulary_size


def drawn(scale: float = 3.0) -> Tensor:
    return scale * torch.randn(ROWS, VOCABULARY, generator=torch.Generator().manual_seed(1))


def listed(ids: list[int], logits: Tensor) -> tuple[DecodeStep, ...]:
    return decode_steps(tiny_tokenizer(), ids, logits, logits.softmax(dim=-1))


@pytest.mark.parametrize("scale", [0.0, 3.0, 300.0])
def test_log_probabilities_are_those_of_the_logits(scale: float) -> None:
    logits = drawn(scale)
    expected = logits.double().log_softmax(dim=-1)
    for row, step in enumerate(listed([7] * ROWS, logits)):
        for one in step.candidates:
            wanted = float(expected[row, one.id])
            assert one.log_probability == pytest.approx(wanted, rel=1e-6, abs=1e-5)


def test_the_best_stand_first_and_the_most_probable_is_chosen_when_decoding_greedily() -> None:
    logits = drawn()
    for row, step in enumerate(listed(logits.argmax(dim=-1).tolist(), logits)):
        best = logits[row].topk(CANDIDATES).indices.tolist()
        assert [one.id for one in step.candidates] == best
        assert (step.choice, step.kept, step.pruned) == (0, (0,), tuple(range(1, CANDIDATES)))


def test_a_given_token_that_is_not_among_the_best_is_listed_after_them() -> None:
    logits = drawn()
    worst = logits.argmin(dim=-1).tolist()
    for id, step in zip(worst, listed(worst, logits), strict=True):
        assert len(step.candidates) == CANDIDATES + 1
        assert (step.choice, step.chosen.id) == (CANDIDATES, id)


def test_only_the_last_ids_have_logits_where_a_prefix_was_given() -> None:
    steps = listed([3, 4, *range(10, 10 + ROWS)], drawn())
    assert [step.chosen.id for step in steps] == [*range(10, 10 + ROWS)]


def test_a_single_candidate_is_told_as_it_is_listed_later() -> None:
    logits = drawn()
    chosen = listed([9] * ROWS, logits)[0].chosen
    told = candidate(tiny_tokenizer(), 9, logits[0])
    assert (told.id, told.text) == (chosen.id, chosen.text)
    assert told.log_probability == pytest.approx(chosen.log_probability, abs=1e-5)
