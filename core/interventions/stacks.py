"""Which stack's position vectors an intervention edits."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from core.interventions import Intervention
from core.interventions.positions_off import PositionsOff

Stack: TypeAlias = Literal["encoder", "decoder", "both"]
STACKS: tuple[Stack, ...] = ("encoder", "decoder", "both")
STACK = f"({'|'.join(STACKS)})"


@dataclass(frozen=True)
class PositionsIntervention(Intervention):
    """Base of the edits of the position vectors of the encoder, of the decoder, or of both."""

    stack: Stack = "both"

    @property
    def sites(self) -> tuple[str, ...]:
        stacks = ("encoder", "decoder") if self.stack == "both" else (self.stack,)
        return tuple(f"{stack}.embedding.positions" for stack in stacks)

    @property
    def slot(self) -> Hashable:
        return self.name, self.stack

    @property
    def narrowness(self) -> int:
        return int(self.stack != "both")

    def overruled_by(self, other: Intervention) -> bool:
        return isinstance(other, PositionsOff)
