"""What is said where a weight is multiplied by the length of the value that it weights."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_words import row_name
from app.reading.labels import token_texts
from app.reading.several_heads import Place
from app.reading.sublayers import weighted_values
from app.widgets.number_text import significant
from core.measures.value_norms import weighted_lengths
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate


def norms_caption(values: Array, place: Place) -> str:
    """What the map [query key] of one head shows, and its largest number."""
    return translate(
        "ValueNorms",
        "Head {head} of layer {layer}: weight × length of the value vector (Kobayashi et al. 2020, section 3, "
        "without W_O); at most {largest}.",
    ).format(layer=place[0] + 1, head=place[1] + 1, largest=significant(float(np.max(values, initial=0.0))))


def norm_sentence(trace: Trace, step: Step, head: int, row: int | None, column: int | None) -> str:
    """The exact product of a cell, or of the largest one in its row; what to do where no row is chosen."""
    found = weighted_values(trace, step)
    if row is None or found is None or not 0 <= row < step.shape[1]:
        return translate(
            "ValueNorms", "Click a cell, or move with the arrow keys, to read its exact numbers."
        )
    weights, values = step.value[head, row], found.value[head]
    products = weighted_lengths(weights[None], values)[0]
    if column is None or not 0 <= column < len(products):
        column = int(np.argmax(products))
    text = translate(
        "ValueNorms",
        "{query} → {key}: weight {weight} × length {length} = {product}; the row adds up to {sum}",
    )
    return text.format(
        query=row_name(trace, step, row),
        key=token_texts(trace.tokens[step.axes[-1].tokens or ""])[column],
        weight=significant(float(weights[column])),
        length=significant(float(np.linalg.norm(values[column].astype(float)))),
        product=significant(float(products[column])),
        sum=significant(float(products.sum())),
    )
