"""Make attention sharper or flatter: the scaled scores are divided by a temperature."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_range
from core.interventions.forms import NUMBER, REACH, groups, index_or_all
from core.interventions.heads import HeadsIntervention
from core.interventions.replace_head import ReplaceHead
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "cross.2.7:0.5"
LEAST, MOST = 0.01, 100.0


@dataclass(frozen=True)
class Temperature(HeadsIntervention):
    """Below 1 a head looks at less, above 1 at more; at 1 nothing changes."""

    name: ClassVar[str] = "temperature"

    value: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", float(self.value))

    @property
    def taps(self) -> tuple[str, ...]:
        return ("scaled",)

    @property
    def neutral(self) -> bool:
        return self.value == 1

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return super().unfit(architecture, lengths) or beyond_range(self.value, LEAST, MOST)

    def overruled_by(self, other: Intervention) -> bool:
        replaced = isinstance(other, ReplaceHead) and other.replaces(self.reach)
        return replaced or super().overruled_by(other)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return self.of_heads(value, value / self.value)


def parse(text: str) -> Temperature:
    """Read the heads and the temperature: ``cross.2.7:0.5`` or ``every:0.5``; ValueError otherwise."""
    attention, layer, head, value = groups(f"{REACH}:{NUMBER}", text, FORM)
    return Temperature(attention, index_or_all(layer), index_or_all(head), float(value))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(Temperature, order=41, parse=parse, form=FORM)
