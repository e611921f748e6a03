"""A mask painted cell by cell: some cells closed, others opened, for one head, one layer, or one attention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from core.interventions import Intervention, InterventionSpec, Lengths, Place
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.forms import REACH, groups, index_or_all
from core.interventions.heads import TOKEN_LISTS, HeadsIntervention
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

Cell: TypeAlias = tuple[int, int]
"""Query and key, counted from 0."""

FORM = "encoder.0.3:0-1,+2-3"
_CELL = r"\+?[0-9]{1,9}-[0-9]{1,9}"
PATTERN = f"{REACH}:({_CELL}(?:,{_CELL})*)"


@dataclass(frozen=True)
class PaintMask(HeadsIntervention):
    """The cells ``closed`` and ``opened`` (query, key) of a mask of ``queries`` x ``keys``; 0 is any size.

    It fits a source of the length that it was painted over. Output tokens come one by one and may be more or
    fewer than then: cells that there are none for simply do not occur, and it sleeps where none is left.
    """

    name: ClassVar[str] = "paint-mask"

    queries: int = 0
    keys: int = 0
    closed: tuple[Cell, ...] = ()
    opened: tuple[Cell, ...] = ()

    def __post_init__(self) -> None:
        closed, opened = _cells(self.closed), _cells(self.opened)
        object.__setattr__(self, "closed", tuple(sorted(closed)))
        object.__setattr__(self, "opened", tuple(sorted(opened - closed)))

    @property
    def taps(self) -> tuple[str, ...]:
        return ("mask",)

    @property
    def neutral(self) -> bool:
        return not self.closed and not self.opened

    @property
    def keeps_causality(self) -> bool:
        return self.attention != "decoder" or all(key <= query for query, key in self.opened)

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        if self.attention == "every":
            return Problem("one_attention_only")
        return super().unfit(architecture, lengths) or self._unfit_text(lengths)

    def overruled_by(self, other: Intervention) -> bool:
        open_anyway = isinstance(other, CausalMaskOff) and self.attention == "decoder" and not self.closed
        return open_anyway or super().overruled_by(other)

    def edit(self, value: Tensor, place: Place) -> Tensor:
        edited = value.clone()
        heads = edited if self.head is None else edited[:, self.head : self.head + 1]
        for cells, allowed in ((self.opened, True), (self.closed, False)):
            placed = [(query - place.first_row, key) for query, key in cells]
            queries, keys = value.shape[-2:]
            present = [(row, key) for row, key in placed if _within(row, queries) and _within(key, keys)]
            if present:
                rows, columns = map(list, zip(*present, strict=True))
                heads[:, :, rows, columns] = allowed
        return edited

    def _unfit_text(self, lengths: Lengths) -> Problem | None:
        lists, painted = TOKEN_LISTS[self.attention], (self.queries, self.keys)
        present = [lengths.get(tokens) for tokens in lists]
        same = all(
            tokens == "target" or not size or length in (size, None)
            for tokens, size, length in zip(lists, painted, present, strict=True)
        )
        if same and self._occurs(*present):
            return None
        return _unfit_sizes(painted, present)

    def _occurs(self, queries: int | None, keys: int | None) -> bool:
        """Whether any painted cell may be there in a pass of so many queries and keys."""
        cells = (*self.closed, *self.opened)
        return not cells or any(_within(query, queries) and _within(key, keys) for query, key in cells)


def _cells(listed: Iterable[Iterable[int]]) -> set[Cell]:
    return {(int(query), int(key)) for query, key in listed}


def _within(index: int, length: int | None) -> bool:
    """Whether there is, or may yet be, such a position; None is a length that is not known."""
    return index >= 0 and (length is None or index < length)


def _unfit_sizes(painted: tuple[int, ...], present: Sequence[int | None]) -> Problem:
    """What was painted over against what is there, of the sides where both are known."""
    known = [(size, length) for size, length in zip(painted, present, strict=True) if size and length]
    if not known:
        return Problem("no_painted_cell", {"present": _size(filter(None, present))})
    sizes, lengths = zip(*known, strict=True)
    return Problem("unfit_text", {"painted": _size(sizes), "present": _size(lengths)})


def _size(sides: Iterable[int]) -> str:
    return " × ".join(map(str, sides))


def parse(text: str) -> PaintMask:
    """Read the heads and the cells, query-key, with + before those to open; ValueError otherwise."""
    attention, layer, head, cells = groups(PATTERN, text, FORM)
    listed = [(cell[0] == "+", *map(int, cell.lstrip("+").split("-"))) for cell in cells.split(",")]
    closed = tuple((query, key) for opens, query, key in listed if not opens)
    opened = tuple((query, key) for opens, query, key in listed if opens)
    return PaintMask(attention, index_or_all(layer), index_or_all(head), 0, 0, closed, opened)  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(PaintMask, order=23, parse=parse, form=FORM)
