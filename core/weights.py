"""Weights: from a folder to a checked module and back, and one number set for one pass. Never downloads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import safetensors.torch
import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from core import models
from core.catalogue import CONFIG, TOKENIZER, WEIGHTS, BundledModel, ModelInfo
from core.interventions.set_parameter import SetParameter
from core.models.transformer import Transformer
from core.problems import ProblemError
from core.request import ModelId
from core.tokenizers import Tokenizer
from core.tokenizers.bilingual import BilingualTokenizer
from core.trace import Array


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model ready to compute, its tokenizer, and its parameters as read-only float32 arrays by name."""

    info: ModelInfo
    model: nn.Module
    tokenizer: Tokenizer
    parameters: Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class TrainedModel(LoadedModel):
    """A model that came from a folder."""

    info: BundledModel
    model: Transformer
    tokenizer: BilingualTokenizer


def load(info: BundledModel, device: torch.device | None = None) -> TrainedModel:
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
    parameters = ready(module, device)
    return TrainedModel(info, module, tokenizer, parameters)


def ready(module: nn.Module, device: torch.device | None = None) -> Mapping[str, Array]:
    """Put a filled model into evaluation mode on its device; its parameters, read-only, under all their names."""
    module.eval().requires_grad_(False)
    parameters = _as_arrays(module)
    module.to(device or "cpu")
    return parameters


def edited(loaded: LoadedModel, edits: Sequence[SetParameter]) -> LoadedModel:
    """The model with these numbers set, on copies of the parameters that they are in.

    ``loaded`` stays as it is and shares everything else, so that other passes go on with its own numbers. A
    parameter that goes by several names, such as the embedding table, is edited under all of them.
    """
    names = dict(loaded.model.named_parameters(remove_duplicate=False))
    copies: dict[int, nn.Parameter] = {}
    for edit in edits:
        original = names[edit.parameter]
        if id(original) not in copies:
            copies[id(original)] = nn.Parameter(original.detach().clone(), requires_grad=False)
        copies[id(original)][edit.index] = edit.value
    arrays = {number: _read_only(part) for number, part in copies.items()}
    changed = {name: arrays[id(part)] for name, part in names.items() if id(part) in arrays}
    return replace(
        loaded,
        model=_with(loaded.model, copies),
        parameters=MappingProxyType({**loaded.parameters, **changed}),
    )


def _with(module: nn.Module, copies: Mapping[int, nn.Parameter]) -> nn.Module:
    """The tree of modules over the copies; branches without any of them are shared, not copied."""
    if not any(id(part) in copies for part in module.parameters()):
        return module
    twin = copy(module)
    twin._parameters = {
        name: part if part is None else copies.get(id(part), part)
        for name, part in module._parameters.items()
    }
    twin._modules = {
        name: child if child is None else _with(child, copies) for name, child in module._modules.items()
    }
    return twin


def save(
    folder: Path, model: Transformer, tokenizer: BilingualTokenizer, name: str, title: str
) -> BundledModel:
    """Write config.json, model.safetensors (float16) and tokenizer.json; the card is the trainer's to write."""
    folder.mkdir(parents=True, exist_ok=True)
    half = {name: tensor.detach().half().contiguous() for name, tensor in model.named_parameters()}
    safetensors.torch.save_file(half, folder / WEIGHTS)
    tokenizer.save(folder / TOKENIZER)
    (folder / WEIGHTS).chmod(0o644)  # the library keeps what it writes to its owner
    digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    info = BundledModel(ModelId(name, digest), title, model.config.architecture(), folder)
    (folder / CONFIG).write_text(json.dumps(info.to_plain(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    return info


_RANDOM = frozenset((nn.init.normal_, nn.init.uniform_, nn.init.kaiming_uniform_, Tensor.uniform_))


class _Unfilled(TorchFunctionMode):
    """Inside, new parameters get no random numbers: half of the time that a model takes, where a file has them all."""

    def __torch_function__(
        self, function: Callable[..., Any], types: object, args: Any = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        if function in _RANDOM:
            return args[0] if args else kwargs["tensor"]
        return function(*args, **kwargs)


def _build(info: BundledModel) -> Transformer:
    try:
        with _Unfilled():
            module = models.catalogue()[info.architecture.family].build(info.architecture)
        if not isinstance(module, Transformer):
            raise ValueError(f"{info.architecture.family} does not translate")
    except (
        KeyError,
        TypeError,
        ValueError,
        RuntimeError,
    ) as error:  # whatever a garbled description leads to
        raise ProblemError("model_corrupted", model=info.id.name, file=CONFIG, reason=str(error)) from error
    return module


def _read(info: BundledModel) -> dict[str, Tensor]:
    try:
        content = (info.folder / WEIGHTS).read_bytes()
        if hashlib.sha256(content).hexdigest() != info.id.digest:
            raise ValueError("the checksum does not match")
        return safetensors.torch.load(content)
    except (OSError, ValueError, safetensors.SafetensorError) as error:
        raise ProblemError("model_corrupted", model=info.id.name, file=WEIGHTS, reason=str(error)) from error


def _fill(model: Transformer, tensors: Mapping[str, Tensor], info: BundledModel) -> None:
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


def _as_arrays(model: nn.Module) -> Mapping[str, Array]:
    """Every parameter under every name it goes by (the embedding table is shared), read-only."""
    named = model.named_parameters(remove_duplicate=False)
    return MappingProxyType({name: _read_only(parameter) for name, parameter in named})


def _read_only(parameter: nn.Parameter) -> Array:
    array = parameter.detach().cpu().numpy().view()
    array.setflags(write=False)
    return array
