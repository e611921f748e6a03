"""What the enlarged half of the attention view draws: one head, its cell, and the same head without the changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from app.reading.attention_maps import Maps, Quantity, attentions, maps
from app.reading.attention_picture import AttentionPicture, Enlarged
from app.reading.attention_words import row_name
from app.reading.heads_look import HeadsLook
from app.reading.joined_words import MapLabels, map_labels
from app.reading.labels import token_texts
from app.reading.several_heads import Place
from core.trace import Step, Trace

HeadPage: TypeAlias = Literal["map", "row", "pair", "wipe"]
HEAD_PAGES: tuple[HeadPage, ...] = ("map", "row", "pair", "wipe")


@dataclass(frozen=True, eq=False)
class ShownHead:
    """The head at ``place``; ``baseline`` is the same pass without the changes, where it ran over the same tokens."""

    picture: AttentionPicture
    place: Place
    look: HeadsLook
    baseline: Trace | None = None

    @property
    def trace(self) -> Trace:
        """Where all of this is read from."""
        return self.picture.trace

    @property
    def step(self) -> Step:
        """The weights of its layer."""
        return self.picture.layers[self.place[0]]

    @property
    def head(self) -> int:
        """Its number in the layer, from 0."""
        return self.place[1]

    @property
    def quantity(self) -> Quantity:
        """What was chosen to be shown, other than a difference."""
        return "weights" if self.picture.quantity == "difference" else self.picture.quantity

    @cached_property
    def enlarged(self) -> Enlarged:
        """The map as it is shown, which may be that of several heads, or between words."""
        return self.picture.enlarged(self.place, self.look)

    @cached_property
    def labels(self) -> MapLabels:
        """The tokens on both sides, piece by piece."""
        return map_labels(self.trace, self.step, None)

    @cached_property
    def baseline_layers(self) -> tuple[Step, ...]:
        """The same attention without the changes; nothing where there is none over the same tokens."""
        found = () if self.baseline is None else attentions(self.baseline).get(self.picture.heads.kind, ())
        fits = len(found) == len(self.picture.layers) and found[self.place[0]].shape == self.step.shape
        return found if fits else ()

    def alone(self, quantity: Quantity, *, before: bool = False) -> Maps:
        """This layer's maps of a quantity, piece by piece [1 head query key]; ``before`` the changes."""
        if not before:
            return maps(self.trace, (self.step,), quantity)
        assert self.baseline is not None
        return maps(self.baseline, (self.baseline_layers[self.place[0]],), quantity)

    def cell(self, query: int | None, key: int | None) -> tuple[int, int]:
        """The chosen query and key; what is not chosen is the first query, and the key that it looks at most."""
        rows, columns = self.step.shape[-2:]
        query = min(query or 0, rows - 1)
        if key is None:
            key = int(np.argmax(self.step.value[self.head, query]))
        return query, min(key, columns - 1)

    def row(self, query: int) -> int:
        """The row of the map in which a query asks; of a word, any of its pieces."""
        found, _ = self.picture.cell(query, None)
        return found or 0

    def names(self, query: int, key: int) -> dict[str, str]:
        """Who asks and who is looked at, to be put into a sentence."""
        keys = self.trace.tokens[self.step.axes[-1].tokens or ""]
        return {"query": row_name(self.trace, self.step, query), "key": token_texts(keys)[key]}
