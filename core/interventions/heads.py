"""Where an intervention on attention reaches: one head, one layer, one attention, or all of a kind."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from core.interventions import Intervention, Lengths
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

Attention: TypeAlias = Literal["encoder", "decoder", "cross"]
ATTENTIONS: tuple[Attention, ...] = ("encoder", "decoder", "cross")
AnyAttention: TypeAlias = Literal["encoder", "decoder", "cross", "every"]
"""The attention of one kind, or of every kind."""

MODULES: dict[str, str] = {
    "encoder": "encoder.layers.{layer}.self_attention",
    "decoder": "decoder.layers.{layer}.self_attention",
    "cross": "decoder.layers.{layer}.cross_attention",
}
"""Where the attention of each kind stands in an encoder-decoder."""

TOKEN_LISTS: dict[str, tuple[str, str]] = {
    "encoder": ("source", "source"),
    "decoder": ("target", "target"),
    "cross": ("target", "source"),
}
"""The token lists of the queries and of the keys."""


class Reach(NamedTuple):
    """Some heads: those that ``attention``, ``layer`` and ``head`` name, counted from 0; None means all."""

    attention: AnyAttention
    layer: int | None
    head: int | None

    def covers(self, other: Reach) -> bool:
        """Whether every head of the other is one of these."""
        return (
            self.attention in ("every", other.attention)
            and self.layer in (None, other.layer)
            and self.head in (None, other.head)
        )


class Silencing(Intervention):
    """Base of the edits by which what some heads compute goes nowhere."""

    def silences(self, reach: Reach) -> bool:
        """Whether this leaves nothing of any of these heads in the output of their attention."""
        raise NotImplementedError


@dataclass(frozen=True)
class HeadOutput(Silencing):
    """Base of the edits of what the heads of one layer give on, by one of them; layer and head count from 0."""

    attention: Attention
    layer: int
    head: int

    @property
    def sites(self) -> tuple[str, ...]:
        return (MODULES[self.attention].format(layer=self.layer) + ".head_output",)

    @property
    def reach(self) -> Reach:
        """The head that is named."""
        return Reach(self.attention, self.layer, self.head)

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return unfit_reach(self.reach, architecture)


@dataclass(frozen=True)
class HeadsIntervention(Intervention):
    """Base of the edits of attention: they reach the heads that ``attention``, ``layer`` and ``head`` name.

    ``layer`` and ``head`` count from 0; None means all of them. Subclasses name the taps that
    they edit in ``taps``.
    """

    attention: AnyAttention = "every"
    layer: int | None = None
    head: int | None = None

    @property
    def taps(self) -> tuple[str, ...]:
        """The leaves of the sites that are edited, such as ``("scaled",)``."""
        raise NotImplementedError

    @property
    def only_self_attention(self) -> bool:
        """Whether it means nothing where queries and keys are different tokens."""
        return False

    @property
    def sites(self) -> tuple[str, ...]:
        kinds = ATTENTIONS if self.attention == "every" else (self.attention,)
        if self.only_self_attention:
            kinds = tuple(kind for kind in kinds if kind != "cross")
        layer = "*" if self.layer is None else self.layer
        return tuple(f"{MODULES[kind].format(layer=layer)}.{tap}" for kind in kinds for tap in self.taps)

    @property
    def reach(self) -> Reach:
        """The heads that it reaches."""
        return Reach(self.attention, self.layer, self.head)

    @property
    def slot(self) -> Hashable:
        return self.name, self.reach

    @property
    def narrowness(self) -> int:
        return (self.attention != "every") + (self.layer is not None) + (self.head is not None)

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        if self.attention == "cross" and self.only_self_attention:
            return Problem("self_attention_only")
        return unfit_reach(self.reach, architecture)

    def overruled_by(self, other: Intervention) -> bool:
        return isinstance(other, Silencing) and other.silences(self.reach)

    def of_heads(self, value: Tensor, edited: Tensor) -> Tensor:
        """``value`` [b, h, ...] with the heads reached taken from ``edited``, which has the same shape."""
        if self.head is None:
            return edited
        out = value.clone()
        out[:, self.head] = edited[:, self.head]
        return out


def layers_of(architecture: Architecture, attention: AnyAttention) -> int:
    """How many layers have an attention of that kind; of every kind, the most that any has."""
    encoder, decoder = architecture.encoder_layers, architecture.decoder_layers
    return {"encoder": encoder, "every": max(encoder, decoder)}.get(attention, decoder)


def unfit_reach(reach: Reach, architecture: Architecture) -> Problem | None:
    """Why there are no such heads in the model, or None where there are."""
    layers, heads = layers_of(architecture, reach.attention), architecture.heads
    fits = (reach.layer is None or 0 <= reach.layer < layers) and (
        reach.head is None or 0 <= reach.head < heads
    )
    if fits and layers:
        return None
    named = ".".join("*" if part is None else str(part) for part in reach)
    return Problem("unfit_intervention", {"head": named, "layers": layers, "heads": heads})
