"""The residual stream of a trace: what each sublayer found there, what it added, and what went on.

Everything is found by the kind of the steps and by what they were computed from, never by the name of a site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from core.measures import angles
from core.trace import Array, Step, Trace

SublayerKind: TypeAlias = Literal["self_attention", "cross_attention", "feed_forward", "other"]


@dataclass(frozen=True, eq=False)
class Sublayer:
    """One residual sum: to ``stream`` the sublayer added its ``change``; ``after`` is what went on.

    That is the norm of the sum in post-norm, and otherwise the sum itself. ``layer`` counts from 0.
    """

    kind: SublayerKind
    layer: int
    stream: Step
    change: Step
    sum: Step
    after: Step

    @property
    def is_normed(self) -> bool:
        """Whether a norm that is not switched off stands between the sum and what went on."""
        return self.after is not self.sum and not np.array_equal(self.after.value, self.sum.value)

    @property
    def is_cut(self) -> bool:
        """Whether the sublayer's output went on by itself, because somebody cut the residual connection."""
        return self.sum.computed is not None and np.array_equal(self.sum.value, self.change.value)


@dataclass(frozen=True, eq=False)
class Stream:
    """The stream over one list of tokens: where it begins, and its sublayers in computed order."""

    tokens: str
    sublayers: tuple[Sublayer, ...]

    @property
    def start(self) -> Step:
        """What the first sublayer found: the embedding, or what was typed where a model has none."""
        return self.sublayers[0].stream

    @property
    def layers(self) -> tuple[tuple[Sublayer, ...], ...]:
        """The sublayers of each layer."""
        count = self.sublayers[-1].layer + 1
        return tuple(tuple(part for part in self.sublayers if part.layer == at) for at in range(count))

    @property
    def is_running_sum(self) -> bool:
        """Whether nothing resets the length of the vectors: pre-norm, or every norm switched off."""
        return not any(part.is_normed for part in self.sublayers)


def streams(trace: Trace) -> tuple[Stream, ...]:
    """The residual stream over each list of tokens that has one, in computed order."""
    parts: dict[str, list[Sublayer]] = {}
    for step in trace.of_kind("sum"):
        if [axis.name for axis in step.axes] == ["token", "width"] and (kind := _kind(trace, step)):
            before = parts.setdefault(step.axes[0].tokens or "", [])
            before.append(_sublayer(trace, step, kind, before))
    return tuple(Stream(tokens, tuple(found)) for tokens, found in parts.items())


def lengths(step: Step) -> Array:
    """Euclidean length of each token's vector [t], in float64."""
    return np.asarray(np.linalg.norm(step.value.astype(np.float64), axis=-1))


def stream_lengths(stream: Stream) -> Array:
    """[1 + sublayer, t]: length of the stream where it begins and of every sum, before a norm resets it."""
    return np.stack([lengths(step) for step in (stream.start, *(part.sum for part in stream.sublayers))])


def change_lengths(stream: Stream) -> Array:
    """[sublayer, t]: length of what each sublayer added."""
    return np.stack([lengths(part.change) for part in stream.sublayers])


def found_lengths(stream: Stream) -> Array:
    """[sublayer, t]: length of what each sublayer found in the stream."""
    return np.stack([lengths(part.stream) for part in stream.sublayers])


def shares(stream: Stream) -> Array:
    """[sublayer, t]: length of what was added, as a share of what it was added to; NaN where that is nothing."""
    added, found = change_lengths(stream), found_lengths(stream)
    return np.divide(added, found, out=np.full_like(added, np.nan), where=found > 0)


def layer_cosines(stream: Stream) -> Array:
    """[layer, t]: cosine between each token's vector before and after a layer; NaN where one is nothing."""
    return np.stack([cosines(parts[0].stream, parts[-1].after) for parts in stream.layers])


def cosines(one: Step, other: Step) -> Array:
    """Cosine of the angle between the vectors of each token [t], in float64; NaN where one has no length."""
    return angles.cosines(one.value, other.value)


def norm_of(trace: Trace, step: Step) -> Step | None:
    """The output of the norm that reads this step; None where none does."""
    for normalised in trace.of_kind("normalisation"):
        if step.site in normalised.sources:
            return next((out for out in trace.of_kind("affine") if normalised.site in out.sources), None)
    return None


def _sublayer(trace: Trace, step: Step, kind: SublayerKind, before: list[Sublayer]) -> Sublayer:
    stream, change = (trace[name] for name in step.sources)
    new = bool(before) and kind == before[0].kind
    layer = before[-1].layer + new if before else 0
    # Pre-norm: what the sublayer found was normed for the sublayer alone, and the sum goes on as it is.
    after = None if norm_of(trace, stream) else norm_of(trace, step)
    return Sublayer(kind, layer, stream, change, step, after or step)


def _kind(trace: Trace, step: Step) -> SublayerKind | None:
    """What made the change of a residual sum; None for a sum of which neither part was computed from the other."""
    if len(step.sources) != 2 or not all(name in trace for name in step.sources):
        return None
    stream, change = step.sources
    kinds: list[SublayerKind] = []
    for source in _upstream(trace, change):
        if source.site == stream:
            return kinds[0] if kinds else "other"
        if source.kind == "weighted_sum":
            kinds.append(_attention(trace, source))
        elif source.kind == "activation":
            kinds.append("feed_forward")
    return None


def _attention(trace: Trace, step: Step) -> SublayerKind:
    """Cross-attention where the tokens that are looked at are not those that ask."""
    weights = next(trace[name] for name in step.sources if name in trace)
    asking, looked_at = (axis.tokens for axis in weights.axes[-2:])
    return "self_attention" if asking == looked_at else "cross_attention"


def _upstream(trace: Trace, site: str) -> Iterator[Step]:
    """The step and everything that it was computed from, the nearest first."""
    seen, waiting = {site}, [site]
    for name in waiting:
        if name in trace:
            yield trace[name]
            further = [source for source in trace[name].sources if source not in seen]
            seen.update(further)
            waiting += further
