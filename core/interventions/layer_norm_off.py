"""Take layer normalisation away: what goes in comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class LayerNormOff(Intervention):
    """The output of every LayerNorm is its input; its statistics are still measured."""

    name: ClassVar[str] = "layer-norm"

    @property
    def sites(self) -> tuple[str, ...]:
        return ("*norm.output",)

    @property
    def needs(self) -> tuple[str, ...]:
        return (".normalized:0",)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return place.values[".normalized:0"].clone()


INTERVENTION = InterventionSpec(LayerNormOff, order=70)
