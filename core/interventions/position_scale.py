"""Make positions weigh more or less: their vectors are multiplied by a factor."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_range
from core.interventions.forms import NUMBER, groups
from core.interventions.stacks import STACK, PositionsIntervention
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "both:2"
MOST = 100.0


@dataclass(frozen=True)
class PositionScale(PositionsIntervention):
    """Every position vector is ``factor`` times itself."""

    name: ClassVar[str] = "position-scale"

    factor: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "factor", float(self.factor))

    @property
    def neutral(self) -> bool:
        return self.factor == 1

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return beyond_range(self.factor, -MOST, MOST)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return value * self.factor


def parse(text: str) -> PositionScale:
    """Read the stack and the factor: ``both:2``; ValueError otherwise."""
    stack, factor = groups(f"{STACK}:{NUMBER}", text, FORM)
    return PositionScale(stack, float(factor))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(PositionScale, order=29, parse=parse, form=FORM)
