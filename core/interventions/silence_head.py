"""Silence one attention head: its output becomes zero before the heads are concatenated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Place
from core.interventions.forms import HEAD, groups
from core.interventions.heads import HeadOutput, Reach, Silencing
from core.interventions.keep_only_head import KeepOnlyHead

if TYPE_CHECKING:
    from torch import Tensor

FORM = "encoder.0.3"


@dataclass(frozen=True)
class SilenceHead(HeadOutput):
    """Head ``head`` (from 0) of layer ``layer`` (from 0) adds nothing to the output of its attention."""

    name: ClassVar[str] = "silence"

    def silences(self, reach: Reach) -> bool:
        return reach == self.reach

    def overruled_by(self, other: Intervention) -> bool:
        if isinstance(other, KeepOnlyHead):
            return other.reach[:2] == self.reach[:2]
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
