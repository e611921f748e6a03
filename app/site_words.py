"""Words for the places of a model: what a step, a part, a norm is called.

A site only lends its name: what its kind of step does is told in ``app.step_words``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.translation import Translate

SEPARATOR = " · "
# Qt's stubs call a marked text an object, hence Any.

_PARTS: dict[str, Any] = {
    "encoder": QT_TRANSLATE_NOOP("Explanations", "Encoder"),
    "decoder": QT_TRANSLATE_NOOP("Explanations", "Decoder"),
    "embedding": QT_TRANSLATE_NOOP("Explanations", "embedding"),
    "self_attention": QT_TRANSLATE_NOOP("Explanations", "self-attention"),
    "cross_attention": QT_TRANSLATE_NOOP("Explanations", "cross-attention"),
    "feed_forward": QT_TRANSLATE_NOOP("Explanations", "feed-forward"),
    "norm": QT_TRANSLATE_NOOP("Explanations", "LayerNorm"),
    "final_norm": QT_TRANSLATE_NOOP("Explanations", "final LayerNorm"),
    "residual": QT_TRANSLATE_NOOP("Explanations", "residual sum"),
    "layer": QT_TRANSLATE_NOOP("Explanations", "Layer"),
    "input": QT_TRANSLATE_NOOP("Explanations", "Input"),
    "masking": QT_TRANSLATE_NOOP("Explanations", "Masked row"),
    "softmax": QT_TRANSLATE_NOOP("Explanations", "Softmax"),
    "linear": QT_TRANSLATE_NOOP("Explanations", "Linear layer"),
    "output_layer": QT_TRANSLATE_NOOP("Explanations", "output"),
}

_ALONE = ("input", "masking", "softmax", "linear")
"""Parts of a model that are shown by themselves; what stands alone elsewhere is the output layer."""

_LEAVES: dict[str, Any] = {
    "numbers": QT_TRANSLATE_NOOP("Explanations", "typed numbers"),
    "shares": QT_TRANSLATE_NOOP("Explanations", "shares"),
    "rows": QT_TRANSLATE_NOOP("Explanations", "rows of the table"),
    "tokens": QT_TRANSLATE_NOOP("Explanations", "scaled token vectors"),
    "positions": QT_TRANSLATE_NOOP("Explanations", "position vectors"),
    "sum": QT_TRANSLATE_NOOP("Explanations", "tokens plus positions"),
    "query_projected": QT_TRANSLATE_NOOP("Explanations", "query projection"),
    "key_projected": QT_TRANSLATE_NOOP("Explanations", "key projection"),
    "value_projected": QT_TRANSLATE_NOOP("Explanations", "value projection"),
    "query": QT_TRANSLATE_NOOP("Explanations", "queries"),
    "key": QT_TRANSLATE_NOOP("Explanations", "keys"),
    "value": QT_TRANSLATE_NOOP("Explanations", "values"),
    "scores": QT_TRANSLATE_NOOP("Explanations", "scores"),
    "scaled": QT_TRANSLATE_NOOP("Explanations", "scaled scores"),
    "padding_mask": QT_TRANSLATE_NOOP("Explanations", "padding mask"),
    "causal_mask": QT_TRANSLATE_NOOP("Explanations", "causal mask"),
    "mask": QT_TRANSLATE_NOOP("Explanations", "whole mask"),
    "masked": QT_TRANSLATE_NOOP("Explanations", "masked scores"),
    "weights": QT_TRANSLATE_NOOP("Explanations", "attention weights"),
    "head_output": QT_TRANSLATE_NOOP("Explanations", "output of each head"),
    "concatenated": QT_TRANSLATE_NOOP("Explanations", "heads side by side"),
    "output": QT_TRANSLATE_NOOP("Explanations", "output"),
    "mean": QT_TRANSLATE_NOOP("Explanations", "mean"),
    "variance": QT_TRANSLATE_NOOP("Explanations", "variance"),
    "deviation": QT_TRANSLATE_NOOP("Explanations", "deviation"),
    "normalized": QT_TRANSLATE_NOOP("Explanations", "normalised"),
    "hidden": QT_TRANSLATE_NOOP("Explanations", "hidden layer"),
    "activated": QT_TRANSLATE_NOOP("Explanations", "after ReLU"),
    "logits": QT_TRANSLATE_NOOP("Explanations", "logits"),
    "probabilities": QT_TRANSLATE_NOOP("Explanations", "probabilities"),
    "next_token": QT_TRANSLATE_NOOP("Explanations", "next token"),
}


def step_title(site: str, kind: str, translate: Translate = QCoreApplication.translate) -> str:
    """Where a step stands and what it makes: "Encoder 1 · self-attention · scaled scores"."""
    places, leaf = _parsed(site)
    names = [_say(_PARTS, place, translate) for place in places]
    return SEPARATOR.join([*names, _say(_LEAVES, leaf, translate)] if leaf else names)


def short_title(site: str) -> str:
    """What a step makes, without where; an output says of what: "scaled scores", "self-attention · output"."""
    parts = step_title(site, "").split(SEPARATOR)
    general = _say(_LEAVES, "output")
    return SEPARATOR.join(parts[-2:] if parts[-1] == general else parts[-1:])


def step_group(site: str) -> str:
    """The block that a step belongs to, a sublayer with its sum and norm: "Encoder 1 · self-attention"."""
    places, _ = _parsed(site)
    kept = [place for place in places if place not in ("residual", "norm")]
    return SEPARATOR.join(_say(_PARTS, place) for place in kept)


def norm_title(site: str) -> str:
    """A norm by the path of its module: "Encoder 1 · self-attention · LayerNorm"."""
    places, _ = _parsed(f"{site}.output")
    return SEPARATOR.join(_say(_PARTS, place) for place in places)


def part_title(path: str) -> str:
    """A part of a model, of any size, by the path of its module: "Encoder 1", "Decoder 2 · cross-attention"."""
    places = [place for place in _parsed(f"{path}.whole")[0] if place not in ("", "output_layer")]
    return SEPARATOR.join(_say(_PARTS, place) for place in places)


def pattern_title(pattern: str) -> str:
    """The places that a pattern of sites stands for: "Decoder · embedding · position vectors", "causal mask"."""
    places, leaf = _parsed(pattern.replace("*.", "").replace("*", ""))
    names = [_say(_PARTS, place) for place in places if place not in ("", "output_layer")]
    return SEPARATOR.join([*names, _say(_LEAVES, leaf)] if leaf else names)


def _parsed(site: str) -> tuple[list[str], str]:
    """The places that a site names, a layer's number joined to its stack ("encoder 1"), and its leaf."""
    *path, leaf = site.split(".")
    places: list[str] = []
    for part in path:
        if part.isdecimal():
            places.append(f"{places.pop() if places else 'layer'} {int(part) + 1}")
        elif part == "norm" and len(places) == 1:
            places.append("final_norm")
        elif part.endswith("_norm"):
            places += [part.removesuffix("_norm"), "norm"]
        elif part != "layers":
            places.append(part)
    if leaf.endswith("_residual"):
        return [*places, leaf.removesuffix("_residual"), "residual"], ""
    if len(places) > 1 or (places and places[0] in _ALONE):
        return places, leaf
    return [*places, "output_layer"], leaf


def _say(words: Mapping[str, Any], name: str, translate: Translate = QCoreApplication.translate) -> str:
    """The word for a part; one that no model here has is said as it is named."""
    stem, _, number = name.partition(" ")
    text = translate("Explanations", words[stem]) if stem in words else stem.replace("_", " ")
    return f"{text} {number}" if number else text
