"""Words for what a person changes in a model: a title for each intervention, and one sentence on what it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.intervention_table import CHOICES, WORDS
from app.parameter_words import entry_text, parameter_place
from app.site_words import SEPARATOR, part_title
from app.vocabulary import piece_of, token_of
from core.interventions import Intervention
from core.interventions.heads import TOKEN_LISTS, HeadsIntervention, Reach
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.set_parameter import SetParameter
from core.interventions.set_weight import SetWeight
from core.interventions.skip_part import SkipPart
from core.request import TraceRequest

# Qt's stubs call a marked text an object, hence Any.

_COUNTED = ("layer", "head", "seed")
"""Fields that count from 0 and are named from 1, as everywhere; positions of tokens count from 0 everywhere."""

_ATTENTIONS: dict[str, Any] = {
    "encoder": QT_TRANSLATE_NOOP("Explanations", "encoder self-attention"),
    "decoder": QT_TRANSLATE_NOOP("Explanations", "decoder self-attention"),
    "cross": QT_TRANSLATE_NOOP("Explanations", "cross-attention"),
    "every": QT_TRANSLATE_NOOP("Explanations", "every attention"),
    "every self": QT_TRANSLATE_NOOP("Explanations", "every self-attention"),
}
_STACKS: dict[str, Any] = {
    "encoder": QT_TRANSLATE_NOOP("Explanations", "encoder"),
    "decoder": QT_TRANSLATE_NOOP("Explanations", "decoder"),
    "both": QT_TRANSLATE_NOOP("Explanations", "encoder and decoder"),
}
_TOKENS: dict[str, Any] = {
    "source": QT_TRANSLATE_NOOP("Explanations", "Source token {name}"),
    "target": QT_TRANSLATE_NOOP("Explanations", "Decoder token {name}"),
}
_PIECE: Any = QT_TRANSLATE_NOOP("Explanations", "“{piece}”")
_PLACE: Any = QT_TRANSLATE_NOOP("Explanations", "at position {position}")
_EMBEDDED_AS: Any = QT_TRANSLATE_NOOP("Explanations", "{token} embedded as “{piece}”")
# By whether a layer and a head are named.
_HEADS: dict[tuple[bool, bool], Any] = {
    (True, True): QT_TRANSLATE_NOOP("Explanations", "head {head} of layer {layer}, {attention}"),
    (True, False): QT_TRANSLATE_NOOP("Explanations", "layer {layer}, {attention}"),
    (False, True): QT_TRANSLATE_NOOP("Explanations", "head {head} of every layer, {attention}"),
}


def intervention_title(intervention: Intervention, request: TraceRequest | None = None) -> str:
    """A short name for a chip or a switch; with the request that it belongs to, tokens are named and not counted."""
    if isinstance(intervention, SetParameter):
        return _parameter_title(intervention)
    values = _values(intervention, request)
    by = intervention.by if isinstance(intervention, ReplaceEmbedding) else None
    if request is not None and by is not None and (piece := piece_of(request, by)):
        return _said(_EMBEDDED_AS).format(**values, piece=piece)
    return _said(WORDS[_key(intervention)][0]).format(**values)


def intervention_titles(request: TraceRequest, edits: Iterable[Intervention]) -> list[str]:
    """A short name for each of them."""
    return [intervention_title(edit, request) for edit in edits]


def intervention_explanation(intervention: Intervention) -> str:
    """One sentence on what it does to the computation."""
    return _said(WORDS[_key(intervention)][1])


def attention_title(kind: str) -> str:
    """The attention "encoder", "decoder", "cross" or "every" in words."""
    return _said(_ATTENTIONS[kind])


def _parameter_title(edit: SetParameter) -> str:
    entry = f"{entry_text(edit.parameter, edit.index)} = {_number(edit.value)}"
    return SEPARATOR.join(filter(None, (part_title(parameter_place(edit.parameter)), entry)))


def _key(edit: Intervention) -> str:
    if edit.name == "replace-embedding":
        return f"{edit.name}.{'zero' if getattr(edit, 'by', None) is None else 'token'}"
    choice = CHOICES.get(edit.name)
    return f"{edit.name}.{getattr(edit, choice)}" if choice else edit.name


def _values(edit: Intervention, request: TraceRequest | None) -> dict[str, str]:
    """Everything that a title may say of it, in words."""
    values = {entry.name: _value(entry.name, getattr(edit, entry.name)) for entry in fields(edit)}
    for name, words in (("attention", _ATTENTIONS), ("stack", _STACKS)):
        if name in values:
            values[name] = _said(words[values[name]])
    named = {name: _token(request, tokens, index) for name, tokens, index in _places(edit)}
    values |= named
    if "tokens" in values:
        values["token"] = _said(_TOKENS[values["tokens"]]).format(name=named["index"])
    reach = getattr(edit, "reach", None)
    if isinstance(reach, Reach):
        values["heads"] = _heads(reach, isinstance(edit, HeadsIntervention) and edit.only_self_attention)
    if isinstance(edit, SkipPart):
        values["place"] = part_title(edit.path)
    return values


def _places(edit: Intervention) -> list[tuple[str, str, int]]:
    """The fields that say where a token stands, each with its list."""
    lists = {"index": getattr(edit, "tokens", ""), "first": "source", "second": "source"}
    if isinstance(edit, SetWeight):
        lists |= zip(("query", "key"), TOKEN_LISTS[edit.attention], strict=True)
    return [(name, tokens, getattr(edit, name)) for name, tokens in lists.items() if hasattr(edit, name)]


def _token(request: TraceRequest | None, tokens: str, index: int) -> str:
    """The token by its piece, or by its position where the request is not there or does not tell."""
    piece = token_of(request, tokens, index) if request is not None else ""
    return _said(_PIECE).format(piece=piece) if piece else _said(_PLACE).format(position=index)


def _value(name: str, value: Any) -> str:
    if name in _COUNTED and value is not None:
        return str(value + 1)
    return _number(value) if isinstance(value, float) else _typeset(str(value))


def _number(value: float) -> str:
    return _typeset(f"{value:g}")


def _typeset(number: str) -> str:
    return number.replace("-", "−").replace("inf", "∞")


def _heads(reach: Reach, only_self_attention: bool) -> str:
    """The heads that are reached: "head 3 of layer 2, cross-attention"."""
    kind = "every self" if reach.attention == "every" and only_self_attention else reach.attention
    text = _HEADS.get((reach.layer is not None, reach.head is not None))
    if text is None:
        return attention_title(kind)
    layer, head = (None if at is None else at + 1 for at in (reach.layer, reach.head))
    return _said(text).format(layer=layer, head=head, attention=attention_title(kind))


def _said(text: Any) -> str:
    return QCoreApplication.translate("Explanations", text)
