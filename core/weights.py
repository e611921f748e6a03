"""Trained weights: from a folder to a checked module, and from a module to a folder. Never downloads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import safetensors.torch
import torch
from torch import Tensor

from core import models
from core.catalogue import CONFIG, TOKENIZER, WEIGHTS, ModelInfo
from core.models.transformer import Transformer
from core.problems import ProblemError
from core.request import ModelId
from core.tokenizers.bilingual import BilingualTokenizer
from core.trace import Array


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model ready to compute, its tokenizer, and its parameters as read-only float32 arrays by name."""

    info: ModelInfo
    model: Transformer
    tokenizer: BilingualTokenizer
    parameters: Mapping[str, Array]


def load(info: ModelInfo, device: torch.device | None = None) -> LoadedModel:
    """Read, check and build the model, in float32 and evaluation mode.

    Raises ProblemError ``model_corrupted`` where the weights are not those that config.json describes, and
    ``model_vocabulary_mismatch`` where the tokenizer has another number of pieces than the model.
    """
    tokenizer = BilingualTokenizer.load(info.folder / TOKENIZER)
    vocabulary = info.architecture.vocabulary
    if tokenizer.vocabulary_size != vocabulary:
        raise ProblemError(
            "model_vocabulary_mismatch",
            model=info.id.name,
            tokenizer=tokenizer.vocabulary_size,
            vocabulary=vocabulary,
        )
    module = _build(info)
    _fill(module, _read(info), info)
    module.eval().requires_grad_(False)
    parameters = _as_arrays(module)
    return LoadedModel(info, module.to(device or "cpu"), tokenizer, parameters)


def save(folder: Path, model: Transformer, tokenizer: BilingualTokenizer, name: str, title: str) -> ModelInfo:
    """Write config.json, model.safetensors (float16) and tokenizer.json; the card is the trainer's to write."""
    folder.mkdir(parents=True, exist_ok=True)
    half = {name: tensor.detach().half().contiguous() for name, tensor in model.named_parameters()}
    safetensors.torch.save_file(half, folder / WEIGHTS)
    tokenizer.save(folder / TOKENIZER)
    (folder / WEIGHTS).chmod(0o644)  # the library keeps what it writes to its owner
    digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    info = ModelInfo(ModelId(name, digest), folder, title, model.config.architecture())
    (folder / CONFIG).write_text(json.dumps(info.to_plain(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    return info


def _build(info: ModelInfo) -> Transformer:
    try:
        module = models.catalogue()[info.architecture.family].build(info.architecture)
    except (
        KeyError,
        TypeError,
        ValueError,
        RuntimeError,
    ) as error:  # whatever a garbled description leads to
        raise ProblemError("model_corrupted", model=info.id.name, file=CONFIG, reason=str(error)) from error
    assert isinstance(module, Transformer)
    return module


def _read(info: ModelInfo) -> dict[str, Tensor]:
    try:
        content = (info.folder / WEIGHTS).read_bytes()
        if hashlib.sha256(content).hexdigest() != info.id.digest:
            raise ValueError("the checksum does not match")
        return safetensors.torch.load(content)
    except (OSError, ValueError, safetensors.SafetensorError) as error:
        raise ProblemError("model_corrupted", model=info.id.name, file=WEIGHTS, reason=str(error)) from error


def _fill(model: Transformer, tensors: Mapping[str, Tensor], info: ModelInfo) -> None:
    parameters = dict(model.named_parameters())
    shapes = {name: tuple(parameter.shape) for name, parameter in parameters.items()}
    found = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    if shapes != found:
        differing = sorted(
            name for name in shapes.keys() | found.keys() if shapes.get(name) != found.get(name)
        )
        reason = f"unexpected names or shapes: {', '.join(differing[:3])}"
        raise ProblemError("model_corrupted", model=info.id.name, file=WEIGHTS, reason=reason)
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.copy_(tensors[name])


def _as_arrays(model: Transformer) -> Mapping[str, Array]:
    """Every parameter under every name it goes by (the embedding table is shared), read-only."""
    arrays = {}
    for name, parameter in model.named_parameters(remove_duplicate=False):
        array = parameter.detach().cpu().numpy().view()
        array.setflags(write=False)
        arrays[name] = array
    return MappingProxyType(arrays)
