"""Where a token stands: sinusoidal ("Attention Is All You Need", section 3.5) and learned position vectors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor, nn

BASE = 10000.0


def sinusoids(length: int, width: int, base: float = BASE) -> Float[Tensor, "t d"]:
    """PE(pos, 2i) = sin(pos / base^(2i/d)), PE(pos, 2i+1) = cos of the same angle; float32, computed in float64."""
    position = torch.arange(length, dtype=torch.float64)[:, None]
    frequency = base ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    angle = position * frequency  # [t, ceil(d/2)]
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)[:, :width].float()


class SinusoidalPositions(nn.Module):
    """Fixed waves of wavelengths from 2 pi to 10000 * 2 pi; nothing is learned and nothing is stored."""

    kind = "position"
    constants: ClassVar[Mapping[str, float]] = {"base": BASE}

    def __init__(self, limit: int, width: int) -> None:
        super().__init__()
        self.register_buffer("table", sinusoids(limit, width), persistent=False)

    def forward(self, first: int, length: int) -> Float[Tensor, "t d"]:
        """The vectors of positions first ... first + length - 1."""
        table: Tensor = self.get_buffer("table")
        return table[first : first + length]


class LearnedPositions(nn.Module):
    """One trained vector for each position up to the limit (Gehring et al. 2017)."""

    kind = "learned_position"
    constants: ClassVar[Mapping[str, float]] = {}

    def __init__(self, limit: int, width: int) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(limit, width) * 0.02)

    def forward(self, first: int, length: int) -> Float[Tensor, "t d"]:
        """The vectors of positions first ... first + length - 1."""
        return self.table[first : first + length]
