"""A Trace: everything that one forward pass computed, in order, as plain read-only NumPy arrays.

Importable without torch. Axes are named; a token axis says which token list it indexes, so that source and
target cannot be mixed up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy.typing as npt

from core.interventions import Intervention
from core.problems import Problem
from core.request import Target, TraceRequest

Array: TypeAlias = npt.NDArray[Any]
Role: TypeAlias = Literal["word", "special", "unknown"]

TOKEN_LISTS = ("source", "target", "predicted")
"""Token lists of an encoder-decoder: what is read, what the decoder is fed, what each of its rows predicts."""


@dataclass(frozen=True)
class Axis:
    """One dimension of a step: its name and, when it runs over tokens, which token list it indexes."""

    name: str
    tokens: str | None = None


@dataclass(frozen=True)
class Token:
    """One piece as the model sees it: ``text`` to show, ``starts_word`` for the gap drawn before it."""

    id: int
    text: str
    role: Role = "word"
    starts_word: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """One named value of the forward pass, and what it was made from.

    ``value`` is what the pass went on with; ``computed`` is what it was before an intervention changed it,
    and None where none did. With ``time``, values of a recurrent site are stacked on a leading time axis.
    ``constants`` are the fixed numbers of the operation, such as the ``divisor`` of scaled scores; ``origin``
    says which line of which class computed it, as "module:Class.attribute".
    """

    site: str
    kind: str
    axes: tuple[Axis, ...]
    value: Array
    sources: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    computed: Array | None = None
    time: int | None = None
    constants: tuple[tuple[str, float], ...] = ()
    origin: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths along ``axes``."""
        return self.value.shape

    def axis(self, name: str) -> int | None:
        """The position of the named axis, or None."""
        return next((at for at, axis in enumerate(self.axes) if axis.name == name), None)

    def holding(self, value: Array, sources: tuple[str, ...], computed: Array | None) -> Step:
        """The same step of one pass: what was computed there, and from what."""
        # Past the constructor: a trace holds hundreds, and frozen fields set one by one take six times as long.
        step = object.__new__(Step)
        fields = step.__dict__
        fields.update(self.__dict__)
        fields["value"], fields["sources"], fields["computed"] = value, sources, computed
        return step

    def constant(self, name: str) -> float:
        """The fixed number of that name; KeyError where the operation has none."""
        return dict(self.constants)[name]


class Candidate(NamedTuple):
    """One token that could have been chosen, with its natural log-probability.

    A named tuple, since a trace holds hundreds and they are made several times faster than dataclasses.
    """

    id: int
    text: str
    log_probability: float


@dataclass(frozen=True)
class DecodeStep:
    """One moment of generation: the best candidates, what was kept and pruned, from which parents, the choice.

    ``kept`` and ``pruned`` index ``candidates``; ``parents`` gives, for each kept one, the hypothesis it
    continues (always 0 when decoding greedily).
    """

    candidates: tuple[Candidate, ...]
    kept: tuple[int, ...]
    pruned: tuple[int, ...]
    parents: tuple[int, ...]
    choice: int

    @property
    def chosen(self) -> Candidate:
        """The candidate that the output went on with."""
        return self.candidates[self.choice]


@dataclass(frozen=True)
class Architecture:
    """What the model is built from: enough to draw its figure without the model."""

    family: str
    encoder_layers: int
    decoder_layers: int
    width: int
    heads: int
    feed_forward_width: int
    norm_placement: Literal["post", "pre"]
    epsilon: float
    positions: Literal["sinusoidal", "learned"]
    vocabulary: int
    source_limit: int
    target_limit: int

    @property
    def head_width(self) -> int:
        """d_k, the width of one head."""
        return self.width // self.heads


@dataclass(frozen=True, eq=False)
class Trace:
    """A request and everything computed for it; equal in identity only, since it carries megabytes.

    ``prompt`` counts the tokens of the sentence that a decoder alone was fed, to go on from; its output follows
    them. ``dormant`` holds the interventions that do not fit this input or model, each with the reason; ``notes``
    are remarks that are no failure, such as characters outside the vocabulary.
    """

    request: TraceRequest
    steps: tuple[Step, ...]
    tokens: Mapping[str, tuple[Token, ...]]
    parameters: Mapping[str, Array]
    architecture: Architecture
    generation: tuple[DecodeStep, ...] = ()
    output_text: str = ""
    device: str = "cpu"
    dormant: tuple[tuple[Intervention, Problem], ...] = ()
    notes: tuple[Problem, ...] = ()
    prompt: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", MappingProxyType(dict(self.tokens)))
        for step in self.steps:
            step.value.setflags(write=False)

    @cached_property
    def by_site(self) -> Mapping[str, Step]:
        """Steps by site."""
        return MappingProxyType({step.site: step for step in self.steps})

    def __getitem__(self, site: str) -> Step:
        return self.by_site[site]

    def __contains__(self, site: object) -> bool:
        return site in self.by_site

    def value(self, site: str) -> Array:
        """The recorded array of a site; KeyError when it was not recorded."""
        return self.by_site[site].value

    @property
    def fed(self) -> tuple[int, ...]:
        """The ids of the output as far as they were fed."""
        return tuple(token.id for token in self._fed)

    @property
    def as_target(self) -> Target:
        """The output as far as it was fed, as a target that leads over the same tokens."""
        unknown = (token.text for token in self._fed if token.role == "unknown")
        return Target(self.fed, unknown=tuple(unknown))

    @property
    def _fed(self) -> tuple[Token, ...]:
        return self.tokens.get("target", ())[1 + self.prompt :]

    def of_kind(self, kind: str) -> tuple[Step, ...]:
        """The steps of one kind, in computed order."""
        return tuple(step for step in self.steps if step.kind == kind)

    @cached_property
    def nbytes(self) -> int:
        """Bytes held by the steps; parameters are shared by all traces of a model and not counted."""
        arrays = [step.value for step in self.steps] + [
            s.computed for s in self.steps if s.computed is not None
        ]
        return sum(array.nbytes for array in arrays)
