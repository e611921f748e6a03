"""Words for what a model computes and for what a person changes in it: titles, formulas, one sentence each.

Steps are explained by kind, so that a new model needs no new sentence; a site only lends its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.formulas import formula
from core.interventions import Intervention
from core.interventions.silence_head import SilenceHead

__all__ = [
    "explanation",
    "formula",
    "intervention_explanation",
    "intervention_title",
    "norm_title",
    "step_group",
    "step_title",
]

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
    "output_layer": QT_TRANSLATE_NOOP("Explanations", "output"),
}

_LEAVES: dict[str, Any] = {
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

_KINDS: dict[str, Any] = {
    "lookup": QT_TRANSLATE_NOOP(
        "Explanations", "Each token's number picks its row from the embedding table."
    ),
    "scale": QT_TRANSLATE_NOOP("Explanations", "Every value is multiplied by the same constant."),
    "position": QT_TRANSLATE_NOOP(
        "Explanations", "Sine and cosine waves of many lengths tell the model where each token stands."
    ),
    "learned_position": QT_TRANSLATE_NOOP(
        "Explanations", "A trained vector for each place tells the model where each token stands."
    ),
    "sum": QT_TRANSLATE_NOOP("Explanations", "Two values are added, so that what was there is kept."),
    "projection": QT_TRANSLATE_NOOP(
        "Explanations", "A trained matrix turns each token's vector into another one, each token by itself."
    ),
    "split": QT_TRANSLATE_NOOP(
        "Explanations", "Each vector is cut into as many pieces as there are heads; nothing is computed."
    ),
    "product": QT_TRANSLATE_NOOP(
        "Explanations",
        "Each query is compared with each key: the larger their product, the better they match.",
    ),
    "given_mask": QT_TRANSLATE_NOOP(
        "Explanations", "Says for each pair of tokens whether one may look at the other."
    ),
    "combined_mask": QT_TRANSLATE_NOOP("Explanations", "A token may look where every mask allows it."),
    "masking": QT_TRANSLATE_NOOP(
        "Explanations",
        "Where a token must not look, the score becomes minus infinity, which softmax turns into 0.",
    ),
    "softmax": QT_TRANSLATE_NOOP("Explanations", "Each row becomes shares between 0 and 1 that add up to 1."),
    "weighted_sum": QT_TRANSLATE_NOOP(
        "Explanations", "Each token takes the values of the others, mixed by its attention weights."
    ),
    "concatenation": QT_TRANSLATE_NOOP(
        "Explanations", "The outputs of all heads are put side by side again."
    ),
    "mean": QT_TRANSLATE_NOOP("Explanations", "The average over each token's vector."),
    "variance": QT_TRANSLATE_NOOP(
        "Explanations", "The average squared distance from the mean, for each token."
    ),
    "deviation": QT_TRANSLATE_NOOP(
        "Explanations", "The root of the variance plus a tiny epsilon, which keeps the division safe."
    ),
    "normalisation": QT_TRANSLATE_NOOP(
        "Explanations", "Each token's vector is shifted to mean 0 and stretched to deviation 1."
    ),
    "affine": QT_TRANSLATE_NOOP(
        "Explanations", "Each feature is stretched by its trained gamma and shifted by its trained beta."
    ),
    "activation": QT_TRANSLATE_NOOP("Explanations", "What is below zero becomes 0; the rest stays as it is."),
    "choice": QT_TRANSLATE_NOOP("Explanations", "The most probable token of the vocabulary comes next."),
}

_INTERVENTIONS: dict[str, tuple[Any, Any]] = {
    "causal-mask": (
        QT_TRANSLATE_NOOP("Explanations", "Causal mask off"),
        QT_TRANSLATE_NOOP(
            "Explanations", "The decoder may look at later tokens, which it never could in training."
        ),
    ),
    "padding-mask": (
        QT_TRANSLATE_NOOP("Explanations", "Padding mask off"),
        QT_TRANSLATE_NOOP("Explanations", "Padded positions can be looked at as if they were words."),
    ),
    "positions": (
        QT_TRANSLATE_NOOP("Explanations", "Positional encoding off"),
        QT_TRANSLATE_NOOP("Explanations", "The model no longer knows in which order the tokens stand."),
    ),
    "layer-norm": (
        QT_TRANSLATE_NOOP("Explanations", "LayerNorm off"),
        QT_TRANSLATE_NOOP(
            "Explanations", "What goes into a LayerNorm comes out unchanged; its statistics are still shown."
        ),
    ),
    "residual": (
        QT_TRANSLATE_NOOP("Explanations", "Residual connections off"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Only what a sublayer computes goes on; what went into it is lost."
        ),
    ),
    "scaling": (
        QT_TRANSLATE_NOOP("Explanations", "Scaling off"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Scores are not divided by the root of the head's width: softmax gets harder."
        ),
    ),
}

_ATTENTIONS: dict[str, Any] = {
    "encoder": QT_TRANSLATE_NOOP("Explanations", "encoder self-attention"),
    "decoder": QT_TRANSLATE_NOOP("Explanations", "decoder self-attention"),
    "cross": QT_TRANSLATE_NOOP("Explanations", "cross-attention"),
}


def step_title(site: str, kind: str) -> str:
    """Where a step stands and what it makes: "Encoder 1 · self-attention · scaled scores"."""
    places, leaf = _parsed(site)
    return SEPARATOR.join([_say(_PARTS, place) for place in places] + ([_say(_LEAVES, leaf)] if leaf else []))


def step_group(site: str) -> str:
    """The block that a step belongs to, a sublayer with its sum and norm: "Encoder 1 · self-attention"."""
    places, _ = _parsed(site)
    kept = [place for place in places if place not in ("residual", "norm")]
    return SEPARATOR.join(_say(_PARTS, place) for place in kept)


def norm_title(site: str) -> str:
    """A norm by the path of its module: "Encoder 1 · self-attention · LayerNorm"."""
    places, _ = _parsed(f"{site}.output")
    return SEPARATOR.join(_say(_PARTS, place) for place in places)


def explanation(kind: str) -> str:
    """One sentence on what this kind of step does; KeyError for an unknown kind."""
    return QCoreApplication.translate("Explanations", _KINDS[kind])


def attention_title(kind: str) -> str:
    """The attention "encoder", "decoder" or "cross" in words."""
    return QCoreApplication.translate("Explanations", _ATTENTIONS[kind])


def intervention_title(intervention: Intervention) -> str:
    """A short name for a chip or a switch."""
    if isinstance(intervention, SilenceHead):
        text = QCoreApplication.translate("Explanations", "Head {head} of layer {layer} silent, {attention}")
        return text.format(
            head=intervention.head + 1,
            layer=intervention.layer + 1,
            attention=attention_title(intervention.attention),
        )
    return QCoreApplication.translate("Explanations", _INTERVENTIONS[intervention.name][0])


def intervention_explanation(intervention: Intervention) -> str:
    """One sentence on what it does to the computation."""
    if isinstance(intervention, SilenceHead):
        return QCoreApplication.translate(
            "Explanations", "This head adds nothing: its output is 0 before the heads are put side by side."
        )
    return QCoreApplication.translate("Explanations", _INTERVENTIONS[intervention.name][1])


def _parsed(site: str) -> tuple[list[str], str]:
    """The places that a site names, a layer's number joined to its stack ("encoder 1"), and its leaf."""
    *path, leaf = site.split(".")
    places: list[str] = []
    for part in path:
        if part.isdecimal() and places:
            places[-1] = f"{places[-1]} {int(part) + 1}"
        elif part == "norm" and len(places) == 1:
            places.append("final_norm")
        elif part.endswith("_norm"):
            places += [part.removesuffix("_norm"), "norm"]
        elif part != "layers":
            places.append(part)
    if leaf.endswith("_residual"):
        return [*places, leaf.removesuffix("_residual"), "residual"], ""
    return (places if len(places) > 1 else [*places, "output_layer"]), leaf


def _say(words: Mapping[str, Any], name: str) -> str:
    """The word for a part; one that no model here has is said as it is named."""
    stem, _, number = name.partition(" ")
    text = (
        QCoreApplication.translate("Explanations", words[stem]) if stem in words else stem.replace("_", " ")
    )
    return f"{text} {number}" if number else text
