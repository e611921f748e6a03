"""What recording costs: compute(request), the plain forward pass, and the same weights in torch.nn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.catalogue import DEFAULT_MODEL, find
from core.models.transformer import Transformer
from core.models.transformer_reference import decoder_reference, encoder_reference
from core.request import ModelId, Sentence, Target, TraceRequest
from core.run import compute
from core.tokenizers.bilingual import END, START, TO_CHINESE
from core.weights import LoadedModel, load
from tests.benchmarks import Benchmark, Row, interleaved, row

LENGTHS = (8, 32, 128)
TEXT = "We walk along the river and look at the boats while the children play in the park. "
WORDS = " river boats children park walk look"


@dataclass(frozen=True)
class Passes:
    """The same pass three ways: recorded, plain, and by torch.nn; source and target of ``length`` tokens."""

    request: TraceRequest
    source: Tensor
    fed: Tensor
    model: Transformer
    encoder: nn.TransformerEncoder
    decoder: nn.TransformerDecoder

    def recorded(self) -> object:
        return compute(self.request, device="cpu")

    def plain(self) -> object:
        with torch.inference_mode():
            return self.model(self.source, self.fed)

    def by_torch(self) -> object:
        causal = nn.Transformer.generate_square_subsequent_mask(self.fed.shape[1])
        table = self.model.decoder.embedding.table.weight
        with torch.inference_mode():
            encoded = self.encoder(self.model.encoder.embedding(self.source))
            fed = self.model.decoder.embedding(self.fed)
            return self.decoder(fed, encoded, tgt_mask=causal, tgt_is_causal=True) @ table.mT


def passes(loaded: LoadedModel, length: int) -> Passes:
    """All three over one sentence of exactly ``length`` source tokens and as many target tokens."""
    tokenizer, model = loaded.tokenizer, loaded.model
    ids = tokenizer.encode(TEXT * 12)[: length - 2]
    text = tokenizer.decode(ids)
    assert len(tokenizer.source(text, "en-zh")) == length
    target = tuple(tokenizer.encode(WORDS * 40)[: length - 1])
    request = TraceRequest(ModelId(loaded.info.id.name), Sentence(text, "en-zh"), Target(target))
    source = torch.tensor([[TO_CHINESE, *ids, END]])
    fed = torch.tensor([[START, *target]])
    return Passes(
        request, source, fed, model, encoder_reference(model).eval(), decoder_reference(model).eval()
    )


def run(repeats: int) -> Sequence[Row]:
    """Three lines for each length."""
    loaded = load(find(DEFAULT_MODEL))
    rows: list[Row] = []
    for length in LENGTHS:
        ways = passes(loaded, length)
        works = {"recorded": ways.recorded, "plain": ways.plain, "torch.nn": ways.by_torch}
        times = interleaved(works, repeats)
        recorded, plain, reference = times["recorded"], times["plain"], times["torch.nn"]
        rows += [
            row(f"{length} tokens: recorded / plain", recorded, recorded.median / plain.median, 1.3),
            row(f"{length} tokens: plain / torch.nn", plain, plain.median / reference.median, 1.2),
            row(f"{length} tokens: torch.nn", reference, 1.0),
        ]
    return rows


BENCHMARK = Benchmark("compute", "one teacher-forced pass, everything recorded", run)
