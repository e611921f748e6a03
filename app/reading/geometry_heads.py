"""Queries and keys of one head: their vectors, where they lie in two dimensions, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_maps import hidden_cells, token_lists, upstream
from app.reading.geometry import axis_titles
from app.reading.labels import token_texts
from app.widgets.number_text import percent
from app.widgets.scatter_marks import Link, Mark, Picture
from core.measures.projection import Projection, principal
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate
STRONGEST, LEAST = 5, 0.01
"""So many keys are named for a query, but for the first one none with a smaller weight."""
QUERY, KEY = 0, 1
"""The hues of queries and keys."""


@dataclass(frozen=True, eq=False)
class HeadVectors:
    """One head: its queries [query width] and keys [key width], weights and hidden cells [query key], names."""

    queries: Array
    keys: Array
    weights: Array
    hidden: Array
    query_names: tuple[str, ...]
    key_names: tuple[str, ...]
    scores: Array
    scaled: Array | None

    @property
    def projection(self) -> Projection:
        """Queries and keys together, since their dot products are what counts."""
        return principal(np.concatenate([self.queries, self.keys]))

    def strongest(self, query: int) -> tuple[int, ...]:
        """The keys with the largest weights in a row, as far as it looks at them."""
        row = self.weights[query]
        order = np.argsort(-row, kind="stable")[:STRONGEST]
        return tuple(int(key) for at, key in enumerate(order) if row[key] > (LEAST if at else 0))


def has_vectors(trace: Trace, weights: Step) -> bool:
    """Whether the trace has the queries and the keys whose products became these weights."""
    product = upstream(trace, weights, "product")
    return (
        product is not None and len(product.sources) == 2 and all(site in trace for site in product.sources)
    )


def head_vectors(trace: Trace, weights: Step, head: int) -> HeadVectors | None:
    """The vectors whose products became these weights; None where they are not in the trace."""
    product = upstream(trace, weights, "product")
    if product is None or not has_vectors(trace, weights):
        return None
    queries, keys = (trace.value(site) for site in product.sources)
    scaled = upstream(trace, weights, "scale")
    asking, looked_at = (token_texts(trace.tokens[tokens]) for tokens in token_lists(weights))
    return HeadVectors(
        queries[head],
        keys[head],
        weights.value[head],
        hidden_cells(trace, weights)[head],
        asking,
        looked_at,
        (product.value if product.computed is None else product.computed)[head],
        None if scaled is None else scaled.value[head],
    )


def head_picture(vectors: HeadVectors, found: Projection, query: int | None, key: int | None) -> Picture:
    """A circle for each query and a square for each key; lines from the chosen query to its strongest keys."""
    told = {} if query is None else _told(vectors, query, key)
    start = len(vectors.queries)
    links = [
        Link(query, start + at, KEY, 1 + 5 * told[at]) for at in told if query is not None and told[at] > 0
    ]
    return Picture(
        (*_query_marks(vectors, found, query), *_key_marks(vectors, found, told)),
        tuple(links),
        axis_titles(found),
        (
            ("circle", QUERY, translate("Geometry", "query")),
            ("square", KEY, translate("Geometry", "key, with its weight")),
        ),
        query,
        translate("Geometry", "Queries and keys in two dimensions"),
    )


def _told(vectors: HeadVectors, query: int, key: int | None) -> dict[int, float]:
    """The keys whose weight is written: the strongest ones, and the chosen one."""
    named = (*vectors.strongest(query), *(() if key is None else (key,)))
    return {at: float(vectors.weights[query, at]) for at in named}


def _query_marks(vectors: HeadVectors, found: Projection, query: int | None) -> Iterator[Mark]:
    named = translate("Geometry", "query {token}")
    points = found.points(vectors.queries).tolist()
    for at, (token, (x, y)) in enumerate(zip(vectors.query_names, points, strict=True)):
        name = named.format(token=token)
        yield Mark(x, y, token, name, "circle", QUERY, "strong" if at == query else "plain")


def _key_marks(vectors: HeadVectors, found: Projection, told: Mapping[int, float]) -> Iterator[Mark]:
    named = translate("Geometry", "key {token}")
    points = found.points(vectors.keys).tolist()
    for at, (token, (x, y)) in enumerate(zip(vectors.key_names, points, strict=True)):
        label = f"{token} {told[at]:.3f}" if at in told else token
        yield Mark(x, y, label, named.format(token=token), "square", KEY, "strong" if at in told else "plain")


def head_words(vectors: HeadVectors, found: Projection, place: tuple[int, int], query: int | None) -> str:
    """One sentence on the head and where the chosen query looks, one on what the picture keeps."""
    kept = translate(
        "Geometry",
        "Both axes keep {share} % of the variance of {count} queries and keys in {width} dimensions.",
    ).format(
        share=percent(found.explained.sum(), 1),
        count=len(vectors.queries) + len(vectors.keys),
        width=vectors.queries.shape[1],
    )
    return f"{_looking_words(vectors, query, layer=place[0] + 1, head=place[1] + 1)} {kept}"


def _looking_words(vectors: HeadVectors, query: int | None, **place: int) -> str:
    if query is None:
        return translate(
            "Geometry",
            "Layer {layer}, head {head}. Choose a query (a circle, or up and down) to see which keys it finds.",
        ).format(**place)
    token, strongest = vectors.query_names[query], vectors.strongest(query)
    if not strongest:
        text = translate("Geometry", "Layer {layer}, head {head}: the query of {query} looks at nothing.")
        return text.format(query=token, **place)
    text = translate(
        "Geometry",
        "Layer {layer}, head {head}: the query of {query} looks most at the key of {key} ({weight}).",
    )
    weight = f"{vectors.weights[query, strongest[0]]:.4f}"
    return text.format(query=token, key=vectors.key_names[strongest[0]], weight=weight, **place)
