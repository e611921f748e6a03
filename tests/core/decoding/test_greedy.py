"""Greedy decoding: cached and uncached agree, and both agree with the pass over the finished output."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from core.decoding.greedy import generate
from core.interventions import Intervention, canonical_order, catalogue
from core.interventions.silence_head import SilenceHead
from core.recording import recording
from tests.core.passes import CONFIGS, PAD, PADDED_SOURCE, SOURCE, tiny_model

START, NEVER, LENGTH = 2, -1, 20
KEEPING: dict[str, tuple[Intervention, ...]] = {
    "nothing": (),
    **{
        spec.name: (spec.type(),)
        for spec in catalogue().values()
        if spec.is_switch and spec.type().keeps_causality
    },
    "silence": (SilenceHead("decoder", 1, 0), SilenceHead("cross", 0, 1)),
}
KEEPING["everything"] = canonical_order(edit for edits in KEEPING.values() for edit in edits)
compositions = pytest.mark.parametrize("composition", CONFIGS)


def decoded(
    composition: str,
    edits: tuple[Intervention, ...] = (),
    *,
    cached: bool = True,
    fed: tuple[int, ...] = (START,),
    end: int = NEVER,
    limit: int = LENGTH,
) -> tuple[list[int], Tensor]:
    model, source = tiny_model(composition), torch.tensor([PADDED_SOURCE])
    with torch.inference_mode(), recording(model, edits, lambda site: False) as recorder:
        encoded = model.encoder(source, source != PAD)
        steps = list(
            generate(
                model, encoded, source != PAD, fed, end=end, limit=limit, cached=cached, recorder=recorder
            )
        )
    return [token for token, _ in steps], torch.stack([logits for _, logits in steps])


@compositions
@pytest.mark.parametrize("edits", KEEPING)
def test_every_step_is_a_row_of_the_pass_over_the_finished_output(composition: str, edits: str) -> None:
    ids, logits = decoded(composition, KEEPING[edits])
    model, source = tiny_model(composition), torch.tensor([PADDED_SOURCE])
    with torch.inference_mode(), recording(model, KEEPING[edits], lambda site: False):
        passed = model(source, torch.tensor([[START, *ids[:-1]]]), source != PAD)[0]
    scale = max(1.0, float(passed.abs().max()))  # without norms the logits are in the hundreds
    torch.testing.assert_close(logits, passed, rtol=0, atol=1e-5 * scale)
    assert ids == passed.argmax(-1).tolist()


@compositions
@pytest.mark.parametrize("edits", KEEPING)
def test_with_and_without_the_cache_the_same_tokens_are_chosen(composition: str, edits: str) -> None:
    assert decoded(composition, KEEPING[edits])[0] == decoded(composition, KEEPING[edits], cached=False)[0]


@compositions
def test_a_prefix_is_continued_as_if_it_had_been_chosen(composition: str) -> None:
    ids, logits = decoded(composition)
    rest, rest_logits = decoded(composition, fed=(START, *ids[:7]), limit=LENGTH - 7)
    assert rest == ids[7:]
    torch.testing.assert_close(rest_logits, logits[7:], rtol=0, atol=1e-5)


def test_it_stops_right_after_the_end_token() -> None:
    ids, _ = decoded("post-norm")
    end = ids[4]
    assert decoded("post-norm", end=end)[0] == ids[: ids.index(end) + 1]


def test_it_stops_at_the_limit() -> None:
    assert len(decoded("post-norm", limit=3)[0]) == 3


def test_the_sentence_read_matters() -> None:
    model, logits = tiny_model(), []
    for source in (torch.tensor([SOURCE]), torch.tensor([SOURCE[::-1]])):
        encoded = model.encoder(source, source != PAD)
        logits.append(next(generate(model, encoded, source != PAD, [START], end=NEVER, limit=1))[1])
    assert not torch.equal(*logits)
