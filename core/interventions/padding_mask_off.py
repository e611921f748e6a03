"""Let attention look at padded positions: the padding mask allows everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class PaddingMaskOff(Intervention):
    """Padded positions are looked at like words; without padding it changes nothing."""

    name: ClassVar[str] = "padding-mask"

    @property
    def sites(self) -> tuple[str, ...]:
        return ("*.padding_mask",)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return value.new_ones(value.shape)


INTERVENTION = InterventionSpec(PaddingMaskOff, order=20)
