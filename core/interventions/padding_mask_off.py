"""Let attention look at padded positions: the padding mask allows everything."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture


@dataclass(frozen=True)
class PaddingMaskOff(Intervention):
    """Padded positions are looked at like words; it sleeps where there are none."""

    name: ClassVar[str] = "padding-mask"

    @property
    def sites(self) -> tuple[str, ...]:
        return ("*.padding_mask",)

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return Problem("nothing_padded") if lengths.get("padding") == 0 else None

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return value.new_ones(value.shape)


INTERVENTION = InterventionSpec(PaddingMaskOff, order=20)
