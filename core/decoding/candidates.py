"""What is kept of a moment of decoding: the most probable tokens, and which of them was taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

import torch
from jaxtyping import Float
from torch import Tensor

from core.decoding.largest import largest
from core.tokenizers import Tokenizer
from core.trace import Candidate, DecodeStep

CANDIDATES = 8
"""How many of the most probable tokens a decode step lists."""


def candidate(tokenizer: Tokenizer, id: int, logits: Float[Tensor, " v"]) -> Candidate:
    """A token as one of those that could follow, with its log-probability by these logits."""
    return Candidate(id, tokenizer.spaced(id), float(logits.log_softmax(dim=-1)[id]))


def decode_steps(
    tokenizer: Tokenizer,
    ids: Sequence[int],
    logits: Float[Tensor, "t v"],
    probabilities: Float[Tensor, "t v"],
) -> tuple[DecodeStep, ...]:
    """One DecodeStep for each of the last tokens in ``ids``, from the logits that they were chosen by.

    ``probabilities`` is the softmax of ``logits``.
    """
    best, best_ids = largest(logits, CANDIDATES)  # both [t, c]
    chosen_ids = list(ids[-len(logits) :])
    chosen = logits.gather(-1, torch.tensor(chosen_ids, device=logits.device)[:, None])  # [t, 1]
    # The logarithm of a softmax without another one: as far below the largest, whose own is never log 0.
    first = probabilities.gather(-1, best_ids[:, :1]).log()  # [t, 1]
    scores = (torch.cat([best, chosen], dim=-1) - best[:, :1] + first).tolist()  # [t, c + 1]
    return tuple(map(partial(_decode_step, tokenizer), best_ids.tolist(), scores, chosen_ids))


# A trace has hundreds of candidates: made from tuples, they take half as long as by their names.
_candidate = partial(tuple.__new__, Candidate)


def _decode_step(tokenizer: Tokenizer, ids: list[int], scores: list[float], chosen: int) -> DecodeStep:
    """``scores`` are those of ``ids``, then that of ``chosen``."""
    if chosen not in ids:  # a given target may be anything
        ids = [*ids, chosen]
    candidates = tuple(map(_candidate, zip(ids, map(tokenizer.spaced, ids), scores, strict=False)))
    choice = ids.index(chosen)
    others = _others(choice, len(ids))
    return DecodeStep(candidates, kept=(choice,), pruned=others, parents=(0,), choice=choice)


@cache  # of few different ones
def _others(choice: int, count: int) -> tuple[int, ...]:
    return (*range(choice), *range(choice + 1, count))
