"""Count only the first source tokens as valid: the others are closed like padding."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_text
from core.interventions.forms import INDEX, groups
from core.interventions.padding_mask_off import PaddingMaskOff
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "5"


@dataclass(frozen=True)
class ValidLength(Intervention):
    """Nobody looks at the source tokens from position ``length`` (from 0) on."""

    name: ClassVar[str] = "valid-length"

    length: int

    @property
    def sites(self) -> tuple[str, ...]:
        return "encoder.*.padding_mask", "*.cross_attention.padding_mask"

    @property
    def slot(self) -> Hashable:
        return self.name

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return beyond_text("source", self.length, lengths)

    def overruled_by(self, other: Intervention) -> bool:
        return isinstance(other, PaddingMaskOff)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        edited = value.clone()
        edited[..., self.length :] = False
        return edited


def parse(text: str) -> ValidLength:
    """Read how many tokens are valid; ValueError otherwise."""
    (length,) = groups(INDEX, text, FORM)
    return ValidLength(int(length))


INTERVENTION = InterventionSpec(ValidLength, order=18, parse=parse, form=FORM)
