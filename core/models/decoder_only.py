"""The decoder of ``transformer`` by itself, a language model: it goes on with what it reads (Radford et al. 2018)."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from core.layers import token_axes
from core.layers.attention import Cache, MultiHeadAttention
from core.layers.feed_forward import FeedForward
from core.layers.normalization import LayerNorm
from core.models import ModelSpec
from core.models.transformer import ARRANGEMENTS, Decoder, TransformerConfig, embedding, final_norm
from core.recording import Tap, name_taps


class CausalLayer(nn.Module):
    """Causal self-attention, then feed-forward: a decoder layer that has no encoder to look at."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        width, tokens = config.width, "target"
        self.arrange = ARRANGEMENTS[config.norm_placement]
        self.dropout = nn.Dropout(config.dropout)
        self.self_attention = MultiHeadAttention(
            width, config.heads, config.dropout, queries=tokens, keys=tokens, causal=True
        )
        self.self_attention_residual = Tap("sum", token_axes(tokens, "width"))
        self.self_attention_norm = LayerNorm(width, config.epsilon, tokens=tokens)
        self.feed_forward = FeedForward(width, config.feed_forward_width, config.dropout, tokens=tokens)
        self.feed_forward_residual = Tap("sum", token_axes(tokens, "width"))
        self.feed_forward_norm = LayerNorm(width, config.epsilon, tokens=tokens)

    def forward(
        self,
        x: Float[Tensor, "b q d"],
        encoded: Float[Tensor, "b n d"],
        present: Bool[Tensor, "b t"],
        source_present: Bool[Tensor, "b n"],
        cache: Cache | None = None,
    ) -> Float[Tensor, "b q d"]:
        """One layer over the rows in ``x``; it is called as any decoder layer is, and leaves the encoder out."""
        x = self.arrange(
            x,
            lambda y: self.self_attention(y, y, present, cache),
            self.dropout,
            self.self_attention_residual,
            self.self_attention_norm,
        )
        return self.arrange(
            x, self.feed_forward, self.dropout, self.feed_forward_residual, self.feed_forward_norm
        )


class DecoderOnly(nn.Module):
    """Embedding, causal layers and the output layer; its sites are those of a decoder in a translation model."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.config = config
        table = nn.Embedding(config.vocabulary, config.width)
        self.decoder = Decoder(
            config, embedding(config, table, "target"), final_norm(config, "target"), CausalLayer
        )
        name_taps(self)

    def encoder(self, source: Int[Tensor, "b n"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """What stands in the place of an encoder's output, and is not looked at."""
        return torch.zeros(*source.shape, self.config.width, device=source.device)

    def forward(
        self, ids: Int[Tensor, "b t"], present: Bool[Tensor, "b t"] | None = None
    ) -> Float[Tensor, "b t v"]:
        """The logits of the token after each of ``ids``."""
        present = torch.ones_like(ids, dtype=torch.bool) if present is None else present
        nothing = ids[:, :0]
        logits: Tensor = self.decoder(ids, self.encoder(nothing, present[:, :0]), present, present[:, :0])
        return logits


def _reference(model: nn.Module) -> nn.Module:
    from core.models.transformer_reference import DecoderOnlyReference  # imports this module in its turn

    assert isinstance(model, DecoderOnly)
    return DecoderOnlyReference(model)


MODEL = ModelSpec(
    "decoder-only",
    build=lambda architecture: DecoderOnly(TransformerConfig.of(architecture)),
    reference=_reference,
)
