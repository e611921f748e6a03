"""Take the positional encoding away: every position vector becomes zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class PositionsOff(Intervention):
    """Nothing tells the model where a token stands."""

    name: ClassVar[str] = "positions"

    @property
    def sites(self) -> tuple[str, ...]:
        return ("*.embedding.positions",)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return value.new_zeros(value.shape)


INTERVENTION = InterventionSpec(PositionsOff, order=30)
