"""The model card: what a model is, what it was trained on and how good it is, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.training.evaluation import Scores

if TYPE_CHECKING:
    from core.request import Direction
    from core.trace import Architecture

NORMS = {"post": "after each residual sum (post-norm)", "pre": "before each sublayer (pre-norm)"}


@dataclass(frozen=True)
class Measured:
    """What was measured of a model, and on which ``day`` (ISO); ``alignment`` as ``Hits.summary`` says it."""

    day: str
    scores: Mapping[Direction, Scores] = field(default_factory=dict)
    alignment: str = ""


@dataclass(frozen=True)
class Facts:
    """What the card tells of a model besides scores; ``about`` is Markdown on sources and weaknesses."""

    title: str
    architecture: Architecture
    parameters: int
    file_bytes: int
    training: Mapping[str, object]
    about: str


def model_card(facts: Facts, measured: Measured) -> str:
    """The text of card.md."""
    parts = [
        f"# {facts.title}",
        _size(facts),
        _scores(measured),
        facts.about.strip(),
        _training(facts.training),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _size(facts: Facts) -> str:
    form = facts.architecture
    return (
        f"An encoder-decoder Transformer with the norm {NORMS[form.norm_placement]}: {form.encoder_layers} + "
        f"{form.decoder_layers} layers, width {form.width}, {form.heads} heads, feed-forward width "
        f"{form.feed_forward_width}, {form.vocabulary:,} pieces, at most {form.source_limit} tokens.\n"
        f"{facts.parameters:,} parameters; {facts.file_bytes / 1e6:.1f} MB on disk (float16)."
    )


def _scores(measured: Measured) -> str:
    if not measured.scores:
        return ""
    rows = [
        f"| {direction} | {scores.bleu:.1f} | {scores.chrf:.1f} | {scores.sentences:,} |"
        for direction, scores in measured.scores.items()
    ]
    how = (
        f"Measured on {measured.day} on sentences held out; greedy decoding, one reference a sentence, "
        "sacrebleu (BLEU by characters for Chinese, 13a for English)."
    )
    table = ["| direction | BLEU | chrF | sentences |", "| --- | --- | --- | --- |"]
    heading = ["## How good it is", "", how, "", *table]
    aligned = (
        ["", f"Word links that cross-attention hits: {measured.alignment}."] if measured.alignment else []
    )
    return "\n".join(heading + rows + aligned)


def _training(training: Mapping[str, object]) -> str:
    if not training:
        return ""
    rows = [
        f"| {name.replace('_', ' ')} | {value} |" for name, value in training.items() if value is not None
    ]
    return "\n".join(["## How it was trained", "", "| setting | value |", "| --- | --- |", *rows])
