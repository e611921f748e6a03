"""The feed-forward network equals Linear, ReLU, Linear."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from core.layers.feed_forward import FeedForward
from tests.core.passes import randomise
from tests.core.reference import TOLERANCE


@pytest.mark.parametrize("dtype", TOLERANCE, ids=str)
@pytest.mark.parametrize(("width", "hidden_width"), [(4, 4), (16, 64), (256, 768)])
def test_output_equals_torch(width: int, hidden_width: int, dtype: torch.dtype) -> None:
    layer = FeedForward(width, hidden_width, tokens="source").to(dtype)
    randomise(layer)
    x = torch.randn(2, 5, width, generator=torch.Generator().manual_seed(0), dtype=dtype)
    expected = nn.Sequential(layer.up_projection, nn.ReLU(), layer.down_projection)(x)
    torch.testing.assert_close(layer(x), expected, rtol=0, atol=TOLERANCE[dtype])


def test_each_token_is_by_itself() -> None:
    layer = FeedForward(8, 16, tokens="source")
    randomise(layer)
    x = torch.randn(1, 4, 8, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(layer(x)[:, 2:3], layer(x[:, 2:3]), rtol=0, atol=1e-6)
