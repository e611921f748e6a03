"""A TraceRequest: everything that determines a trace, as one plain value.

The same value is the cache key, the undo unit, the saved session and the command-line call, so it is
frozen, hashable, and goes to JSON and back exactly. Importable without torch.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

from core.interventions import Intervention, canonical_order, intervention_from_plain

Direction: TypeAlias = Literal["zh-en", "en-zh"]
DIRECTIONS: tuple[Direction, ...] = ("zh-en", "en-zh")
NormPlacement: TypeAlias = Literal["post", "pre"]
Part: TypeAlias = Literal["attention", "attention-norm", "masking", "softmax", "linear"]
Vector: TypeAlias = tuple[float, ...]
Matrix: TypeAlias = tuple[Vector, ...]


@dataclass(frozen=True, order=True)
class ModelId:
    """A model by name and by the digest of its weights, so that a saved request cannot mean another model."""

    name: str
    digest: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence to translate; ``padding`` extra padded positions are put after it."""

    text: str
    direction: Direction = "zh-en"
    padding: int = 0


@dataclass(frozen=True)
class SentencePair:
    """Two segments for a model that reads both, such as BERT's next-sentence prediction."""

    first: str
    second: str = ""
    padding: int = 0


@dataclass(frozen=True)
class Batch:
    """Several sentences run as one padded batch; its traces keep a leading batch axis."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Points:
    """Points for kernel regression: training pairs (x, y) and the places where y is asked for."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    queries: tuple[float, ...]


@dataclass(frozen=True)
class HandSized:
    """A sentence with the whole model that reads it, small enough for the board; numbers drawn from ``seed``.

    The vocabulary is the sentence's own characters or words, or where ``vocabulary`` is given, those of that text:
    so one model can read several sentences. Without decoder layers it is an encoder alone;
    without encoder layers a decoder alone, which goes on with the sentence instead of answering it.
    Untrained, it means nothing by what it writes; with the usual seed the example gets several words written.
    """

    text: str
    width: int = 8
    heads: int = 2
    encoder_layers: int = 1
    decoder_layers: int = 1
    feed_forward_width: int = 8
    norm_placement: NormPlacement = "post"
    seed: int = 193
    padding: int = 0
    vocabulary: str = ""

    @property
    def lexicon(self) -> str:
        """The text whose pieces are the vocabulary."""
        return self.vocabulary or self.text


@dataclass(frozen=True)
class Numbers:
    """Numbers typed by hand, row by row, and the one part of a model that they go through.

    ``parameters`` are typed by name, in the layout that torch keeps them in: a weight is [out, in]. Those not
    named do nothing: an identity matrix, a bias of 0, a gain of 1. ``mask`` (for "masking" only) is True
    where a row may look; ``labels`` are the names of the rows.
    """

    part: Part
    rows: Matrix
    parameters: tuple[tuple[str, Matrix | Vector], ...] = ()
    heads: int = 1
    mask: tuple[tuple[bool, ...], ...] = ()
    labels: tuple[str, ...] = ()


Inputs: TypeAlias = Sentence | SentencePair | Batch | Points | HandSized | Numbers
_INPUTS: dict[str, Callable[..., Any]] = {
    kind.__name__: kind for kind in (Sentence, SentencePair, Batch, Points, HandSized, Numbers)
}


@dataclass(frozen=True)
class Target:
    """Target token ids given from outside instead of decoded.

    ``complete`` ids are the whole output (teacher forcing); otherwise they are a prefix that decoding
    continues. Ids and not text, because tokenising text again is not the identity. ``unknown`` says, one after
    the other, what stood where an id means no more than something outside the vocabulary.
    """

    ids: tuple[int, ...]
    complete: bool = True
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decoding:
    """How the next token is chosen: ``greedy``, and how many tokens at most (0 is the model's own limit)."""

    method: Literal["greedy"] = "greedy"
    max_tokens: int = 0


@dataclass(frozen=True)
class TraceRequest:
    """Model, inputs, target, interventions, decoding and seed; interventions stand in canonical order."""

    model: ModelId
    inputs: Inputs
    target: Target | None = None
    interventions: tuple[Intervention, ...] = ()
    decoding: Decoding = field(default_factory=Decoding)
    seed: int = 0
    gradients_of: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "interventions", canonical_order(self.interventions))

    def baseline(self) -> TraceRequest:
        """The same request with nothing intervened."""
        return replace(self, interventions=())

    def to_json(self) -> str:
        """JSON text that ``from_json`` turns back into an equal request."""
        return json.dumps(self.to_plain(), ensure_ascii=False, sort_keys=True)

    def to_plain(self) -> dict[str, Any]:
        """Nested dicts and lists of JSON types only."""
        return {
            "model": _plain(self.model),
            "inputs": {"kind": type(self.inputs).__name__, **_plain(self.inputs)},
            "target": _plain(self.target),
            "interventions": [intervention.to_plain() for intervention in self.interventions],
            "decoding": _plain(self.decoding),
            "seed": self.seed,
            "gradients_of": self.gradients_of,
        }

    @staticmethod
    def from_json(text: str) -> TraceRequest:
        """The request that ``to_json`` wrote; ValueError when the text is not one."""
        try:
            return TraceRequest.from_plain(json.loads(text))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a trace request: {error}") from error

    @staticmethod
    def from_plain(plain: dict[str, Any]) -> TraceRequest:
        """The request that ``to_plain`` described."""
        target = plain["target"]
        return TraceRequest(
            model=ModelId(**plain["model"]),
            inputs=_inputs_from_plain(dict(plain["inputs"])),
            target=None if target is None else _target_from_plain(target),
            interventions=tuple(intervention_from_plain(item) for item in plain["interventions"]),
            decoding=Decoding(**plain["decoding"]),
            seed=plain["seed"],
            gradients_of=plain["gradients_of"],
        )


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _target_from_plain(plain: dict[str, Any]) -> Target:
    # What was written before "unknown" was thought of lacks it.
    return Target(tuple(plain["ids"]), plain["complete"], tuple(plain.get("unknown", ())))


def _inputs_from_plain(plain: dict[str, Any]) -> Inputs:
    kind = plain.pop("kind")
    if kind == "Batch":
        return Batch(tuple(Sentence(**item) for item in plain["sentences"]))
    inputs: Inputs = _INPUTS[kind](**{name: _tupled(value) for name, value in plain.items()})
    return inputs


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if isinstance(value, list) else value
