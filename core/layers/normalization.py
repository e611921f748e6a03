"""Layer normalisation (Ba, Kiros and Hinton 2016, eq. 4), its statistics tapped."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn

from core.layers import token_axes
from core.recording import Tap


class LayerNorm(nn.Module):
    """(x - mean) / sqrt(variance + epsilon) * gamma + beta, each token by itself; variance is the biased one."""

    def __init__(self, width: int, epsilon: float = 1e-5, *, tokens: str) -> None:
        super().__init__()
        self.epsilon = epsilon
        self.gamma = nn.Parameter(torch.ones(width))
        self.beta = nn.Parameter(torch.zeros(width))
        self.mean = Tap("mean", token_axes(tokens))
        self.variance = Tap("variance", token_axes(tokens))
        self.deviation = Tap("deviation", token_axes(tokens), constants={"epsilon": epsilon})
        self.normalized = Tap("normalisation", token_axes(tokens, "width"))
        self.output = Tap("affine", token_axes(tokens, "width"), ["gamma", "beta"])

    def forward(self, x: Float[Tensor, "b t d"]) -> Float[Tensor, "b t d"]:
        """Normalise every token over its width."""
        mean = self.mean(x.mean(dim=-1), x)  # [b, t]
        centred = x - mean[..., None]
        # Not torch.var_mean: on a CPU it takes several times as long.
        variance = self.variance(centred.square().mean(dim=-1), x, mean)
        deviation = self.deviation(torch.sqrt(variance + self.epsilon), variance)
        normalized = self.normalized(centred / deviation[..., None], x, mean, deviation)
        return self.output(torch.addcmul(self.beta, normalized, self.gamma), normalized)
