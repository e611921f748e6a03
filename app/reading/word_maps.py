"""Attention maps between words in place of pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.attention_maps import Maps, Quantity, diverging, token_lists
from core.measures.words import merged, merged_mask, word_at, word_starts
from core.trace import Step, Trace

MERGEABLE: frozenset[Quantity] = frozenset(("weights", "difference"))
"""What may be added up over the pieces of a word: shares can, scores cannot."""


@dataclass(frozen=True)
class Words:
    """The tokens with which the words begin, on the side that asks and on the side that is looked at."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def cell(self, query: int | None, key: int | None) -> tuple[int | None, int | None]:
        """The words of a query and a key."""
        row = None if query is None else word_at(self.rows, query)
        return row, None if key is None else word_at(self.columns, key)

    def tokens(self, row: int, column: int) -> tuple[int, int]:
        """The query and the key with which two words begin."""
        return self.rows[row], self.columns[column]


def words_of(trace: Trace, layer: Step) -> Words:
    """The words on both sides of a map."""
    queries, keys = token_lists(layer)
    return Words(word_starts(trace.tokens[queries]), word_starts(trace.tokens[keys]))


def joins_nothing(trace: Trace, layers: Sequence[Step]) -> bool:
    """Whether every token is a word by itself, as in Chinese."""
    words = words_of(trace, layers[0])
    return (len(words.rows), len(words.columns)) == layers[0].shape[-2:]


def merged_maps(shown: Maps, words: Words) -> Maps:
    """The maps between words: summed over the keys of a word, averaged over its queries."""
    values = merged(shown.values, words.rows, words.columns)
    hidden = merged_mask(shown.hidden, words.rows, words.columns)
    return Maps(values, hidden, shown.scale if shown.scale.kind == "sequential" else diverging(values))
