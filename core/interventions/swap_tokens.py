"""Swap two tokens of the source: each gets the other's embedding, and both keep their positions."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_text
from core.interventions.forms import INDEX, groups
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "1-4"


@dataclass(frozen=True)
class SwapTokens(Intervention):
    """The source's tokens ``first`` and ``second`` (from 0, the lower one first) stand in each other's place."""

    name: ClassVar[str] = "swap"

    first: int
    second: int

    def __post_init__(self) -> None:
        lower, upper = sorted((int(self.first), int(self.second)))
        object.__setattr__(self, "first", lower)
        object.__setattr__(self, "second", upper)

    @property
    def sites(self) -> tuple[str, ...]:
        return ("encoder.embedding.rows",)

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return beyond_text("source", self.first, lengths) or beyond_text("source", self.second, lengths)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        edited = value.clone()
        edited[:, [self.first, self.second]] = value[:, [self.second, self.first]]
        return edited


def parse(text: str) -> SwapTokens:
    """Read two positions: ``1-4``; ValueError otherwise."""
    first, second = groups(f"{INDEX}-{INDEX}", text, FORM)
    return SwapTokens(int(first), int(second))


INTERVENTION = InterventionSpec(SwapTokens, order=8, parse=parse, form=FORM)
