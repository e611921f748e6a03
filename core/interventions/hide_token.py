"""Make a token invisible: nobody looks at it, it looks at nobody, or both."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_text
from core.interventions.forms import INDEX, groups
from core.interventions.heads import ATTENTIONS, MODULES, TOKEN_LISTS
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

Side: TypeAlias = Literal["key", "query", "both"]
SIDES: tuple[Side, ...] = ("key", "query", "both")
Tokens: TypeAlias = Literal["source", "target"]

FORM = "source.3.key"
PATTERN = rf"(source|target)\.{INDEX}(?:\.({'|'.join(SIDES)}))?"


@dataclass(frozen=True)
class HideToken(Intervention):
    """Token ``index`` (from 0) of its list is closed as a key, as a query, or as both, in every head."""

    name: ClassVar[str] = "hide"

    tokens: Tokens
    index: int
    side: Side = "both"

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(
            MODULES[attention].format(layer="*") + ".mask"
            for attention in ATTENTIONS
            if any(self._sides(*TOKEN_LISTS[attention]))
        )

    @property
    def slot(self) -> Hashable:
        return self.name, self.tokens, self.index

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        return beyond_text(self.tokens, self.index, lengths)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        attention = next(kind for kind in ATTENTIONS if _is_in(place.site, kind))
        as_query, as_key = self._sides(*TOKEN_LISTS[attention])
        row, edited = self.index - place.first_row, value.clone()
        if as_query and 0 <= row < value.shape[-2]:
            edited[..., row, :] = False
        if as_key and self.index < value.shape[-1]:
            edited[..., self.index] = False
        return edited

    def _sides(self, queries: str, keys: str) -> tuple[bool, bool]:
        """Whether it is a query, and whether it is a key, that is closed where these lists meet."""
        return (
            queries == self.tokens and self.side != "key",
            keys == self.tokens and self.side != "query",
        )


def _is_in(site: str, attention: str) -> bool:
    start, end = MODULES[attention].split("{layer}")
    return site.startswith(start) and f"{end}." in site


def parse(text: str) -> HideToken:
    """Read the list, the position, and the side where not both are meant; ValueError otherwise."""
    tokens, index, side = groups(PATTERN, text, FORM)
    return HideToken(tokens, int(index), side or "both")  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(HideToken, order=25, parse=parse, form=FORM)
