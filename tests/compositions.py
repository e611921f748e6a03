"""Traces of models that have only one half, composed from the same parts as the bundled ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import torch
from torch import Tensor, nn

from core.layers import token_axes
from core.layers.arrangement import pre_norm
from core.layers.attention import MultiHeadAttention
from core.layers.embedding import TokenEmbedding
from core.layers.feed_forward import FeedForward
from core.layers.normalization import LayerNorm
from core.layers.positions import LearnedPositions, SinusoidalPositions
from core.models.transformer import Encoder, TransformerConfig
from core.recording import Tap, name_taps, recording
from core.request import ModelId, Sentence, TraceRequest
from core.trace import Token, Trace

CONFIG = TransformerConfig(
    vocabulary=50, width=16, heads=2, encoder_layers=2, decoder_layers=0, feed_forward_width=24, limit=32
)
IDS = (5, 9, 23, 7, 31)


class EncoderOnly(nn.Module):
    """The encoder of the paper by itself."""

    def __init__(self) -> None:
        super().__init__()
        positions = SinusoidalPositions(CONFIG.limit, CONFIG.width)
        embedding = TokenEmbedding(nn.Embedding(CONFIG.vocabulary, CONFIG.width), positions, tokens="source")
        self.encoder = Encoder(CONFIG, embedding, nn.Identity())
        name_taps(self)

    def forward(self, ids: Tensor) -> Tensor:
        encoded: Tensor = self.encoder(ids, torch.ones_like(ids, dtype=torch.bool))
        return encoded


class CausalLayer(nn.Module):
    """Pre-norm causal self-attention and feed-forward."""

    def __init__(self) -> None:
        super().__init__()
        width, tokens = CONFIG.width, "target"
        self.dropout = nn.Dropout(0.0)
        self.attention = MultiHeadAttention(width, CONFIG.heads, queries=tokens, keys=tokens, causal=True)
        self.attention_residual = Tap("sum", token_axes(tokens, "width"))
        self.attention_norm = LayerNorm(width, tokens=tokens)
        self.feed_forward = FeedForward(width, CONFIG.feed_forward_width, tokens=tokens)
        self.feed_forward_residual = Tap("sum", token_axes(tokens, "width"))
        self.feed_forward_norm = LayerNorm(width, tokens=tokens)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = pre_norm(
            x,
            lambda y: self.attention(y, y, present),
            self.dropout,
            self.attention_residual,
            self.attention_norm,
        )
        return pre_norm(
            x, self.feed_forward, self.dropout, self.feed_forward_residual, self.feed_forward_norm
        )


class DecoderOnly(nn.Module):
    """A language model without encoder, cross-attention or a name for its only half."""

    def __init__(self) -> None:
        super().__init__()
        positions = LearnedPositions(CONFIG.limit, CONFIG.width)
        table = nn.Embedding(CONFIG.vocabulary, CONFIG.width)
        self.embedding = TokenEmbedding(table, positions, tokens="target")
        self.layers = nn.ModuleList(CausalLayer() for _ in range(3))
        self.norm = LayerNorm(CONFIG.width, tokens="target")
        self.logits = Tap("projection", token_axes("target", "vocabulary"), ["embedding.table"])
        self.probabilities = Tap("softmax", token_axes("target", "vocabulary"))
        name_taps(self)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.embedding(ids)
        for layer in self.layers:
            x = layer(x, torch.ones_like(ids, dtype=torch.bool))
        x = self.norm(x)
        logits = self.logits(x @ self.embedding.table.weight.mT, x)
        return self.probabilities(logits.softmax(dim=-1), logits)


@cache
def encoder_only_trace() -> Trace:
    """Two post-norm layers that read."""
    return _trace(EncoderOnly(), "source")


@cache
def decoder_only_trace() -> Trace:
    """Three pre-norm layers that write."""
    return _trace(DecoderOnly(), "target")


def _trace(model: nn.Module, tokens: str) -> Trace:
    with torch.inference_mode(), recording(model.eval().requires_grad_(False)) as recorder:
        model(torch.tensor([IDS]))
    parameters = {name: part.detach().numpy() for name, part in model.named_parameters()}
    architecture = replace(CONFIG.architecture(), encoder_layers=2 if tokens == "source" else 0)
    return Trace(
        TraceRequest(ModelId("composed"), Sentence("a", "en-zh", 0)),
        recorder.steps(batched=False),
        {tokens: tuple(Token(at, str(at)) for at in IDS)},
        parameters,
        architecture,
    )
