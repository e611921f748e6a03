"""How a sublayer, its residual connection and its norm are put together: post-norm and pre-norm.

The paper (section 5.4) normalises after the sum; Xiong et al. (2020) before the sublayer. Both are
compositions of the same parts; a layer is given one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from torch import Tensor, nn

from core.recording import Tap

Sublayer = Callable[[Tensor], Tensor]


class Arrangement(Protocol):
    """Runs one sublayer with its residual connection and its norm."""

    def __call__(
        self, x: Tensor, sublayer: Sublayer, dropout: nn.Module, residual: Tap, norm: nn.Module
    ) -> Tensor:
        """The residual stream [b, t, d] after the sublayer."""


def post_norm(x: Tensor, sublayer: Sublayer, dropout: nn.Module, residual: Tap, norm: nn.Module) -> Tensor:
    """norm(x + sublayer(x))"""
    change = sublayer(x)
    normed: Tensor = norm(residual(x + dropout(change), x, change))
    return normed


def pre_norm(x: Tensor, sublayer: Sublayer, dropout: nn.Module, residual: Tap, norm: nn.Module) -> Tensor:
    """x + sublayer(norm(x))"""
    change = sublayer(norm(x))
    return residual(x + dropout(change), x, change)
