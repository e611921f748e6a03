"""The encoder of ``transformer`` by itself: it reads, and writes nothing."""

from __future__ import annotations

from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from core.models import ModelSpec
from core.models.transformer import Encoder, TransformerConfig, embedding, final_norm
from core.recording import name_taps


class EncoderOnly(nn.Module):
    """Embedding and encoder layers; its sites are those of the same encoder in a translation model."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        table = nn.Embedding(config.vocabulary, config.width)
        self.encoder = Encoder(config, embedding(config, table, "source"), final_norm(config, "source"))
        name_taps(self)

    def forward(self, ids: Int[Tensor, "b n"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """Encode the source ids."""
        encoded: Tensor = self.encoder(ids, present)
        return encoded


MODEL = ModelSpec("encoder-only", build=lambda architecture: EncoderOnly(TransformerConfig.of(architecture)))
