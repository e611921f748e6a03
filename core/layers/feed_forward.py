"""The position-wise feed-forward network ("Attention Is All You Need", eq. 2)."""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn

from core.layers import token_axes
from core.recording import Tap


class FeedForward(nn.Module):
    """max(0, x W_1 + b_1) W_2 + b_2, the same for every token and each token by itself."""

    def __init__(self, width: int, hidden_width: int, dropout: float = 0.0, *, tokens: str) -> None:
        super().__init__()
        self.up_projection = nn.Linear(width, hidden_width)
        self.down_projection = nn.Linear(hidden_width, width)
        self.dropout = nn.Dropout(dropout)
        self.hidden = Tap("projection", token_axes(tokens, "hidden_width"), ["up_projection"])
        self.activated = Tap("activation", token_axes(tokens, "hidden_width"))
        self.output = Tap("projection", token_axes(tokens, "width"), ["down_projection"])

    def forward(self, x: Float[Tensor, "b t d"]) -> Float[Tensor, "b t d"]:
        """Widen, cut off below zero, and narrow again."""
        hidden = self.hidden(self.up_projection(x), x)  # [b, t, f]
        activated = self.activated(hidden.relu(), hidden)
        return self.output(self.down_projection(self.dropout(activated)), activated)
