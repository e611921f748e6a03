"""Let the decoder look at later positions: the causal mask allows everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class CausalMaskOff(Intervention):
    """Every position of the decoder may look at every other, later ones included."""

    name: ClassVar[str] = "causal-mask"

    @property
    def sites(self) -> tuple[str, ...]:
        return ("*.causal_mask",)

    @property
    def keeps_causality(self) -> bool:
        return False

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return value.new_ones(value.shape)


INTERVENTION = InterventionSpec(CausalMaskOff, order=10)
