"""Cut the residual connections: a sublayer's output replaces its input instead of being added to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class ResidualOff(Intervention):
    """x + sublayer(x) becomes sublayer(x) everywhere."""

    name: ClassVar[str] = "residual"

    @property
    def sites(self) -> tuple[str, ...]:
        return ("*_residual",)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        _, change = place.sources
        return change.clone()


INTERVENTION = InterventionSpec(ResidualOff, order=60)
