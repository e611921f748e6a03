"""Keep one attention head of a layer: the outputs of all its others become zero."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place
from core.interventions.forms import HEAD, groups
from core.interventions.heads import HeadOutput, Reach
from core.interventions.skip_part import SkipPart

if TYPE_CHECKING:
    from torch import Tensor

FORM = "encoder.0.3"


@dataclass(frozen=True)
class KeepOnlyHead(HeadOutput):
    """Of the heads of one layer's attention only ``head`` adds to the output; layer and head count from 0.

    It says of every head of that layer whether it is heard, so that none can be silenced beside it.
    """

    name: ClassVar[str] = "keep-only"

    @property
    def slot(self) -> Hashable:
        return self.name, self.attention, self.layer

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
