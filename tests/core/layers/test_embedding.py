"""A token's vector is its row times sqrt(d_model), plus its position."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from core.layers.embedding import TokenEmbedding
from core.layers.positions import LearnedPositions, SinusoidalPositions
from core.recording import name_taps, recording


@pytest.fixture(params=[SinusoidalPositions, LearnedPositions])
def embedding(request: pytest.FixtureRequest) -> TokenEmbedding:
    torch.manual_seed(0)
    layer = TokenEmbedding(nn.Embedding(20, 12), request.param(10, 12), tokens="source")
    name_taps(layer)
    return layer.requires_grad_(False)


def test_sum_is_the_scaled_row_plus_the_position(embedding: TokenEmbedding) -> None:
    ids = torch.tensor([[3, 3, 19]])
    expected = embedding.table.weight[ids] * math.sqrt(12) + embedding.position_encoding(0, 3)
    torch.testing.assert_close(embedding(ids), expected, rtol=0, atol=1e-6)


def test_a_later_start_gives_the_same_rows(embedding: TokenEmbedding) -> None:
    ids = torch.tensor([[4, 7, 1, 9]])
    assert torch.equal(embedding(ids[:, 2:], first=2), embedding(ids)[:, 2:])


def test_tokens_plus_positions_is_the_sum_bit_for_bit(embedding: TokenEmbedding) -> None:
    with torch.inference_mode(), recording(embedding) as recorder:
        embedding(torch.tensor([[4, 7, 1]]))
    values = {step.site: step.value for step in recorder.steps(batched=False)}
    assert (values["tokens"] + values["positions"] == values["sum"]).all()
