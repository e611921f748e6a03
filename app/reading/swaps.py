"""Two words in each other's place: which to begin with, what has to be computed, and what to compare then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.geometry_contexts import other_request
from app.reading.positions import swapped, words
from core.interventions.positions_off import PositionsOff
from core.request import HandSized, Sentence, TraceRequest
from core.trace import Array, Axis, Token, Trace

_RESIDUAL_STREAM = ("sum", "affine")
ARTICLES = "a an the this these those my your his its our their"
PARTICLES = (
    "that i you he she it we they me him her us them who what and or but if because so not too very to of in on "
    "at by for from with as is am are was were be been do does did have has had will would can could "
    "的 了 着 过 吗 呢 吧 啊"
)
_BEFORE_NOUNS = frozenset(ARTICLES.split())
_LITTLE = _BEFORE_NOUNS.union(PARTICLES.split())
"""Words that say little by themselves."""


@dataclass(frozen=True)
class SwapRequests:
    """The same model four times: both orders, with positions and without."""

    ordered: TraceRequest
    swapped: TraceRequest
    ordered_without: TraceRequest
    swapped_without: TraceRequest

    def all(self) -> tuple[TraceRequest, ...]:
        """All four."""
        return self.ordered, self.swapped, self.ordered_without, self.swapped_without


@dataclass(frozen=True, eq=False)
class Read:
    """The tokens that a model was given, and their vectors [tokens, width] after its last layer."""

    tokens: tuple[Token, ...]
    vectors: Array


def text_of(request: TraceRequest) -> str:
    """The sentence of a request; empty for other inputs."""
    inputs = request.inputs
    return inputs.text if isinstance(inputs, Sentence | HandSized) else ""


def swap_requests(request: TraceRequest, first: int, second: int) -> SwapRequests | None:
    """What has to be computed to compare both orders, each with its own output; None for other inputs."""
    others = tuple(edit for edit in request.interventions if not isinstance(edit, PositionsOff))
    here, text = replace(request, target=None, interventions=others), text_of(request)
    there = other_request(here, swapped(text, first, second)) if text else None
    if there is None:
        return None
    without = (*others, PositionsOff())
    return SwapRequests(
        here, there, replace(here, interventions=without), replace(there, interventions=without)
    )


def telling_pair(text: str) -> tuple[int, int]:
    """Two words to begin with: the outer ones of the nouns where an article shows them, else of what says much."""
    found = [text[start:end].casefold() for start, end in words(text)]
    nouns = [at for at in range(1, len(found)) if found[at - 1] in _BEFORE_NOUNS and found[at] not in _LITTLE]
    content = [at for at, word in enumerate(found) if word not in _LITTLE]
    pairs = (_outer(found, places) for places in (nouns, content, range(len(found))))
    return next(filter(None, pairs), (0, len(found) - 1))


def _outer(found: Sequence[str], places: Sequence[int]) -> tuple[int, int] | None:
    """The first of these places and the last that has another word; None where there is none."""
    last = (at for at in reversed(places) if found[at] != found[places[0]])
    return next(((places[0], at) for at in last), None)


def read_by(trace: Trace) -> Read | None:
    """What was read: the source after the encoder's last layer, or what a decoder alone was given."""
    name = "source" if trace.tokens.get("source") else "target"
    axes = (Axis("token", name), Axis("width"))
    stream = [step for step in trace.steps if step.axes == axes and step.kind in _RESIDUAL_STREAM]
    count = None if name == "source" else 1 + trace.prompt
    return Read(trace.tokens[name][:count], stream[-1].value[:count]) if stream else None
