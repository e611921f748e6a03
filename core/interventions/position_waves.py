"""Other sinusoids than those of the paper: another base, or positions counted from another number."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from core.interventions import InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_range
from core.interventions.forms import NUMBER, groups
from core.interventions.stacks import STACK, PositionsIntervention
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture, Array

FORM = "both:100:3"
BASE = 10000.0
LARGEST_BASE, FURTHEST = 1e9, 1e6


@dataclass(frozen=True)
class PositionWaves(PositionsIntervention):
    """sin and cos of (pos + ``shift``) / ``base``^(2i/d); the paper has base 10000 and no shift (section 3.5)."""

    name: ClassVar[str] = "position-waves"

    base: float = BASE
    shift: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", float(self.base))
        object.__setattr__(self, "shift", float(self.shift))

    @property
    def neutral(self) -> bool:
        return (self.base, self.shift) == (BASE, 0)

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        if architecture.positions != "sinusoidal":
            return Problem("sinusoids_only")
        return beyond_range(self.base, 1.0, LARGEST_BASE) or beyond_range(self.shift, -FURTHEST, FURTHEST)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        rows, width = value.shape[-2:]
        waves = self._waves(np.arange(place.first_row, place.first_row + rows), width)
        return value.new_tensor(waves).expand(value.shape)

    def _waves(self, positions: Array, width: int) -> Array:
        """The vectors [t, d] of these positions; float32, computed in float64."""
        frequency = self.base ** (-np.arange(0, width, 2) / width)
        angle = (positions[:, None] + self.shift) * frequency  # [t, ceil(d/2)]
        waves = np.stack([np.sin(angle), np.cos(angle)], axis=-1)
        return waves.reshape(len(positions), -1)[:, :width].astype(np.float32)


def parse(text: str) -> PositionWaves:
    """Read the stack, the base, and the shift where there is one: ``both:100:3``; ValueError otherwise."""
    stack, base, shift = groups(f"{STACK}:{NUMBER}(?::{NUMBER})?", text, FORM)
    return PositionWaves(stack, float(base), float(shift or 0))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(PositionWaves, order=26, parse=parse, form=FORM)
