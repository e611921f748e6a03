"""Put another token's embedding, or none at all, in the place of a token's own."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.fitting import beyond_range, beyond_text
from core.interventions.forms import INDEX, groups
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

FORM = "source.3:412"
_ZERO = "zero"
_STACKS = {"source": "encoder", "target": "decoder"}


@dataclass(frozen=True)
class ReplaceEmbedding(Intervention):
    """Token ``index`` (from 0) gets the row of the table that belongs to the id ``by``, or 0 where that is None."""

    name: ClassVar[str] = "replace-embedding"

    tokens: Literal["source", "target"]
    index: int
    by: int | None = None

    @property
    def sites(self) -> tuple[str, ...]:
        return (f"{_STACKS[self.tokens]}.embedding.rows",)

    @property
    def slot(self) -> Hashable:
        return self.name, self.tokens, self.index

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        known = None if self.by is None else beyond_range(self.by, 0, architecture.vocabulary - 1)
        return beyond_text(self.tokens, self.index, lengths) or known

    def edit(self, value: Tensor, place: Place) -> Tensor:
        row = self.index - place.first_row
        if not 0 <= row < value.shape[-2]:
            return value
        (table,) = place.sources
        edited = value.clone()
        edited[:, row] = 0 if self.by is None else table[self.by]
        return edited


def parse(text: str) -> ReplaceEmbedding:
    """Read the list, the position, and an id of the vocabulary or "zero"; ValueError otherwise."""
    tokens, index, by = groups(rf"(source|target)\.{INDEX}:({_ZERO}|[0-9]{{1,9}})", text, FORM)
    return ReplaceEmbedding(tokens, int(index), None if by == _ZERO else int(by))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(ReplaceEmbedding, order=9, parse=parse, form=FORM)
