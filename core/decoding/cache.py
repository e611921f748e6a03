"""Keys and values kept between decoding steps, so that each step computes one new row only."""

from __future__ import annotations

import torch
from torch import Tensor

from core.layers.attention import MultiHeadAttention


class KeyValueCache:
    """Grows by the new rows where an attention looks at its own input; computed once where it looks elsewhere."""

    def __init__(self) -> None:
        self._kept: dict[MultiHeadAttention, tuple[Tensor, Tensor]] = {}

    def keys_and_values(self, attention: MultiHeadAttention, seen: Tensor) -> tuple[Tensor, Tensor]:
        """All keys and values up to now, each [b, h, n, k], those of ``seen`` [b, q, d] included."""
        kept = self._kept.get(attention)
        if kept is None:
            kept = attention.keys_and_values(seen)
        elif attention.self_attending:
            new = attention.keys_and_values(seen)
            kept = torch.cat([kept[0], new[0]], dim=2), torch.cat([kept[1], new[1]], dim=2)
        self._kept[attention] = kept
        return kept

    def keep_rows(self, rows: Tensor) -> None:
        """Go on with these rows of the batch only (indices [r]); finished sentences are dropped so."""
        self._kept = {attention: (key[rows], value[rows]) for attention, (key, value) in self._kept.items()}
