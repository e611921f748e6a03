"""LayerNorm equals torch's own and shows its true statistics."""

from __future__ import annotations

import pytest
import torch

from core.layers.normalization import LayerNorm
from core.models.transformer_reference import norm_reference
from core.recording import name_taps, recording
from tests.core.passes import randomise
from tests.core.reference import TOLERANCE


def norm(width: int, epsilon: float = 1e-5, dtype: torch.dtype = torch.float32) -> LayerNorm:
    layer = LayerNorm(width, epsilon, tokens="source").to(dtype)
    name_taps(layer)
    randomise(layer)
    return layer


@pytest.mark.parametrize("dtype", TOLERANCE, ids=str)
@pytest.mark.parametrize("epsilon", [1e-5, 1e-12, 0.1])
@pytest.mark.parametrize(("width", "shift", "spread"), [(4, 0.0, 1.0), (256, 3.0, 2.0), (768, -1.0, 0.05)])
def test_output_equals_torch(
    width: int, shift: float, spread: float, epsilon: float, dtype: torch.dtype
) -> None:
    layer = norm(width, epsilon, dtype)
    generator = torch.Generator().manual_seed(width)
    x = shift + spread * torch.randn(2, 7, width, generator=generator, dtype=dtype)
    # Rounding in x - mean is of the order of |mean| and is divided by the deviation.
    tolerance = TOLERANCE[dtype] * max(1.0, abs(shift) / spread)
    torch.testing.assert_close(layer(x), norm_reference(layer)(x), rtol=0, atol=tolerance)


def test_statistics_are_those_of_each_token_with_the_biased_variance() -> None:
    layer = norm(32)
    x = torch.randn(1, 5, 32, generator=torch.Generator().manual_seed(0)) * 2 + 1
    with torch.inference_mode(), recording(layer) as recorder:
        layer(x)
    values = {step.site: torch.from_numpy(step.value) for step in recorder.steps(batched=False)}
    torch.testing.assert_close(values["mean"], x[0].mean(-1))
    torch.testing.assert_close(values["variance"], x[0].var(-1, correction=0))
    torch.testing.assert_close(values["deviation"], (x[0].var(-1, correction=0) + 1e-5).sqrt())
    torch.testing.assert_close(values["normalized"].mean(-1), torch.zeros(5), rtol=0, atol=1e-6)
    torch.testing.assert_close(values["normalized"].var(-1, correction=0), torch.ones(5), rtol=0, atol=1e-4)


def test_a_token_without_spread_becomes_beta() -> None:
    layer = norm(8)
    torch.testing.assert_close(layer(torch.full((1, 1, 8), 3.0))[0, 0], layer.beta, rtol=0, atol=1e-6)
