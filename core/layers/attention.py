"""Multi-head attention ("Attention Is All You Need", eq. 1 and section 3.2.2), every intermediate tapped."""

from __future__ import annotations

import math
from typing import Protocol, runtime_checkable

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn

from core.layers import token_axes
from core.recording import Tap
from core.trace import Axis


@runtime_checkable
class Cache(Protocol):
    """Where cached decoding keeps keys and values between steps."""

    def keys_and_values(self, attention: MultiHeadAttention, seen: Tensor) -> tuple[Tensor, Tensor]:
        """All keys and values up to now, those of ``seen`` included."""


class MultiHeadAttention(nn.Module):
    """softmax(Q K^T / sqrt(d_k)) V for every head, concatenated and projected by W_O.

    ``queries`` and ``keys`` name the token lists on either side. ``causal`` adds the mask that hides later
    positions. A query with nothing left to look at gets weights 0 (as the fused kernels of torch do), not NaN.
    """

    def __init__(
        self, width: int, heads: int, dropout: float = 0.0, *, queries: str, keys: str, causal: bool = False
    ) -> None:
        super().__init__()
        if width % heads:
            raise ValueError(f"width {width} is not a multiple of {heads} heads")
        self.heads = heads
        self.head_width = width // heads
        self.self_attending = queries == keys
        self.query_projection = nn.Linear(width, width)
        self.key_projection = nn.Linear(width, width)
        self.value_projection = nn.Linear(width, width)
        self.output_projection = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

        pairs = (Axis("query", queries), Axis("key", keys))
        head = Axis("head")
        self.query_projected = Tap("projection", token_axes(queries, "width"), ["query_projection"])
        self.key_projected = Tap("projection", token_axes(keys, "width"), ["key_projection"])
        self.value_projected = Tap("projection", token_axes(keys, "width"), ["value_projection"])
        self.query = Tap("split", (head, *token_axes(queries, "head_width")))
        self.key = Tap("split", (head, *token_axes(keys, "head_width")))
        self.value = Tap("split", (head, *token_axes(keys, "head_width")))
        self.scores = Tap("product", (head, *pairs))
        self.scaled = Tap("scale", (head, *pairs), constants={"divisor": math.sqrt(self.head_width)})
        self.padding_mask = Tap("given_mask", pairs)
        self.causal_mask = Tap("given_mask", pairs) if causal else None
        self.mask = Tap("combined_mask", (head, *pairs))
        self.masked = Tap("masking", (head, *pairs))
        self.weights = Tap("softmax", (head, *pairs))
        self.head_output = Tap("weighted_sum", (head, *token_axes(queries, "head_width")))
        self.concatenated = Tap("concatenation", token_axes(queries, "width"))
        self.output = Tap("projection", token_axes(queries, "width"), ["output_projection"])

    def forward(
        self,
        asking: Float[Tensor, "b q d"],
        seen: Float[Tensor, "b n d"],
        present: Bool[Tensor, "b n"],
        cache: Cache | None = None,
    ) -> Float[Tensor, "b q d"]:
        """Attend from ``asking`` to ``seen``; ``present`` is False where a key is padding."""
        projected = self.query_projected(self.query_projection(asking), asking)  # [b, q, d]
        query = self.query(self._split(projected), projected)  # [b, h, q, k]
        keys_and_values = self.keys_and_values if cache is None else cache.keys_and_values
        key, value = keys_and_values(*((seen,) if cache is None else (self, seen)))  # [b, h, n, k]

        scores = self.scores(query @ key.mT, query, key)  # [b, h, q, n]
        scaled = self.scaled(scores / math.sqrt(self.head_width), scores)
        mask = self._mask(query.shape[-2], present)  # [b, h, q, n]
        hidden = ~mask
        masked = self.masked(scaled.masked_fill(hidden, -torch.inf), scaled, mask)
        # A row that may look nowhere is 0/0 after softmax; it is given as zeros.
        weights = self.weights(masked.softmax(dim=-1).masked_fill(hidden, 0.0), masked)

        head_output = self.head_output(self.dropout(weights) @ value, weights, value)  # [b, h, q, k]
        concatenated = self.concatenated(head_output.transpose(1, 2).flatten(2), head_output)  # [b, q, d]
        return self.output(self.output_projection(concatenated), concatenated)

    def keys_and_values(self, seen: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of the tokens in ``seen`` [b, n, d], split into heads [b, h, n, k]."""
        projected_key = self.key_projected(self.key_projection(seen), seen)
        projected_value = self.value_projected(self.value_projection(seen), seen)
        key = self.key(self._split(projected_key), projected_key)
        value = self.value(self._split(projected_value), projected_value)
        return key, value

    def _split(self, x: Tensor) -> Tensor:
        return x.view(*x.shape[:2], self.heads, self.head_width).transpose(1, 2)

    def _mask(self, queries: int, present: Tensor) -> Tensor:
        """[b, h, q, n], True where a query may look; the last query stands at the last key."""
        batch, keys = present.shape
        padding = self.padding_mask(present[:, None, :].expand(batch, queries, keys))
        allowed, parts = padding, [padding]
        if self.causal_mask is not None:
            earlier = torch.ones(queries, keys, dtype=torch.bool, device=present.device).tril(keys - queries)
            causal = self.causal_mask(earlier.expand(batch, queries, keys))
            allowed, parts = padding & causal, [padding, causal]
        return self.mask(allowed[:, None].expand(batch, self.heads, queries, keys), *parts)
