"""Silence one attention head: its output becomes zero before the heads are concatenated."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.forms import HEAD, groups
from core.interventions.heads import MODULES, Attention, Reach, Silencing, unfit_reach
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "encoder.0.3"


@dataclass(frozen=True)
class SilenceHead(Silencing):
    """Head ``head`` (from 0) of layer ``layer`` (from 0) adds nothing to the output of its attention."""

    name: ClassVar[str] = "silence"

    attention: Attention
    layer: int
    head: int

    @property
    def sites(self) -> tuple[str, ...]:
        return (MODULES[self.attention].format(layer=self.layer) + ".head_output",)

    @property
    def reach(self) -> Reach:
        """The head that it silences."""
        return Reach(self.attention, self.layer, self.head)

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return unfit_reach(self.reach, architecture)

    def silences(self, reach: Reach) -> bool:
        return reach == self.reach

    def overruled_by(self, other: Intervention) -> bool:
        silent = isinstance(other, Silencing) and other.silences(self.reach)
        return silent and not isinstance(other, SilenceHead)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        edited = value.clone()
        edited[..., self.head, :, :] = 0
        return edited


def parse(text: str) -> SilenceHead:
    """Read ``encoder.0.3``, ``decoder.0.3`` or ``cross.0.3``: attention, layer, head; ValueError otherwise."""
    attention, layer, head = groups(HEAD, text, FORM)
    return SilenceHead(attention, int(layer), int(head))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(SilenceHead, order=50, parse=parse, form=FORM)
