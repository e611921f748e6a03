"""Tiny seeded models and recorded passes over them, for tests that need neither weights nor words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from core import weights
from core.catalogue import ModelInfo
from core.interventions import Intervention
from core.interventions.set_parameter import SetParameter
from core.models.transformer import Transformer, TransformerConfig
from core.recording import Wanted, recording
from core.request import ModelId
from core.tokenizers.own_pieces import OwnPieces
from core.trace import Array, Step, Trace
from core.weights import LoadedModel

Module = TypeVar("Module", bound=nn.Module)

PAD = 0
SOURCE = (5, 9, 23, 7, 31, 3)
PADDED_SOURCE = (*SOURCE, PAD, PAD)
TARGET = (2, 11, 8, 40, 17)
CONFIGS = {
    "post-norm": {"norm_placement": "post"},
    "pre-norm": {"norm_placement": "pre"},
    "learned positions": {"positions": "learned"},
}
"""The compositions that every claim about the Transformer is tested on."""


def randomise(module: Module, seed: int = 0) -> Module:
    """Random numbers everywhere: no gamma is 1 and no bias 0, or they would go untested."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            random = torch.randn(parameter.shape, generator=generator, dtype=parameter.dtype)
            parameter.copy_(
                1 + random / 4 if name.endswith("gamma") else random * parameter.shape[-1] ** -0.5
            )
    return module.eval().requires_grad_(False)


@cache
def tiny_model(composition: str = "post-norm") -> Transformer:
    """Two layers each way, two heads, sixteen wide."""
    sizes = {"vocabulary": 50, "width": 16, "heads": 2, "encoder_layers": 2, "decoder_layers": 2}
    choices: dict[str, Any] = {**sizes, "feed_forward_width": 24, "limit": 32, **CONFIGS[composition]}
    return randomise(Transformer(TransformerConfig(**choices)))


@dataclass(frozen=True, eq=False)
class Recorded:
    """The steps of one pass, what went in, and the model's parameters by every name they have."""

    ids: Mapping[str, Sequence[int]]
    steps: tuple[Step, ...]
    parameters: Mapping[str, Array]
    epsilon: float

    @cached_property
    def by_site(self) -> dict[str, Step]:
        return {step.site: step for step in self.steps}

    def value(self, site: str) -> Array:
        return self.by_site[site].value


def record(
    composition: str = "post-norm",
    interventions: Sequence[Intervention] = (),
    source: Sequence[int] = SOURCE,
    target: Sequence[int] = TARGET,
    wanted: Wanted | None = None,
) -> Recorded:
    """Run the tiny model once over these ids and record it."""
    edits = [edit for edit in interventions if isinstance(edit, SetParameter)]
    model = edited(composition, edits).model
    with torch.inference_mode(), recording(model, interventions, wanted) as recorder:
        run(model, source, target)
    parameters = {name: part.numpy() for name, part in model.named_parameters(remove_duplicate=False)}
    ids = {"source": source, "target": target}
    return Recorded(ids, recorder.steps(batched=False), parameters, tiny_model(composition).config.epsilon)


def edited(composition: str, edits: Sequence[SetParameter]) -> LoadedModel:
    """The tiny model with these numbers set, and the parameters that a trace would show."""
    model = tiny_model(composition)
    info = ModelInfo(ModelId("tiny"), "Tiny", model.config.architecture())
    loaded = LoadedModel(info, model, OwnPieces(""), weights.ready(model))
    return weights.edited(loaded, edits) if edits else loaded


def recorded_from(trace: Trace) -> Recorded:
    """The same view of a trace that ``core.run`` made."""
    ids = {name: [token.id for token in tokens] for name, tokens in trace.tokens.items()}
    return Recorded(ids, trace.steps, trace.parameters, trace.architecture.epsilon)


def run(model: nn.Module, source: Sequence[int] = SOURCE, target: Sequence[int] = TARGET) -> Tensor:
    """Logits [t, v] of one pass, and the choice of the next tokens."""
    ids = torch.tensor([source])
    assert isinstance(model, Transformer)
    logits: Tensor = model(ids, torch.tensor([target]), ids != PAD)
    model.decoder.choose(logits)
    return logits[0]
