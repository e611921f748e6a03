"""Attention equals torch's own, shows what it is made of, and never divides by nothing."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from core.layers.attention import MultiHeadAttention
from core.models.transformer_reference import attention_reference
from core.recording import name_taps, recording
from tests.core.passes import randomise
from tests.core.reference import TOLERANCE

SIZES = [(8, 1, 3, 3), (16, 4, 5, 9), (64, 8, 12, 7), (256, 8, 33, 40)]


def attention(
    width: int, heads: int, dtype: torch.dtype = torch.float32, causal: bool = False
) -> MultiHeadAttention:
    keys = "target" if causal else "source"
    layer = MultiHeadAttention(width, heads, queries="target", keys=keys, causal=causal).to(dtype)
    name_taps(layer)
    return randomise(layer)


def observed(
    layer: MultiHeadAttention, asking: Tensor, seen: Tensor, present: Tensor
) -> tuple[Tensor, dict[str, Tensor]]:
    with torch.inference_mode(), recording(layer) as recorder:
        output = layer(asking, seen, present)
    return output, {step.site: torch.from_numpy(step.value) for step in recorder.steps(batched=True)}


@pytest.fixture
def inputs(size: tuple[int, int, int, int], dtype: torch.dtype) -> tuple[Tensor, Tensor, Tensor]:
    width, _, queries, keys = size
    generator = torch.Generator().manual_seed(1)
    asking = torch.randn(3, queries, width, generator=generator, dtype=dtype)
    seen = torch.randn(3, keys, width, generator=generator, dtype=dtype)
    present = torch.arange(keys) < torch.tensor([[keys], [keys - 1], [1]])
    return asking, seen, present


@pytest.mark.parametrize("dtype", TOLERANCE, ids=str)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_output_and_weights_equal_torch_under_a_padding_mask(
    size: tuple[int, int, int, int], dtype: torch.dtype, inputs: tuple[Tensor, Tensor, Tensor]
) -> None:
    layer = attention(size[0], size[1], dtype)
    asking, seen, present = inputs
    output, steps = observed(layer, asking, seen, present)
    expected, weights = attention_reference(layer)(
        asking, seen, seen, key_padding_mask=~present, average_attn_weights=False
    )
    torch.testing.assert_close(output, expected, rtol=0, atol=TOLERANCE[dtype])
    torch.testing.assert_close(steps["weights"], weights, rtol=0, atol=TOLERANCE[dtype])


@pytest.mark.parametrize("dtype", TOLERANCE, ids=str)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_output_and_weights_equal_torch_under_a_causal_mask(
    size: tuple[int, int, int, int], dtype: torch.dtype, inputs: tuple[Tensor, Tensor, Tensor]
) -> None:
    layer = attention(size[0], size[1], dtype, causal=True)
    asking = inputs[0]
    length = asking.shape[1]
    output, steps = observed(layer, asking, asking, torch.ones(3, length, dtype=torch.bool))
    later = torch.ones(length, length, dtype=torch.bool).triu(1)
    expected, weights = attention_reference(layer)(
        asking, asking, asking, attn_mask=later, average_attn_weights=False
    )
    torch.testing.assert_close(output, expected, rtol=0, atol=TOLERANCE[dtype])
    torch.testing.assert_close(steps["weights"], weights, rtol=0, atol=TOLERANCE[dtype])


def test_head_outputs_equal_the_fused_kernel_even_where_nothing_may_be_seen() -> None:
    layer = attention(16, 2)
    seen = torch.randn(2, 4, 16, generator=torch.Generator().manual_seed(2))
    present = torch.tensor([[True, True, False, False], [False] * 4])
    output, steps = observed(layer, seen, seen, present)
    mask = present[:, None, None].expand(2, 2, 4, 4)
    fused = torch.nn.functional.scaled_dot_product_attention(
        steps["query"], steps["key"], steps["value"], mask
    )
    torch.testing.assert_close(steps["head_output"], fused, rtol=0, atol=1e-6)
    assert not steps["weights"][1].any()
    assert not steps["head_output"][1].any()
    assert output.isfinite().all()


def test_a_query_that_sees_nothing_in_a_causal_layer_gets_zeros() -> None:
    layer = attention(16, 2, causal=True)
    x = torch.randn(1, 3, 16, generator=torch.Generator().manual_seed(3))
    output, steps = observed(layer, x, x, torch.tensor([[False, True, True]]))
    assert not steps["weights"][0, :, 0].any()
    assert output.isfinite().all()


def test_what_hidden_keys_hold_changes_nothing() -> None:
    layer = attention(16, 2)
    generator = torch.Generator().manual_seed(4)
    asking, seen = torch.randn(1, 3, 16, generator=generator), torch.randn(1, 5, 16, generator=generator)
    present = torch.tensor([[True, True, True, False, False]])
    changed = torch.where(present[..., None], seen, 100 * seen)
    assert torch.equal(layer(asking, seen, present), layer(asking, changed, present))


def test_the_last_query_stands_at_the_last_key() -> None:
    layer = attention(16, 2, causal=True)
    x = torch.randn(1, 5, 16, generator=torch.Generator().manual_seed(5))
    present = torch.ones(1, 5, dtype=torch.bool)
    whole, last_two = layer(x, x, present), layer(x[:, 3:], x, present)
    torch.testing.assert_close(last_two, whole[:, 3:], rtol=0, atol=1e-6)


def test_a_width_that_heads_cannot_share_is_refused() -> None:
    with pytest.raises(ValueError, match="not a multiple"):
        MultiHeadAttention(10, 3, queries="source", keys="source")
