"""Skip one part of a layer: a whole sublayer, its residual connection, or its norm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.forms import LAYER, groups, index_or_all
from core.interventions.heads import Reach, Silencing
from core.interventions.layer_norm_off import LayerNormOff
from core.interventions.residual_off import ResidualOff
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

Stack: TypeAlias = Literal["encoder", "decoder"]
Sublayer: TypeAlias = Literal["self_attention", "cross_attention", "feed_forward"]
Part: TypeAlias = Literal["sublayer", "residual", "norm"]

FORM = "encoder.0.feed_forward.residual"
PATTERN = rf"(encoder|decoder)\.{LAYER}\.(self_attention|cross_attention|feed_forward)(?:\.(sublayer|residual|norm))?"
_LEAVES: dict[Part, str] = {"sublayer": ".output", "residual": "_residual", "norm": "_norm.output"}
_INPUT_OF_NORM = ".normalized:0"


@dataclass(frozen=True)
class SkipPart(Silencing):
    """A sublayer adds nothing, or only what it adds goes on, or its norm lets everything through.

    ``layer`` counts from 0; None means every layer of the stack.
    """

    name: ClassVar[str] = "skip"

    stack: Stack
    layer: int | None
    sublayer: Sublayer
    part: Part = "sublayer"

    @property
    def sites(self) -> tuple[str, ...]:
        layer = "*" if self.layer is None else self.layer
        return (f"{self.stack}.layers.{layer}.{self.sublayer}{_LEAVES[self.part]}",)

    @property
    def path(self) -> str:
        """Where the sublayer stands; without a layer where it is that of every layer."""
        layer = "" if self.layer is None else f"layers.{self.layer}."
        return f"{self.stack}.{layer}{self.sublayer}"

    @property
    def needs(self) -> tuple[str, ...]:
        return (_INPUT_OF_NORM,) if self.part == "norm" else ()

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        encoder, decoder = architecture.encoder_layers, architecture.decoder_layers
        layers = encoder if self.stack == "encoder" else decoder
        missing = self.stack == "encoder" and self.sublayer == "cross_attention"
        if layers and not missing and (self.layer is None or 0 <= self.layer < layers):
            return None
        return Problem("unknown_site", {"intervention": self, "site": ", ".join(self.sites)})

    def silences(self, reach: Reach) -> bool:
        attentions = {("encoder", "self_attention"): "encoder", ("decoder", "self_attention"): "decoder"}
        attention = attentions.get((self.stack, self.sublayer), "cross")
        return (
            self.part == "sublayer"
            and self.sublayer != "feed_forward"
            and reach.attention == attention
            and self.layer in (None, reach.layer)
        )

    def overruled_by(self, other: Intervention) -> bool:
        if isinstance(other, SkipPart):
            return other != self and other == replace(self, layer=None)
        stronger = {"residual": ResidualOff, "norm": LayerNormOff}.get(self.part)
        return stronger is not None and isinstance(other, stronger)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        if self.part == "sublayer":
            return value.new_zeros(value.shape)
        kept = place.sources[1] if self.part == "residual" else place.values[_INPUT_OF_NORM]
        return kept.clone()


def parse(text: str) -> SkipPart:
    """Read stack, layer (* for all), sublayer, and its part where not all of it is meant; ValueError otherwise."""
    stack, layer, sublayer, part = groups(PATTERN, text, FORM)
    return SkipPart(stack, index_or_all(layer), sublayer, part or "sublayer")  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(SkipPart, order=65, parse=parse, form=FORM)
