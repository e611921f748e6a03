"""Every intervention in words: its title, with places for its numbers, and what it does to the computation."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

# Qt's stubs call a marked text an object, hence Any.

WORDS: dict[str, tuple[Any, Any]] = {
    "set-parameter": (
        QT_TRANSLATE_NOOP("Explanations", "A number of the parameters set"),
        QT_TRANSLATE_NOOP(
            "Explanations", "One number of a parameter is another one; whatever is computed from it follows."
        ),
    ),
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
    "valid-length": (
        QT_TRANSLATE_NOOP("Explanations", "Valid length {length}"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Only so many source tokens can be looked at; the others are closed like padding."
        ),
    ),
    "paint-mask": (
        QT_TRANSLATE_NOOP("Explanations", "Painted mask, {heads}"),
        QT_TRANSLATE_NOOP(
            "Explanations",
            "The cells that were painted are closed, or opened, whatever the model's own masks say.",
        ),
    ),
    "local-window": (
        QT_TRANSLATE_NOOP("Explanations", "Window of ±{width}, {heads}"),
        QT_TRANSLATE_NOOP("Explanations", "A token can only look at those that stand so near to it."),
    ),
    "hide.both": (
        QT_TRANSLATE_NOOP("Explanations", "{token} invisible"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Nobody looks at this token and it looks at nobody, in every head of every layer."
        ),
    ),
    "hide.key": (
        QT_TRANSLATE_NOOP("Explanations", "{token} invisible as a key"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Nobody looks at this token, itself included; it still looks at the others."
        ),
    ),
    "hide.query": (
        QT_TRANSLATE_NOOP("Explanations", "{token} blind as a query"),
        QT_TRANSLATE_NOOP("Explanations", "This token looks at nobody; the others still look at it."),
    ),
    "mask-filler": (
        QT_TRANSLATE_NOOP("Explanations", "Masked scores {filler} in {precision}"),
        QT_TRANSLATE_NOOP(
            "Explanations",
            "Masked scores become this number before softmax, so a row without any open cell is shared out "
            "evenly where the number is finite.",
        ),
    ),
    "silence": (
        QT_TRANSLATE_NOOP("Explanations", "Head {head} of layer {layer} silent, {attention}"),
        QT_TRANSLATE_NOOP(
            "Explanations", "This head adds nothing: its output is 0 before the heads are put side by side."
        ),
    ),
    "keep-only": (
        QT_TRANSLATE_NOOP("Explanations", "Only head {head} of layer {layer}, {attention}"),
        QT_TRANSLATE_NOOP(
            "Explanations",
            "The other heads of this layer add nothing: their outputs are 0 and this one's stays.",
        ),
    ),
    "replace-head.uniform": (
        QT_TRANSLATE_NOOP("Explanations", "Looking everywhere alike, {heads}"),
        QT_TRANSLATE_NOOP("Explanations", "Every query shares its weight evenly among the keys it may see."),
    ),
    "replace-head.self": (
        QT_TRANSLATE_NOOP("Explanations", "Looking at itself, {heads}"),
        QT_TRANSLATE_NOOP("Explanations", "Every token gives all its weight to itself."),
    ),
    "replace-head.previous": (
        QT_TRANSLATE_NOOP("Explanations", "Looking at the previous token, {heads}"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Every token gives all its weight to the one before it; the first one to itself."
        ),
    ),
    "replace-head.first": (
        QT_TRANSLATE_NOOP("Explanations", "Looking at the first token, {heads}"),
        QT_TRANSLATE_NOOP("Explanations", "Every query gives all its weight to the first key."),
    ),
    "set-weight": (
        QT_TRANSLATE_NOOP("Explanations", "Weight {query} → {key} = {value}, {heads}"),
        QT_TRANSLATE_NOOP(
            "Explanations", "This one weight is set, and the others of its row keep their proportions."
        ),
    ),
    "temperature": (
        QT_TRANSLATE_NOOP("Explanations", "Temperature {value}, {heads}"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Scaled scores are divided by the temperature: below 1 attention gets sharper."
        ),
    ),
    "scaling": (
        QT_TRANSLATE_NOOP("Explanations", "Scaling off"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Scores are not divided by the root of the head's width: softmax gets harder."
        ),
    ),
    "skip.sublayer": (
        QT_TRANSLATE_NOOP("Explanations", "{place} skipped"),
        QT_TRANSLATE_NOOP("Explanations", "This sublayer adds nothing: its output is 0."),
    ),
    "skip.residual": (
        QT_TRANSLATE_NOOP("Explanations", "{place} without residual connection"),
        QT_TRANSLATE_NOOP("Explanations", "Only what this sublayer computes goes on; what went in is lost."),
    ),
    "skip.norm": (
        QT_TRANSLATE_NOOP("Explanations", "{place} without LayerNorm"),
        QT_TRANSLATE_NOOP("Explanations", "What goes into this LayerNorm comes out unchanged."),
    ),
    "residual": (
        QT_TRANSLATE_NOOP("Explanations", "Residual connections off"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Only what a sublayer computes goes on; what went into it is lost."
        ),
    ),
    "layer-norm": (
        QT_TRANSLATE_NOOP("Explanations", "LayerNorm off"),
        QT_TRANSLATE_NOOP(
            "Explanations", "What goes into a LayerNorm comes out unchanged; its statistics are still shown."
        ),
    ),
    "positions": (
        QT_TRANSLATE_NOOP("Explanations", "Positional encoding off"),
        QT_TRANSLATE_NOOP("Explanations", "The model no longer knows in which order the tokens stand."),
    ),
    "position-scale": (
        QT_TRANSLATE_NOOP("Explanations", "Positions × {factor}, {stack}"),
        QT_TRANSLATE_NOOP(
            "Explanations", "Position vectors are multiplied by this factor, and weigh more or less."
        ),
    ),
    "position-waves": (
        QT_TRANSLATE_NOOP("Explanations", "Position waves of base {base}, shifted by {shift}, {stack}"),
        QT_TRANSLATE_NOOP(
            "Explanations", "The position vectors are waves of another base, counted from another position."
        ),
    ),
    "position-order.reversed": (
        QT_TRANSLATE_NOOP("Explanations", "Positions reversed, {stack}"),
        QT_TRANSLATE_NOOP("Explanations", "The last token gets the first position vector, and so on."),
    ),
    "position-order.shuffled": (
        QT_TRANSLATE_NOOP("Explanations", "Positions shuffled ({seed}), {stack}"),
        QT_TRANSLATE_NOOP("Explanations", "Tokens get one another's position vectors, in a random order."),
    ),
    "replace-embedding.zero": (
        QT_TRANSLATE_NOOP("Explanations", "{token} without embedding"),
        QT_TRANSLATE_NOOP("Explanations", "The token's row of the table is 0: only its position is left."),
    ),
    "replace-embedding.token": (
        QT_TRANSLATE_NOOP("Explanations", "{token} embedded as number {by} of the vocabulary"),
        QT_TRANSLATE_NOOP(
            "Explanations", "The token gets another token's row of the table and keeps its position."
        ),
    ),
    "swap": (
        QT_TRANSLATE_NOOP("Explanations", "Source tokens {first} and {second} swapped"),
        QT_TRANSLATE_NOOP("Explanations", "Each of the two gets the other's embedding, at its own position."),
    ),
}
"""By name and, after a dot, by the choice that changes the words."""

CHOICES = {
    "hide": "side",
    "replace-head": "pattern",
    "skip": "part",
    "position-order": "order",
}
"""The field whose value changes the words."""
