"""Greedy decoding of many sentences at once, with the same output as one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from core.decoding.cache import KeyValueCache
from core.decoding.greedy import room
from core.models.transformer import Transformer
from core.tokenizers.bilingual import END, PAD, START

ROWS = 100
"""Sentences decoded together; of like length, so that little of a batch is padding."""


def generate_all(
    model: Transformer,
    sources: Sequence[Sequence[int]],
    on_done: Callable[[int], None] | None = None,
) -> list[list[int]]:
    """The output ids, without the end token, for every source (ids with language and end token).

    ``on_done`` is told after every batch how many sentences are done.
    """
    order = sorted(range(len(sources)), key=lambda at: len(sources[at]))
    outputs: list[list[int]] = [[] for _ in sources]
    for first in range(0, len(order), ROWS):
        group = order[first : first + ROWS]
        for at, ids in zip(group, _Going(model, [sources[at] for at in group]).run(), strict=True):
            outputs[at] = ids
        if on_done:
            on_done(first + len(group))
    return outputs


class _Going:
    """The sentences of one batch that are not finished; each step adds a token to all of them."""

    def __init__(self, model: Transformer, sources: Sequence[Sequence[int]]) -> None:
        device = next(model.parameters()).device
        longest = max(len(ids) for ids in sources)
        padded = [[*ids, *[PAD] * (longest - len(ids))] for ids in sources]
        self.model = model
        self.source = torch.tensor(padded, device=device)  # [b, n]
        self.rooms = [room(len(ids), model.config.limit) for ids in sources]
        self.outputs: list[list[int]] = [[] for _ in sources]
        self.rows = list(range(len(sources)))
        self.cache = KeyValueCache()

    @torch.inference_mode()
    def run(self) -> list[list[int]]:
        """The finished outputs, in the order of the sources."""
        present = self.source != PAD
        encoded = self.model.encoder(self.source, present)
        fed = torch.full((len(self.rows), 1), START, device=encoded.device)
        length = 1
        while self.rows:
            fed_present = torch.ones(len(self.rows), length, dtype=torch.bool, device=encoded.device)
            logits = self.model.decoder(fed, encoded, fed_present, present, self.cache)[:, -1]  # [b, v]
            chosen = logits.argmax(dim=-1)
            kept = self._take(chosen).to(encoded.device)
            if len(kept) < len(self.rows):
                self.rows = [self.rows[row] for row in kept.tolist()]
                self.cache.keep_rows(kept)
            fed, encoded, present = chosen[kept, None], encoded[kept], present[kept]
            length += 1
        return self.outputs

    def _take(self, chosen: Tensor) -> Tensor:
        """Add the chosen ids to the outputs; which rows of the batch go on."""
        kept = []
        for row, (at, token) in enumerate(zip(self.rows, chosen.tolist(), strict=True)):
            if token == END:
                continue
            self.outputs[at].append(token)
            if len(self.outputs[at]) < self.rooms[at]:
                kept.append(row)
        return torch.tensor(kept, dtype=torch.long)
