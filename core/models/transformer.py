"""The encoder-decoder Transformer ("Attention Is All You Need"), composed from ``core.layers``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from core.decoding.largest import argmax
from core.layers import token_axes
from core.layers.arrangement import Arrangement, post_norm, pre_norm
from core.layers.attention import Cache, MultiHeadAttention
from core.layers.embedding import TokenEmbedding
from core.layers.feed_forward import FeedForward
from core.layers.normalization import LayerNorm
from core.layers.positions import LearnedPositions, SinusoidalPositions
from core.models import ModelSpec
from core.recording import Tap, name_taps
from core.trace import Architecture

FAMILY = "encoder-decoder"


@dataclass(frozen=True)
class TransformerConfig:
    """Sizes and choices; ``limit`` is the longest source or target, special tokens included."""

    vocabulary: int
    width: int = 256
    heads: int = 8
    encoder_layers: int = 3
    decoder_layers: int = 3
    feed_forward_width: int = 768
    norm_placement: Literal["post", "pre"] = "post"
    positions: Literal["sinusoidal", "learned"] = "sinusoidal"
    epsilon: float = 1e-5
    dropout: float = 0.1
    limit: int = 128

    def architecture(self) -> Architecture:
        """The same as the plain description that a trace carries."""
        plain: dict[str, Any] = asdict(self)
        del plain["dropout"]
        limit = plain.pop("limit")
        return Architecture(FAMILY, **plain, source_limit=limit, target_limit=limit)

    @staticmethod
    def of(architecture: Architecture) -> TransformerConfig:
        """The configuration of a trained model: no dropout."""
        plain: dict[str, Any] = asdict(architecture)
        limit = max(plain.pop("source_limit"), plain.pop("target_limit"))
        del plain["family"]
        return TransformerConfig(**plain, limit=limit, dropout=0.0)


ARRANGEMENTS: dict[str, Arrangement] = {"post": post_norm, "pre": pre_norm}
POSITIONS: dict[str, type[SinusoidalPositions] | type[LearnedPositions]] = {
    "sinusoidal": SinusoidalPositions,
    "learned": LearnedPositions,
}


def embedding(config: TransformerConfig, table: nn.Embedding, tokens: str) -> TokenEmbedding:
    """The way from the ids of a token list to vectors, over a table that others may use too."""
    positions = POSITIONS[config.positions](config.limit, config.width)
    return TokenEmbedding(table, positions, config.dropout, tokens=tokens)


def final_norm(config: TransformerConfig, tokens: str) -> nn.Module:
    """The norm after all layers, which only pre-norm needs."""
    if config.norm_placement == "post":
        return nn.Identity()
    return LayerNorm(config.width, config.epsilon, tokens=tokens)


class EncoderLayer(nn.Module):
    """Self-attention, then feed-forward, each with its residual connection and norm."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        width, tokens = config.width, "source"
        self.arrange = ARRANGEMENTS[config.norm_placement]
        self.dropout = nn.Dropout(config.dropout)
        self.self_attention = MultiHeadAttention(
            width, config.heads, config.dropout, queries=tokens, keys=tokens
        )
        self.self_attention_residual = Tap("sum", token_axes(tokens, "width"))
        self.self_attention_norm = LayerNorm(width, config.epsilon, tokens=tokens)
        self.feed_forward = FeedForward(width, config.feed_forward_width, config.dropout, tokens=tokens)
        self.feed_forward_residual = Tap("sum", token_axes(tokens, "width"))
        self.feed_forward_norm = LayerNorm(width, config.epsilon, tokens=tokens)

    def forward(self, x: Float[Tensor, "b n d"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """One layer over the source."""
        x = self.arrange(
            x,
            lambda y: self.self_attention(y, y, present),
            self.dropout,
            self.self_attention_residual,
            self.self_attention_norm,
        )
        return self.arrange(
            x, self.feed_forward, self.dropout, self.feed_forward_residual, self.feed_forward_norm
        )


class DecoderLayer(nn.Module):
    """Causal self-attention, cross-attention to the encoder's output, then feed-forward."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        width, heads, tokens = config.width, config.heads, "target"
        self.arrange = ARRANGEMENTS[config.norm_placement]
        self.dropout = nn.Dropout(config.dropout)
        self.self_attention = MultiHeadAttention(
            width, heads, config.dropout, queries=tokens, keys=tokens, causal=True
        )
        self.self_attention_residual = Tap("sum", token_axes(tokens, "width"))
        self.self_attention_norm = LayerNorm(width, config.epsilon, tokens=tokens)
        self.cross_attention = MultiHeadAttention(width, heads, config.dropout, queries=tokens, keys="source")
        self.cross_attention_residual = Tap("sum", token_axes(tokens, "width"))
        self.cross_attention_norm = LayerNorm(width, config.epsilon, tokens=tokens)
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
        """One layer over the target rows in ``x``; ``present`` covers all target positions up to the last."""
        x = self.arrange(
            x,
            lambda y: self.self_attention(y, y, present, cache),
            self.dropout,
            self.self_attention_residual,
            self.self_attention_norm,
        )
        x = self.arrange(
            x,
            lambda y: self.cross_attention(y, encoded, source_present, cache),
            self.dropout,
            self.cross_attention_residual,
            self.cross_attention_norm,
        )
        return self.arrange(
            x, self.feed_forward, self.dropout, self.feed_forward_residual, self.feed_forward_norm
        )


class Encoder(nn.Module):
    """Embedding and layers over the source; ``norm`` is the final norm that only pre-norm has."""

    def __init__(self, config: TransformerConfig, embedding: TokenEmbedding, norm: nn.Module) -> None:
        super().__init__()
        self.embedding = embedding
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.encoder_layers))
        self.norm = norm

    def forward(self, ids: Int[Tensor, "b n"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """Encode the source ids."""
        x = self.embedding(ids)
        for layer in self.layers:
            x = layer(x, present)
        encoded: Tensor = self.norm(x)
        return encoded


class Decoder(nn.Module):
    """Embedding and layers over the target, then the product with the embedding table gives the logits."""

    def __init__(
        self,
        config: TransformerConfig,
        embedding: TokenEmbedding,
        norm: nn.Module,
        layer: Callable[[TransformerConfig], nn.Module] = DecoderLayer,
    ) -> None:
        super().__init__()
        self.embedding = embedding
        self.layers = nn.ModuleList(layer(config) for _ in range(config.decoder_layers))
        self.norm = norm
        self.logits = Tap("projection", token_axes("target", "vocabulary"), ["embedding.table"])
        self.probabilities = Tap("softmax", token_axes("target", "vocabulary"))
        self.next_token = Tap("choice", token_axes("target"))

    def hidden(
        self,
        ids: Int[Tensor, "b q"],
        encoded: Float[Tensor, "b n d"],
        present: Bool[Tensor, "b t"],
        source_present: Bool[Tensor, "b n"],
        cache: Cache | None = None,
    ) -> Float[Tensor, "b q d"]:
        """The decoder's output before the vocabulary, for the last q of the target's positions."""
        x = self.embedding(ids, first=present.shape[1] - ids.shape[1])
        for layer in self.layers:
            x = layer(x, encoded, present, source_present, cache)
        normed: Tensor = self.norm(x)
        return normed

    def forward(
        self,
        ids: Int[Tensor, "b q"],
        encoded: Float[Tensor, "b n d"],
        present: Bool[Tensor, "b t"],
        source_present: Bool[Tensor, "b n"],
        cache: Cache | None = None,
    ) -> Float[Tensor, "b q v"]:
        """The logits of the token after each row."""
        x = self.hidden(ids, encoded, present, source_present, cache)
        return self.logits(x @ self.embedding.table.weight.mT, x)

    def choose(self, logits: Float[Tensor, "b q v"]) -> tuple[Int[Tensor, "b q"], Float[Tensor, "b q v"]]:
        """The most probable token of every row, and the softmax over the vocabulary as it was computed."""
        computed = logits.softmax(dim=-1)
        probabilities = self.probabilities(computed, logits)
        return self.next_token(argmax(probabilities), probabilities), computed


class Transformer(nn.Module):
    """Encoder and decoder over one shared embedding table, which is the output layer too (section 3.4)."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.config = config
        table = nn.Embedding(config.vocabulary, config.width)
        self.encoder = Encoder(config, embedding(config, table, "source"), final_norm(config, "source"))
        self.decoder = Decoder(config, embedding(config, table, "target"), final_norm(config, "target"))
        self._initialise(table)
        name_taps(self)

    def _initialise(self, table: nn.Embedding) -> None:
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1 and "embedding" not in name:
                nn.init.xavier_uniform_(parameter)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
        nn.init.normal_(table.weight, std=self.config.width**-0.5)

    def forward(
        self,
        source: Int[Tensor, "b n"],
        target: Int[Tensor, "b t"],
        source_present: Bool[Tensor, "b n"] | None = None,
        target_present: Bool[Tensor, "b t"] | None = None,
    ) -> Float[Tensor, "b t v"]:
        """Logits for every target position, the target being given (teacher forcing)."""
        source_present = (
            torch.ones_like(source, dtype=torch.bool) if source_present is None else source_present
        )
        target_present = (
            torch.ones_like(target, dtype=torch.bool) if target_present is None else target_present
        )
        encoded = self.encoder(source, source_present)
        logits: Tensor = self.decoder(target, encoded, target_present, source_present)
        return logits


def _build(architecture: Architecture) -> Transformer:
    return Transformer(TransformerConfig.of(architecture))


def _reference(model: nn.Module) -> nn.Module:
    from core.models.transformer_reference import TransformerReference  # imports this module in its turn

    assert isinstance(model, Transformer)
    return TransformerReference(model)


MODEL = ModelSpec(FAMILY, build=_build, reference=_reference)
