"""torch.nn modules with the same weights as ours: the independent implementation that ours must equal."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from core.layers.attention import MultiHeadAttention
from core.layers.feed_forward import FeedForward
from core.layers.normalization import LayerNorm
from core.models.transformer import DecoderLayer, EncoderLayer, Transformer, TransformerConfig

TOLERANCE = {torch.float32: 1e-5, torch.float64: 1e-10}
"""How far from the reference a number may be, absolutely, for numbers of about 1."""


def attention_reference(ours: MultiHeadAttention) -> nn.MultiheadAttention:
    """nn.MultiheadAttention over the weights of ``ours``."""
    weight = ours.query_projection.weight
    reference = nn.MultiheadAttention(weight.shape[0], ours.heads, batch_first=True, dtype=weight.dtype)
    _copy_attention(ours, reference)
    return reference


def norm_reference(ours: LayerNorm) -> nn.LayerNorm:
    """nn.LayerNorm over the weights of ``ours``."""
    reference = nn.LayerNorm(ours.gamma.shape[0], eps=ours.epsilon, dtype=ours.gamma.dtype)
    _copy_norm(ours, reference)
    return reference


def encoder_reference(model: Transformer) -> nn.TransformerEncoder:
    """nn.TransformerEncoder over the weights of the model's encoder, its embedding left out."""
    layer = nn.TransformerEncoderLayer(**_layer_arguments(model.config))
    stack = nn.TransformerEncoder(
        layer, model.config.encoder_layers, _final_norm(model.encoder.norm), enable_nested_tensor=False
    )
    for ours, theirs in zip(model.encoder.layers, stack.layers, strict=True):
        assert isinstance(ours, EncoderLayer)
        assert isinstance(theirs, nn.TransformerEncoderLayer)
        _copy_attention(ours.self_attention, theirs.self_attn)
        _copy_feed_forward(ours.feed_forward, theirs)
        _copy_norm(ours.self_attention_norm, theirs.norm1)
        _copy_norm(ours.feed_forward_norm, theirs.norm2)
    return stack.to(_dtype(model))


def decoder_reference(model: Transformer) -> nn.TransformerDecoder:
    """nn.TransformerDecoder over the weights of the model's decoder, its embedding left out."""
    layer = nn.TransformerDecoderLayer(**_layer_arguments(model.config))
    stack = nn.TransformerDecoder(layer, model.config.decoder_layers, _final_norm(model.decoder.norm))
    for ours, theirs in zip(model.decoder.layers, stack.layers, strict=True):
        assert isinstance(ours, DecoderLayer)
        assert isinstance(theirs, nn.TransformerDecoderLayer)
        _copy_attention(ours.self_attention, theirs.self_attn)
        _copy_attention(ours.cross_attention, theirs.multihead_attn)
        _copy_feed_forward(ours.feed_forward, theirs)
        _copy_norm(ours.self_attention_norm, theirs.norm1)
        _copy_norm(ours.cross_attention_norm, theirs.norm2)
        _copy_norm(ours.feed_forward_norm, theirs.norm3)
    return stack.to(_dtype(model))


def _layer_arguments(config: TransformerConfig) -> dict[str, Any]:
    return {
        "d_model": config.width,
        "nhead": config.heads,
        "dim_feedforward": config.feed_forward_width,
        "dropout": 0.0,
        "layer_norm_eps": config.epsilon,
        "batch_first": True,
        "norm_first": config.norm_placement == "pre",
        "dtype": torch.float64,  # copies of float32 weights are exact; the stack is cast when it is filled
    }


def _final_norm(ours: nn.Module) -> nn.LayerNorm | None:
    return norm_reference(ours) if isinstance(ours, LayerNorm) else None


def _copy_attention(ours: MultiHeadAttention, theirs: nn.MultiheadAttention) -> None:
    inward = (ours.query_projection, ours.key_projection, ours.value_projection)
    _copy(torch.cat([projection.weight for projection in inward]), theirs.in_proj_weight)
    _copy(torch.cat([projection.bias for projection in inward]), theirs.in_proj_bias)
    _copy_linear(ours.output_projection, theirs.out_proj)


def _copy_feed_forward(ours: FeedForward, layer: nn.Module) -> None:
    _copy_linear(ours.up_projection, layer.get_submodule("linear1"))
    _copy_linear(ours.down_projection, layer.get_submodule("linear2"))


def _copy_linear(ours: nn.Module, theirs: nn.Module) -> None:
    _copy(ours.get_parameter("weight"), theirs.get_parameter("weight"))
    _copy(ours.get_parameter("bias"), theirs.get_parameter("bias"))


def _copy_norm(ours: LayerNorm, theirs: nn.LayerNorm) -> None:
    _copy(ours.gamma, theirs.weight)
    _copy(ours.beta, theirs.bias)


def _copy(source: Tensor, destination: Tensor) -> None:
    with torch.no_grad():
        destination.copy_(source)


def _dtype(model: nn.Module) -> torch.dtype:
    return next(model.parameters()).dtype
