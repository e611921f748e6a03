"""Keep one attention head of a layer: the outputs of all its others become zero."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.forms import HEAD, groups
from core.interventions.heads import MODULES, Attention, Reach, Silencing, unfit_reach
from core.interventions.skip_part import SkipPart
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "encoder.0.3"


@dataclass(frozen=True)
class KeepOnlyHead(Silencing):
    """Of the heads of one layer's attention only ``head`` adds to the output; layer and head count from 0."""

    name: ClassVar[str] = "keep-only"

    attention: Attention
    layer: int
    head: int

    @property
    def sites(self) -> tuple[str, ...]:
        return (MODULES[self.attention].format(layer=self.layer) + ".head_output",)

    @property
    def slot(self) -> Hashable:
        return self.name, self.attention, self.layer

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return unfit_reach(Reach(self.attention, self.layer, self.head), architecture)

    def silences(self, reach: Reach) -> bool:
        here = (reach.attention, reach.layer) == (self.attention, self.layer)
        return here and reach.head not in (None, self.head)

    def overruled_by(self, other: Intervention) -> bool:
        return isinstance(other, SkipPart) and other.silences(Reach(self.attention, self.layer, None))

    def edit(self, value: Tensor, place: Place) -> Tensor:
        edited = value.new_zeros(value.shape)
        edited[..., self.head, :, :] = value[..., self.head, :, :]
        return edited


def parse(text: str) -> KeepOnlyHead:
    """Read attention, layer and head: ``encoder.0.3``; ValueError otherwise."""
    attention, layer, head = groups(HEAD, text, FORM)
    return KeepOnlyHead(attention, int(layer), int(head))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(KeepOnlyHead, order=52, parse=parse, form=FORM)
