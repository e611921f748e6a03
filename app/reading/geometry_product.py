"""A query and a key as two arrows in the plane that they span, and their dot product in words."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.geometry_heads import HeadVectors
from app.widgets.number_text import significant
from core.measures.angles import Pair, common_plane, pair
from core.trace import Array

translate = QCoreApplication.translate


def chosen_cell(vectors: HeadVectors, query: int | None, key: int | None) -> tuple[int, int]:
    """The chosen query and key; what is not chosen is the first query, and the key that it looks at most."""
    query = min(query or 0, len(vectors.queries) - 1)
    if key is None:
        key = next(iter(vectors.strongest(query)), 0)
    return query, min(key, len(vectors.keys) - 1)


def arrows(vectors: HeadVectors, query: int, key: int) -> Array:
    """Both vectors in their plane, [2, 2], query first."""
    return common_plane(vectors.queries[query], vectors.keys[key])


def arrow_names(vectors: HeadVectors, cell: tuple[int, int]) -> tuple[str, str, str]:
    """What stands at the tips, and at the projection."""
    query = translate("Geometry", "query {token}").format(token=vectors.query_names[cell[0]])
    key = translate("Geometry", "key {token}").format(token=vectors.key_names[cell[1]])
    return query, key, translate("Geometry", "query along the key")


def fact_names() -> tuple[str, ...]:
    """What is told of two vectors, in the order of ``facts``."""
    return (
        translate("Geometry", "length of the query"),
        translate("Geometry", "length of the key"),
        translate("Geometry", "angle in degrees"),
        translate("Geometry", "cosine"),
        translate("Geometry", "query along the key"),
        translate("Geometry", "dot product"),
    )


def facts(found: Pair) -> Array:
    """Lengths, angle, cosine, projection and dot product, [6]."""
    return np.array([*found.lengths, found.degrees, found.cosine, found.projection, found.product])


def product_words(vectors: HeadVectors, cell: tuple[int, int], moved: Array | None) -> str:
    """What the picture shows; after a move, the dot product as lengths times cosine."""
    query, key = cell
    if moved is not None:
        return _moved_words(pair(*moved))
    width = vectors.queries.shape[1]
    names = {"query": vectors.query_names[query], "key": vectors.key_names[key]}
    text = translate(
        "Geometry",
        "The query of {query} and the key of {key} in the plane that both lie in: lengths and angle are those "
        "of all {width} dimensions, so the dot product is the score {score}.",
    ).format(**names, width=width, score=significant(float(vectors.scores[query, key])))
    if vectors.hidden[query, key]:
        return f"{text} " + translate("Geometry", "The mask hides this key.")
    if vectors.scaled is None:
        return text
    after = translate("Geometry", "Scaled it is {scaled}, and the weight {weight}.").format(
        scaled=significant(float(vectors.scaled[query, key])), weight=f"{vectors.weights[query, key]:.4f}"
    )
    return f"{text} {after}"


def _moved_words(found: Pair) -> str:
    if math.isnan(found.cosine):
        return translate(
            "Geometry", "Moved by hand: a vector without length has no angle, and its product is 0."
        )
    return translate(
        "Geometry",
        "Moved by hand: {first} × {second} × cos {angle}° = {product}, no longer numbers of the model.",
    ).format(
        first=significant(found.lengths[0]),
        second=significant(found.lengths[1]),
        angle=significant(found.degrees),
        product=significant(found.product),
    )
