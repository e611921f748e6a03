"""Greedy decoding: the most probable token, again and again, until the end token or the limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from core.decoding.cache import KeyValueCache
from core.models.decoder_only import DecoderOnly
from core.models.transformer import Transformer
from core.recording import Recorder


def room(source_tokens: int, limit: int) -> int:
    """How many tokens an output may have: one that is longer than this has gone astray."""
    return min(limit, 2 * source_tokens + 16)


def generate(
    model: Transformer | DecoderOnly,
    encoded: Tensor,
    source_present: Tensor,
    fed: Sequence[int],
    *,
    end: int,
    limit: int,
    cached: bool = True,
    recorder: Recorder | None = None,
) -> Iterator[tuple[int, Tensor]]:
    """Yield (chosen id, its logits [v]) for one sentence, until ``end`` is chosen or ``limit`` tokens are out.

    ``encoded`` [1, n, d] and ``source_present`` [1, n] come from the encoder; ``fed`` starts with the start
    token and may hold a prefix. Without ``cached``, every step computes all rows anew, which is needed when
    rows may see later ones. ``recorder`` is told which rows are present, for the sake of interventions.
    """
    ids = list(fed)
    cache = KeyValueCache() if cached else None
    done = 0
    for _ in range(limit):
        present = torch.ones(1, len(ids), dtype=torch.bool, device=encoded.device)
        rows = torch.tensor([ids[done:]], device=encoded.device)
        if recorder is not None:
            recorder.first_row, recorder.length = done, len(ids)
        logits = model.decoder(rows, encoded, present, source_present, cache)[0, -1]
        chosen = int(logits.argmax())
        yield chosen, logits
        if chosen == end:
            return
        done = len(ids) if cached else 0
        ids.append(chosen)
