"""Dropout that a CPU can afford: masks are cut out of one pool of random ones instead of drawn anew."""

from __future__ import annotations

import torch
from torch import Tensor, nn

POOL = 1 << 24


class PooledDropout(nn.Module):
    """Like ``nn.Dropout``; each mask is a run of a shared random pool that starts at a random place.

    Drawing a number for every entry takes a fifth of a training step on a CPU; this takes none of it. The
    pool is always the same; where a mask starts is drawn from torch's generator, so that seeding that one
    fixes every mask. A tensor too large for the pool falls back to drawing.
    """

    def __init__(self, probability: float) -> None:
        super().__init__()
        self.probability = probability

    def forward(self, x: Tensor) -> Tensor:
        """Zero entries with the given probability and scale the others up, in training only."""
        if not self.training or not self.probability:
            return x
        if x.numel() >= POOL // 2:
            return nn.functional.dropout(x, self.probability)
        pool = _pool(self.probability, x.dtype, x.device)
        start = int(torch.randint(POOL - x.numel(), ()))
        return x * pool[start : start + x.numel()].view(x.shape)


_pools: dict[tuple[float, torch.dtype, torch.device], Tensor] = {}


def _pool(probability: float, dtype: torch.dtype, device: torch.device) -> Tensor:
    key = (probability, dtype, device)
    if key not in _pools:
        # Of its own generator: a run that is resumed builds the pool at another step than the first one did.
        generator = torch.Generator(device).manual_seed(0)
        kept = torch.rand(POOL, device=device, generator=generator) >= probability
        _pools[key] = kept.to(dtype) / (1 - probability)
    return _pools[key]


def pool_dropout(model: nn.Module) -> None:
    """Put pooled dropout in the place of every ``nn.Dropout`` of the model."""
    for parent in list(model.modules()):
        for name, child in parent.named_children():
            if isinstance(child, nn.Dropout):
                setattr(parent, name, PooledDropout(child.p))
