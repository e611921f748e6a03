"""Set one number of the model's parameters to another value, for this pass."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec
from core.interventions.forms import NUMBER, groups
from core.problems import Problem

if TYPE_CHECKING:
    from core.trace import Array

FORM = "encoder.layers.0.feed_forward.up_projection.weight[3,5]:0.5"
LARGEST = 1e6
"""Numbers up to here can be typed: their squares and products stay finite in float32."""


@dataclass(frozen=True)
class SetParameter(Intervention):
    """The number at ``index`` of ``parameter`` is ``value``, as it would be after another training.

    It edits no tap and has no sites: the pass runs with the edited parameter, see ``core.weights.edited``.
    """

    name: ClassVar[str] = "set-parameter"

    parameter: str
    index: tuple[int, ...]
    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", tuple(int(at) for at in self.index))
        object.__setattr__(self, "value", float(self.value))

    @property
    def sites(self) -> tuple[str, ...]:
        return ()

    @property
    def slot(self) -> Hashable:
        return self.name, self.entry

    @property
    def entry(self) -> tuple[str, tuple[int, ...]]:
        """Which number it sets."""
        return self.parameter, self.index

    def unfit_for(self, parameters: Mapping[str, Array]) -> Problem | None:
        """Why the number cannot be set in a model of these parameters, or None where it can."""
        if self.parameter not in parameters:
            return Problem("unknown_parameter", {"parameter": self.parameter})
        shape = parameters[self.parameter].shape
        if len(shape) != len(self.index) or not all(
            0 <= at < count for at, count in zip(self.index, shape, strict=True)
        ):
            place = ", ".join(str(at + 1) for at in self.index)
            size = " × ".join(map(str, shape))
            return Problem("unknown_entry", {"parameter": self.parameter, "entry": place, "shape": size})
        if not abs(self.value) <= LARGEST:  # NaN too
            return Problem("unfit_number", {"value": self.value, "most": f"{LARGEST:,.0f}"})
        return None


def parse(text: str) -> SetParameter:
    """Read the parameter, the place in it counted from 0, and the number; ValueError otherwise."""
    parameter, index, value = groups(rf"([\w.]+)\[([0-9]{{1,9}}(?:,[0-9]{{1,9}})*)\]:{NUMBER}", text, FORM)
    return SetParameter(parameter, tuple(map(int, index.split(","))), float(value))


INTERVENTION = InterventionSpec(SetParameter, order=5, parse=parse, form=FORM)
