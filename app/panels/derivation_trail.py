"""The way taken from the cell where following began to the number that is looked at now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from core.derivations import Cell, Entry
from core.trace import Trace

Place: TypeAlias = Cell | Entry


@dataclass(frozen=True)
class Trail:
    """Places from home to here; only the last one can be a parameter, since nothing leads on from there."""

    places: tuple[Place, ...] = ()

    @property
    def here(self) -> Place | None:
        """What is looked at now."""
        return self.places[-1] if self.places else None

    @property
    def cell(self) -> Cell | None:
        """The last cell on the way: the one that is selected everywhere."""
        return next((place for place in reversed(self.places) if isinstance(place, Cell)), None)

    @property
    def leads_back(self) -> bool:
        """Whether there is a way back."""
        return len(self.places) > 1

    def followed(self, place: Place) -> Trail:
        """One further; back to where it was passed before, if it was."""
        if place in self.places:
            return Trail(self.places[: self.places.index(place) + 1])
        kept = self.places if isinstance(self.here, Cell) else self.places[:-1]
        return Trail((*kept, place))

    def back(self) -> Trail:
        """One less; home stays."""
        return Trail(self.places[:-1]) if self.leads_back else self

    def home(self) -> Trail:
        """Where following began."""
        return Trail(self.places[:1])

    def fits(self, trace: Trace) -> bool:
        """Whether this trace has every place on the way."""
        return all(
            _inside(place.index, trace[place.site].shape if place.site in trace else ())
            if isinstance(place, Cell)
            else place.parameter in trace.parameters
            for place in self.places
        )


def _inside(index: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    return len(index) == len(shape) and all(0 <= at < count for at, count in zip(index, shape, strict=True))
