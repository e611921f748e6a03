"""From token ids to vectors: look up, scale by sqrt(d_model), add the position (paper, sections 3.4 and 3.5)."""

from __future__ import annotations

import math

from jaxtyping import Float, Int
from torch import Tensor, nn

from core.layers import token_axes
from core.layers.positions import LearnedPositions, SinusoidalPositions
from core.recording import Tap


class TokenEmbedding(nn.Module):
    """rows * sqrt(d_model) + positions; the table may be shared with another embedding and the output layer."""

    def __init__(
        self,
        table: nn.Embedding,
        position_encoding: SinusoidalPositions | LearnedPositions,
        dropout: float = 0.0,
        *,
        tokens: str,
    ) -> None:
        super().__init__()
        self.table = table
        self.position_encoding = position_encoding
        self.dropout = nn.Dropout(dropout)
        self.rows = Tap("lookup", token_axes(tokens, "width"), ["table"])
        factor = math.sqrt(table.embedding_dim)
        self.tokens = Tap("scale", token_axes(tokens, "width"), constants={"factor": factor})
        self.positions = Tap(
            position_encoding.kind,
            token_axes(tokens, "width"),
            ["position_encoding"],
            position_encoding.constants,
        )
        self.sum = Tap("sum", token_axes(tokens, "width"))

    def forward(self, ids: Int[Tensor, "b t"], first: int = 0) -> Float[Tensor, "b t d"]:
        """Embed ``ids``, the first of which stands at position ``first``."""
        rows = self.rows(self.table(ids), self.table.weight)
        tokens = self.tokens(rows * math.sqrt(self.table.embedding_dim), rows)
        positions = self.position_encoding(first, ids.shape[1]).to(rows.dtype)
        positions = self.positions(positions.expand(ids.shape[0], -1, -1))
        embedded: Tensor = self.dropout(self.sum(tokens + positions, tokens, positions))
        return embedded
