"""What the attention view draws of one attention: the maps of all heads, one of them enlarged, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.reading.attention_maps import Maps, Quantity, difference_maps, maps, quantity_step, silenced
from app.reading.attention_words import cell_sentence, difference_caption, head_caption, number_sentence
from app.reading.figure_words import head_line
from app.reading.head_figures import MeasuredHeads
from app.reading.heads_look import HeadsLook
from app.reading.joined_words import MapLabels, joined_cell, map_labels, several_caption, words_line
from app.reading.norm_words import norm_sentence, norms_caption
from app.reading.several_heads import Place, pooled_map
from app.reading.word_maps import MERGEABLE, joins_nothing, merged_maps, words_of
from core.trace import Array, Step, Trace


@dataclass(frozen=True, eq=False)
class Enlarged:
    """One map: ``values`` and ``hidden`` [query key] with their labels; ``joined`` where it is no single head's,
    or between words."""

    values: Array
    hidden: Array
    labels: MapLabels
    joined: bool


class AttentionPicture:
    """One quantity of all heads of an attention, or its ``difference`` from a baseline, by pieces or by words."""

    def __init__(
        self,
        trace: Trace,
        layers: tuple[Step, ...],
        quantity: Quantity,
        baseline: Trace | None = None,
        *,
        in_words: bool = False,
    ) -> None:
        self.trace, self.layers, self.quantity, self.in_words = trace, layers, quantity, in_words
        self.heads = MeasuredHeads(trace, layers)
        self.silent = silenced(trace, self.heads.kind)
        found = difference_maps(trace, baseline, self.heads.kind) if baseline is not None else None
        self.difference = found is not None
        shown = found or maps(trace, layers, "weights" if quantity == "difference" else quantity)
        self.words = words_of(trace, layers[0]) if in_words and quantity in MERGEABLE else None
        self.maps: Maps = shown if self.words is None else merged_maps(shown, self.words)

    def cell(self, query: int | None, key: int | None) -> tuple[int | None, int | None]:
        """The row and the column of a query and a key."""
        return (query, key) if self.words is None else self.words.cell(query, key)

    def tokens(self, row: int, column: int) -> tuple[int, int]:
        """The query and the key of a cell; of a word, the piece with which it begins."""
        return (row, column) if self.words is None else self.words.tokens(row, column)

    def enlarged(self, place: Place, look: HeadsLook) -> Enlarged:
        """The map of one head, or of those that are looked at together."""
        values, hidden = self.maps.values[place], self.maps.hidden[place]
        if look.together:
            values, hidden = pooled_map(self.maps, look.together, look.pooling, signed=self.difference)
        labels = map_labels(self.trace, self.layers[place[0]], self.words)
        return Enlarged(values, hidden, labels, bool(look.together) or self.words is not None)

    def caption(self, place: Place, look: HeadsLook) -> str:
        """What the enlarged map says, and below it the figures of its head or what joining words does."""
        lines = [self._sentence(place, look)]
        if self.in_words:
            lines.append(words_line(self.quantity, joins_nothing(self.trace, self.layers)))
        elif not look.together:
            lines.append(head_line(self.heads, place))
        return "\n".join(filter(None, lines))

    def cell_text(self, place: Place, enlarged: Enlarged, row: int | None, column: int | None) -> str:
        """The exact number of a cell."""
        if self.quantity == "norms" and not enlarged.joined and not self.difference:
            return norm_sentence(self.trace, self.layers[place[0]], place[1], row, column)
        if not enlarged.joined or row is None or not 0 <= row < len(enlarged.values):
            return self._sentence_of_cell(place, row, column)
        sums = self.maps.scale.kind == "sequential"
        return joined_cell(enlarged.values, enlarged.labels, row, column, sums=sums)

    def _sentence_of_cell(self, place: Place, row: int | None, column: int | None) -> str:
        """The number that is shown, then the others; of a masked score, what fills it."""
        step, head, at = self.layers[place[0]], place[1], (row, column)
        if self.difference and self.words is None:
            return number_sentence(self.trace, step, head, ("difference", self.maps.values[place]), *at)
        if self.quantity in ("scores", "scaled", "masked"):
            values = quantity_step(self.trace, step, self.quantity).value[head]
            return number_sentence(self.trace, step, head, (self.quantity, values), *at)
        return cell_sentence(self.trace, step, head, *at)

    def _sentence(self, place: Place, look: HeadsLook) -> str:
        if look.together:
            return several_caption(look.together, look.pooling, signed=self.difference)
        if self.difference:
            moved = np.abs(self.maps.values[place])
            return difference_caption(*place, float(np.nanmax(moved)) if moved.size else 0.0)
        if self.quantity == "norms":
            return norms_caption(self.maps.values[place], place)
        return head_caption(self.heads.pattern(place), *place, place in self.silent)
