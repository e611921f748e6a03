"""The Transformer said with torch.nn alone, over the same weights: the implementation that ours must equal.

What it shares with ours are the weights and the table of position vectors; everything that computes is torch's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from core.layers.attention import MultiHeadAttention
from core.layers.embedding import TokenEmbedding
from core.layers.feed_forward import FeedForward
from core.layers.normalization import LayerNorm
from core.models.decoder_only import CausalLayer, DecoderOnly
from core.models.transformer import (
    Decoder,
    DecoderLayer,
    Encoder,
    EncoderLayer,
    Transformer,
    TransformerConfig,
)


class TransformerReference(nn.Module):
    """Embedding, nn.TransformerEncoder, nn.TransformerDecoder, and the product with the embedding table."""

    def __init__(self, model: Transformer) -> None:
        super().__init__()
        self.heads = model.config.heads
        self.embedding = EmbeddingReference(model.encoder.embedding, model.config.limit)
        self.encoder = encoder_reference(model)
        self.decoder = decoder_reference(model)
        self.eval().requires_grad_(False)

    def forward(
        self,
        source: Int[Tensor, "b n"],
        target: Int[Tensor, "b t"],
        source_present: Bool[Tensor, "b n"],
        target_present: Bool[Tensor, "b t"] | None = None,
    ) -> Float[Tensor, "b t v"]:
        """Logits for every target position, the target being given."""
        length = target.shape[1]
        later = torch.ones(length, length, dtype=torch.bool, device=target.device).triu(1)
        if target_present is not None:
            later = later | self._hidden(target_present, length)
        with _unfused():
            encoded = self.encoder(self.embedding(source), self._hidden(source_present, source.shape[1]))
        hidden = self.decoder(self.embedding(target), encoded, later, self._hidden(source_present, length))
        return self.embedding.logits(hidden)

    def _hidden(self, present: Tensor, queries: int) -> Tensor:
        """[b * h, q, n], True where a key is padding.

        Not given as a key padding mask: with one, torch imports sympy first, which takes a second.
        """
        return (~present)[:, None].expand(-1, queries, -1).repeat_interleave(self.heads, dim=0)


class DecoderOnlyReference(nn.Module):
    """Embedding, nn.TransformerEncoder with a causal mask, and the product with the embedding table."""

    def __init__(self, model: DecoderOnly) -> None:
        super().__init__()
        self.embedding = EmbeddingReference(model.decoder.embedding, model.config.limit)
        self.layers = stack_reference(model.decoder, model.config)
        self.eval().requires_grad_(False)

    def forward(
        self, source: Int[Tensor, "b n"], target: Int[Tensor, "b t"], source_present: Bool[Tensor, "b n"]
    ) -> Float[Tensor, "b t v"]:
        """Logits for every position of the target; there is no source."""
        length = target.shape[1]
        later = torch.ones(length, length, dtype=torch.bool, device=target.device).triu(1)
        with _unfused():
            hidden = self.layers(self.embedding(target), later)
        return self.embedding.logits(hidden)


class EmbeddingReference(nn.Module):
    """The embedding table both ways, and the table of position vectors."""

    def __init__(self, ours: TokenEmbedding, limit: int) -> None:
        super().__init__()
        table = ours.table.weight.detach()
        with torch.no_grad():
            positions = ours.position_encoding(0, limit)
        self.register_buffer("table", table)
        self.register_buffer("positions", positions.to(table.dtype))

    def forward(self, ids: Int[Tensor, "b t"]) -> Float[Tensor, "b t d"]:
        """Rows of the table times the root of the width, plus positions."""
        rows = nn.functional.embedding(ids, self.get_buffer("table"))
        return rows * math.sqrt(rows.shape[-1]) + self.get_buffer("positions")[: ids.shape[1]]

    def logits(self, hidden: Float[Tensor, "b t d"]) -> Float[Tensor, "b t v"]:
        """The product with the table."""
        logits: Tensor = nn.functional.linear(hidden, self.get_buffer("table"))
        return logits


@contextmanager
def _unfused() -> Iterator[None]:
    """Without torch's fused encoder layer, which takes other masks on other devices."""
    before = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        torch.backends.mha.set_fastpath_enabled(before)


def attention_reference(ours: MultiHeadAttention) -> nn.MultiheadAttention:
    """nn.MultiheadAttention over the weights of ``ours``."""
    weight = ours.query_projection.weight
    reference = nn.MultiheadAttention(weight.shape[0], ours.heads, batch_first=True, dtype=weight.dtype)
    _copy_attention(ours, reference)
    return reference


def norm_reference(ours: LayerNorm) -> nn.LayerNorm:
    """nn.LayerNorm over the weights of ``ours``."""
    gamma = ours.gamma
    reference = nn.LayerNorm(len(gamma), eps=ours.epsilon, dtype=gamma.dtype, device=gamma.device)
    _copy_norm(ours, reference)
    return reference


def encoder_reference(model: Transformer) -> nn.TransformerEncoder:
    """nn.TransformerEncoder over the weights of the model's encoder, its embedding left out."""
    return stack_reference(model.encoder, model.config)


def stack_reference(half: Encoder | Decoder, config: TransformerConfig) -> nn.TransformerEncoder:
    """nn.TransformerEncoder over the weights of layers that look at nothing but their own input.

    With a causal mask it is a decoder by itself, too.
    """
    layer = nn.TransformerEncoderLayer(**_layer_arguments(config, half.embedding.table.weight))
    stack = nn.TransformerEncoder(layer, len(half.layers), _final_norm(half.norm), enable_nested_tensor=False)
    for ours, theirs in zip(half.layers, stack.layers, strict=True):
        assert isinstance(ours, EncoderLayer | CausalLayer)
        assert isinstance(theirs, nn.TransformerEncoderLayer)
        _copy_attention(ours.self_attention, theirs.self_attn)
        _copy_feed_forward(ours.feed_forward, theirs)
        _copy_norm(ours.self_attention_norm, theirs.norm1)
        _copy_norm(ours.feed_forward_norm, theirs.norm2)
    return stack


def decoder_reference(model: Transformer) -> nn.TransformerDecoder:
    """nn.TransformerDecoder over the weights of the model's decoder, its embedding left out."""
    layer = nn.TransformerDecoderLayer(**_layer_arguments(model.config, model.encoder.embedding.table.weight))
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
    return stack


def _layer_arguments(config: TransformerConfig, weight: Tensor) -> dict[str, Any]:
    return {
        "d_model": config.width,
        "nhead": config.heads,
        "dim_feedforward": config.feed_forward_width,
        "dropout": 0.0,
        "layer_norm_eps": config.epsilon,
        "batch_first": True,
        "norm_first": config.norm_placement == "pre",
        "dtype": weight.dtype,
        "device": weight.device,
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
