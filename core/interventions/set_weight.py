"""Set one attention weight; the rest of its row is brought back to what is left of 1."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_range, beyond_text
from core.interventions.forms import HEAD, INDEX, NUMBER, groups
from core.interventions.heads import MODULES, TOKEN_LISTS, Attention, Reach, Silencing, unfit_reach
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "cross.0.3:2-1:0.5"
_MASK = ".mask"


@dataclass(frozen=True)
class SetWeight(Intervention):
    """Query ``query`` looks at key ``key`` with the weight ``value``, in one head; all count from 0.

    The others keep their proportions, or share evenly where they were all 0. A masked key stays at 0.
    """

    name: ClassVar[str] = "set-weight"

    attention: Attention
    layer: int
    head: int
    query: int
    key: int
    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", float(self.value))

    @property
    def sites(self) -> tuple[str, ...]:
        return (MODULES[self.attention].format(layer=self.layer) + ".weights",)

    @property
    def needs(self) -> tuple[str, ...]:
        return (_MASK,)

    @property
    def reach(self) -> Reach:
        """The head that it is in."""
        return Reach(self.attention, self.layer, self.head)

    @property
    def slot(self) -> Hashable:
        return self.name, self.reach, self.query  # a second one in the row would change the first again

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        queries, keys = TOKEN_LISTS[self.attention]
        return (
            unfit_reach(self.reach, architecture)
            or beyond_text(queries, self.query, lengths)
            or beyond_text(keys, self.key, lengths)
            or beyond_range(self.value, 0.0, 1.0)
        )

    def overruled_by(self, other: Intervention) -> bool:
        return isinstance(other, Silencing) and other.silences(self.reach)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        row = self.query - place.first_row
        if not (0 <= row < value.shape[-2] and self.key < value.shape[-1]):
            return value
        at = (slice(None), self.head, row)
        edited = value.clone()
        edited[at] = self._row(value[at], place.values[_MASK][at])
        return edited

    def _row(self, row: Tensor, allowed: Tensor) -> Tensor:
        """The row [b, n] with the weight set, where the mask [b, n] allows it."""
        others = allowed.to(row.dtype)
        others[:, self.key] = 0
        rest = row * others
        total = rest.sum(dim=-1, keepdim=True)
        shares = (rest / total).where(total > 0, others / others.sum(dim=-1, keepdim=True).clamp(min=1))
        edited = shares * (1 - self.value)
        edited[:, self.key] = self.value
        return edited.where(allowed[:, self.key, None], row)


def parse(text: str) -> SetWeight:
    """Read the head, query-key and the weight: ``cross.0.3:2-1:0.5``; ValueError otherwise."""
    attention, *numbers, value = groups(f"{HEAD}:{INDEX}-{INDEX}:{NUMBER}", text, FORM)
    layer, head, query, key = map(int, numbers)
    return SetWeight(attention, layer, head, query, key, float(value))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(SetWeight, order=47, parse=parse, form=FORM)
