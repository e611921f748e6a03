"""Let a token look only at those near it: a diagonal band of the mask stays open."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_range
from core.interventions.forms import INDEX, REACH, groups, index_or_all
from core.interventions.heads import HeadsIntervention
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "encoder:1"
WIDEST = 1_000_000


@dataclass(frozen=True)
class LocalWindow(HeadsIntervention):
    """Keys further than ``width`` tokens away from the query are closed; every attention means self-attention."""

    name: ClassVar[str] = "local-window"

    width: int = 1

    @property
    def taps(self) -> tuple[str, ...]:
        return ("mask",)

    @property
    def only_self_attention(self) -> bool:
        return True

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return super().unfit(architecture, lengths) or beyond_range(self.width, 0, WIDEST)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        band = value.new_ones(value.shape[-2:])
        band = band.tril(place.first_row + self.width).triu(place.first_row - self.width)
        return self.of_heads(value, value & band)


def parse(text: str) -> LocalWindow:
    """Read the heads and the width: ``encoder:1``; ValueError otherwise."""
    attention, layer, head, width = groups(f"{REACH}:{INDEX}", text, FORM)
    return LocalWindow(attention, index_or_all(layer), index_or_all(head), int(width))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(LocalWindow, order=24, parse=parse, form=FORM)
