"""Leave the scores as they are: no division by the square root of the head's width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class ScalingOff(Intervention):
    """The scaled scores are the scores themselves, so that softmax saturates."""

    name: ClassVar[str] = "scaling"

    @property
    def sites(self) -> tuple[str, ...]:
        return ("*.scaled",)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return place.sources[0].clone()


INTERVENTION = InterventionSpec(ScalingOff, order=40)
