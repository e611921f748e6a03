"""What is measured of every head, and the orders in which that puts them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from app.reading.attention_maps import attention_kind, closed_cells, end_positions, token_lists
from app.reading.several_heads import Place
from core.interventions.silence_head import SilenceHead
from core.measures.head_effects import HeadEffects
from core.measures.head_figures import HeadFigures, head_figures
from core.measures.patterns import Pattern, pattern
from core.trace import Array, Step, Trace

Figure: TypeAlias = Literal["layer", "entropy", "breadth", "distance", "first", "end", "pattern", "effect"]
FIGURES: tuple[Figure, ...] = (
    "layer", "entropy", "breadth", "distance", "first", "end", "pattern", "effect"
)  # fmt: skip


class MeasuredHeads:
    """All heads of one attention of a trace; nothing is measured before it is asked for."""

    def __init__(self, trace: Trace, layers: tuple[Step, ...]) -> None:
        self.trace, self.layers = trace, layers
        self.kind = attention_kind(layers[0])
        self.shape = len(layers), layers[0].shape[0]
        self._closed_cells: dict[int, Array] = {}

    @property
    def places(self) -> tuple[Place, ...]:
        """Every layer and head, one layer after the other."""
        return tuple((layer, head) for layer, head in np.ndindex(*self.shape))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What can be said of these heads: an end token and an output may be missing."""
        absent = {"end": not self._ends, "effect": not self.trace.tokens.get("predicted")}
        return tuple(figure for figure in FIGURES if not absent.get(figure, False))

    @cached_property
    def patterns(self) -> dict[Place, Pattern]:
        """The pattern of every head."""
        return {place: self.pattern(place) for place in self.places}

    def pattern(self, place: Place) -> Pattern:
        """What one head mostly looks at."""
        layer, head = place
        step, cross = self.layers[layer], self.kind == "cross"
        return pattern(step.value[head], self._closed(layer)[head], self_attending=not cross, ends=self._ends)

    def of_head(self, place: Place) -> HeadFigures:
        """The figures of one head."""
        layer, head = place
        return head_figures(self.layers[layer].value[head], self._closed(layer)[head], self._ends)

    def values(self, figure: Figure, effects: HeadEffects | None) -> Array:
        """One figure of every head [layer, head]; NaN where it is not known."""
        if figure == "layer":
            return -np.arange(np.prod(self.shape), dtype=float).reshape(self.shape)
        if figure == "pattern":
            shares = [self.patterns[place].share for place in self.places]
            return np.array(shares).reshape(self.shape)
        if figure == "effect":
            changes = {} if effects is None else effects.changes
            found = [changes.get(SilenceHead(self.kind, *place), np.nan) for place in self.places]
            return np.array(found).reshape(self.shape)
        values: Array = getattr(self._measured, figure)
        return values

    @cached_property
    def _measured(self) -> HeadFigures:
        weights = np.stack([layer.value for layer in self.layers])
        closed = np.stack([self._closed(layer) for layer in range(len(self.layers))])
        return head_figures(weights, closed, self._ends)

    def _closed(self, layer: int) -> Array:
        if layer not in self._closed_cells:
            self._closed_cells[layer] = closed_cells(self.trace, self.layers[layer])
        return self._closed_cells[layer]

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return end_positions(self.trace.tokens.get(token_lists(self.layers[0])[1], ()))


def ordered(values: Array, turned: bool) -> tuple[Place, ...]:
    """The places [layer, head] by size, the largest first unless ``turned``; what is not known comes last."""
    known = np.where(np.isnan(values), np.inf, values if turned else -values)
    order = np.argsort(known, axis=None, kind="stable")
    places = zip(*np.unravel_index(order, values.shape), strict=True)
    return tuple((int(layer), int(head)) for layer, head in places)


def size(figure: Figure, values: Array) -> Array:
    """By what the heads are sorted: an effect counts by how large it is, whichever way it goes."""
    return np.abs(values) if figure == "effect" else values
