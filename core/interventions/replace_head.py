"""Put a plain pattern in the place of a head's own: uniform, or one token for each query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from core.interventions import InterventionSpec, Place
from core.interventions.forms import REACH, groups, index_or_all
from core.interventions.heads import HeadsIntervention, Reach

if TYPE_CHECKING:
    from torch import Tensor

Pattern: TypeAlias = Literal["uniform", "self", "previous", "first"]
PATTERNS: tuple[Pattern, ...] = ("uniform", "self", "previous", "first")

FORM = "encoder.0.3:uniform"
_MASK = ".mask"


@dataclass(frozen=True)
class ReplaceHead(HeadsIntervention):
    """Every query looks at all that it may see alike, at itself, at the one before it, or at the first token.

    The first query has none before it and looks at itself. A query that may not look at what the
    pattern wants looks nowhere.
    """

    name: ClassVar[str] = "replace-head"

    pattern: Pattern = "uniform"

    @property
    def taps(self) -> tuple[str, ...]:
        return ("weights",)

    @property
    def needs(self) -> tuple[str, ...]:
        return (_MASK,)

    @property
    def only_self_attention(self) -> bool:
        return self.pattern in ("self", "previous")

    def replaces(self, reach: Reach) -> bool:
        """Whether nothing is left of the patterns of these heads."""
        reaches_cross = reach.attention in ("cross", "every")
        return self.reach.covers(reach) and not (self.only_self_attention and reaches_cross)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        wanted = place.values[_MASK].to(value.dtype) * self._pattern(value, place.first_row)
        return self.of_heads(value, wanted / wanted.sum(dim=-1, keepdim=True).clamp(min=1))

    def _pattern(self, value: Tensor, first_row: int) -> Tensor:
        """[q, n], 1 where a query of the pattern looks; the first row stands at position ``first_row``."""
        pattern = value.new_ones(value.shape[-2:])
        if self.pattern == "first":
            pattern[:, 1:] = 0
        elif self.pattern != "uniform":
            diagonal = first_row - (self.pattern == "previous")
            pattern = pattern.tril(diagonal).triu(diagonal)
            if diagonal < 0:
                pattern[0, 0] = 1
        return pattern


def parse(text: str) -> ReplaceHead:
    """Read the heads and the pattern: ``encoder.0.3:uniform``; ValueError otherwise."""
    attention, layer, head, pattern = groups(f"{REACH}:({'|'.join(PATTERNS)})", text, FORM)
    return ReplaceHead(attention, index_or_all(layer), index_or_all(head), pattern)  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(ReplaceHead, order=46, parse=parse, form=FORM)
