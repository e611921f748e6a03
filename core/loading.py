"""What a request is computed with: the model that it means, the tokens that it reads, the interventions that fit."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import torch

from core import board, catalogue, weights
from core.catalogue import BundledModel, ModelInfo
from core.interventions import Intervention, Lengths
from core.interventions.set_parameter import SetParameter
from core.models import hand_sized, parts
from core.problems import Problem, ProblemError
from core.recording import touched_sites
from core.request import HandSized, Numbers, Sentence, TraceRequest
from core.tokenizers.bilingual import BilingualTokenizer
from core.tokenizers.own_pieces import OwnPieces
from core.tokenizers.row_names import RowNames
from core.trace import Token
from core.weights import LoadedModel

Dormant = tuple[tuple[Intervention, Problem], ...]


def load(request: TraceRequest, device: torch.device) -> LoadedModel:
    """The model that the request means, whatever is intervened; ProblemError where it cannot be had."""
    info, inputs = catalogue.find(request.model.name), request.inputs
    if request.model.digest not in ("", info.id.digest):
        raise ProblemError("model_changed", model=info.id.name)
    if isinstance(info, BundledModel) and isinstance(inputs, Sentence):
        return bundled(info, device)
    if info.id.name == board.HAND_SIZED and isinstance(inputs, HandSized | Sentence):
        return _hand_sized(info, board.hand_sized_inputs(inputs), device)
    if info.id.name == board.PART and isinstance(inputs, Numbers):
        return _part(info, inputs, device)
    raise ProblemError("unsupported_input", model=info.id.name, inputs=type(inputs).__name__)


def source(request: TraceRequest, loaded: LoadedModel) -> tuple[Token, ...]:
    """What is read; ProblemError ``empty_input``, ``too_long``, ``too_much_padding`` or ``unreadable_text``."""
    inputs, tokenizer = request.inputs, loaded.tokenizer
    if isinstance(inputs, Sentence) and isinstance(tokenizer, BilingualTokenizer):
        tokens = tokenizer.source(inputs.text, inputs.direction, inputs.padding)
    elif isinstance(inputs, Sentence | HandSized) and isinstance(tokenizer, OwnPieces):
        tokens = tokenizer.source(inputs.text, inputs.padding)
    else:
        tokens = [tokenizer.token(id) for id in range(tokenizer.vocabulary_size)]
    _check_length(tokens, loaded.info.architecture.source_limit, tokenizer.pad)
    return tuple(tokens)


def awake(
    request: TraceRequest, loaded: LoadedModel, source: Sequence[Token], prompt: Sequence[Token] = ()
) -> tuple[tuple[Intervention, ...], Dormant]:
    """The interventions that fit this model and this text, and the others with the reason.

    ``prompt`` is what a decoder alone is fed in the place of a source.
    """
    lengths = {"source": len(source), "padding": sum(token.id == loaded.tokenizer.pad for token in source)}
    if request.target and request.target.complete:
        given = sum(id != loaded.tokenizer.end for id in request.target.ids)
        lengths["target"] = 1 + len(prompt) + given
    reasons = {edit: _unfit(edit, loaded, lengths) for edit in request.interventions}
    fitting = [edit for edit, reason in reasons.items() if reason is None]
    holding = {edit.slot: edit for edit in fitting}  # of one slot the last, which has the last word anyway
    reasons |= {edit: _overruled(edit, holding) for edit in fitting}
    return (
        tuple(edit for edit, reason in reasons.items() if reason is None),
        tuple((edit, reason) for edit, reason in reasons.items() if reason is not None),
    )


@lru_cache(maxsize=4)
def bundled(info: BundledModel, device: torch.device) -> LoadedModel:
    """The trained model of a folder."""
    return weights.load(info, device)


@lru_cache(maxsize=16)
def _hand_sized(info: ModelInfo, inputs: HandSized, device: torch.device) -> LoadedModel:
    # A decoder alone is fed no padding: what it writes would come after it.
    pieces = OwnPieces(inputs.lexicon, padded=inputs.padding > 0 and inputs.encoder_layers > 0)
    architecture = board.architecture_of(inputs, pieces.vocabulary_size)
    _check_length(pieces.source(inputs.text, inputs.padding), architecture.source_limit, pieces.pad)
    module = hand_sized.build(architecture, pieces.pieces, inputs.seed)
    parameters = weights.ready(module, device)
    return LoadedModel(replace(info, architecture=architecture), module, pieces, parameters)


@lru_cache(maxsize=16)
def _part(info: ModelInfo, inputs: Numbers, device: torch.device) -> LoadedModel:
    module = parts.build(inputs)
    parameters = weights.ready(module, device)
    names = RowNames(len(inputs.rows), inputs.labels)
    architecture = board.architecture_of_part(inputs)
    return LoadedModel(replace(info, architecture=architecture), module, names, parameters)


def _check_length(tokens: list[Token], limit: int, pad: int) -> None:
    if all(token.role == "special" for token in tokens):
        raise ProblemError("empty_input")
    padding = sum(token.id == pad for token in tokens)
    if len(tokens) - padding <= limit < len(tokens):
        raise ProblemError("too_much_padding", padding=padding, limit=limit)
    if len(tokens) > limit:
        raise ProblemError("too_long", length=len(tokens), limit=limit)


def _overruled(edit: Intervention, holding: Mapping[Hashable, Intervention]) -> Problem | None:
    """Why an intervention has to sleep: another one has its slot, or leaves it nothing to do."""
    others = [other for other in holding.values() if other != edit]
    stronger = next((other for other in others if other.slot == edit.slot or edit.overruled_by(other)), None)
    return Problem("overruled_intervention", {"stronger": stronger}) if stronger else None


def _unfit(edit: Intervention, loaded: LoadedModel, lengths: Lengths) -> Problem | None:
    """Why an intervention has to sleep: what it changes is not there."""
    if isinstance(edit, SetParameter):
        return edit.unfit_for(loaded.parameters)
    if reason := edit.unfit(loaded.info.architecture, lengths):
        return reason
    if not touched_sites(loaded.model, edit):
        return Problem("unknown_site", {"intervention": edit, "site": ", ".join(edit.sites)})
    return None
