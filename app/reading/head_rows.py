"""One row of an attention map as bars: a value for each key, and what is said of the row."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_words import quantity_unit, row_name
from app.reading.head_detail import ShownHead
from app.widgets.number_text import significant
from core.measures.entropy import entropy
from core.trace import Array

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class HeadRow:
    """``values``, ``hidden`` (masked) and, where there is a baseline, the values ``before`` the changes, all [key]."""

    keys: tuple[str, ...]
    values: Array
    hidden: Array
    before: Array | None


def head_row(shown: ShownHead, query: int) -> HeadRow:
    """The row of the map in which a query asks."""
    row = shown.row(query)
    found = shown.enlarged
    if found.joined or shown.picture.quantity == "difference":
        return HeadRow(found.labels.columns, found.values[row], found.hidden[row], None)
    at = 0, shown.head, query
    now = shown.alone(shown.quantity)
    before = shown.alone(shown.quantity, before=True).values[at] if shown.baseline_layers else None
    return HeadRow(shown.labels.columns, now.values[at], now.hidden[at], before)


def row_title(shown: ShownHead) -> str:
    """What the bars are."""
    quantity = "difference" if shown.picture.quantity == "difference" else shown.quantity
    return quantity_unit(quantity)


def row_words(shown: ShownHead, query: int) -> str:
    """What the weights of a row add up to, and how widely they spread, now and without the changes."""
    if shown.enlarged.joined:
        return _joined_words(shown, query)
    weights = shown.step.value[shown.head, query]
    if not weights.any():
        text = translate("HeadRow", "{query}: nothing is left to look at, so all weights of the row are 0.")
        return text.format(query=row_name(shown.trace, shown.step, query))
    text = translate("HeadRow", "{query}: the weights add up to {sum}; entropy {entropy}").format(
        query=row_name(shown.trace, shown.step, query),
        sum=f"{weights.sum():.4f}",
        entropy=spread_words(weights),
    )
    if not shown.baseline_layers:
        return text
    before = shown.baseline_layers[shown.place[0]].value[shown.head, query]
    return translate("HeadRow", "{row}; without the changes {entropy}").format(
        row=text, entropy=spread_words(before)
    )


def spread_words(weights: Array) -> str:
    """The entropy of one row of weights [key], and of how many tokens looked at evenly it is that."""
    nats = float(entropy(weights))
    return translate("HeadRow", "{nats} nats = {tokens} tokens").format(
        nats=significant(nats), tokens=significant(math.exp(nats), 3)
    )


def _joined_words(shown: ShownHead, query: int) -> str:
    """Of several heads, or of words, only what is seen."""
    row = shown.row(query)
    found = shown.enlarged
    if shown.picture.maps.scale.kind != "sequential":
        return found.labels.rows[row]
    return translate("HeadRow", "{query}: the values of the row add up to {sum}").format(
        query=found.labels.rows[row], sum=f"{np.nansum(found.values[row]):.4f}"
    )
