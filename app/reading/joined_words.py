"""What is said of a map that is no single head's, or between words in place of pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_maps import Quantity, token_lists
from app.reading.figure_words import short_place
from app.reading.labels import token_texts
from app.reading.several_heads import Place, Pooling
from app.reading.word_maps import MERGEABLE, Words
from app.widgets.number_text import significant
from core.measures.words import word_texts
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate


@dataclass(frozen=True)
class MapLabels:
    """What stands at the rows and the columns of a map; with ``second``, also what each row predicts."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    second: tuple[str, ...] | None


def map_labels(trace: Trace, step: Step, words: Words | None) -> MapLabels:
    """The tokens of a map, or its words: a word does not predict one token, so nothing stands beside it."""
    queries, keys = token_lists(step)
    rows, columns = token_texts(trace.tokens[queries]), token_texts(trace.tokens[keys])
    if words is not None:
        return MapLabels(word_texts(rows, words.rows), word_texts(columns, words.columns), None)
    predicted = token_texts(trace.tokens.get("predicted", ())) if queries == "target" else ()
    return MapLabels(rows, columns, predicted or None)


def words_line(quantity: Quantity, nothing_joined: bool) -> str:
    """What joining pieces into words does here."""
    if quantity == "norms":
        return translate(
            "JoinedWords", "Shown piece by piece: lengths of pieces do not add up to that of a word."
        )
    if quantity not in MERGEABLE:
        return translate(
            "JoinedWords", "Shown piece by piece: scores of pieces do not add up to that of a word."
        )
    if nothing_joined:
        return translate(
            "JoinedWords", "Every token is a word of its own here; Chinese is read character by character."
        )
    return translate(
        "JoinedWords",
        "Words: added up over the pieces looked at, averaged over those that ask; Chinese stays in characters.",
    )


def several_caption(heads: Iterable[Place], pooling: Pooling, *, signed: bool) -> str:
    """One sentence on which heads are shown as one."""
    places = sorted(heads)
    names = translate("JoinedWords", ", ").join(map(short_place, places))
    if pooling == "mean":
        text = translate("JoinedWords", "The mean of {count} heads (layer.head): {heads}")
    elif signed:
        text = translate(
            "JoinedWords", "In each cell the largest change among {count} heads (layer.head): {heads}"
        )
    else:
        text = translate("JoinedWords", "In each cell the largest of {count} heads (layer.head): {heads}")
    return text.format(count=len(places), heads=names)


def joined_cell(values: Array, labels: MapLabels, row: int, column: int | None, *, sums: bool) -> str:
    """The number of a cell, or of the largest one in its row; with ``sums``, also what the row adds up to."""
    if column is None or not 0 <= column < values.shape[1]:
        column = int(np.argmax(np.where(np.isnan(values[row]), -np.inf, values[row])))
    sentence = translate("JoinedWords", "{query} → {key}: {value}").format(
        query=labels.rows[row], key=labels.columns[column], value=significant(float(values[row, column]))
    )
    if not sums:
        return sentence
    whole = translate("JoinedWords", "{sentence}; the row adds up to {sum}")
    return whole.format(sentence=sentence, sum=f"{np.nansum(values[row]):.4f}")
