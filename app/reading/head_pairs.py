"""The query and the key of one cell, dimension by dimension: how their score came about, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_maps import hidden_cells, upstream
from app.reading.head_detail import ShownHead
from app.widgets.number_text import significant
from core.measures.pair_products import half, products
from core.trace import Array, Step

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class HeadPair:
    """``query`` and ``key`` [width], whose ``products`` add up to ``score``; ``divisor`` makes it ``scaled``.

    ``went_on`` is the scaled score that the pass went on with, after what-ifs. Without scaling, the last three are
    None.
    """

    query: Array
    key: Array
    score: float
    divisor: float | None
    scaled: float | None
    went_on: float | None
    hidden: bool
    weight: float
    softmax: float

    @property
    def products(self) -> Array:
        """What each dimension adds to the score, [width]."""
        return products(self.query, self.key)


def has_pairs(shown: ShownHead) -> bool:
    """Whether the vectors whose products became these weights are in the trace."""
    return _product(shown) is not None


def head_pair(shown: ShownHead, query: int, key: int) -> HeadPair:
    """A cell of a head that ``has_pairs``."""
    product = _product(shown)
    assert product is not None
    asking, looked_at = (shown.trace.value(site)[shown.head] for site in product.sources)
    at = shown.head, query, key
    scaled = upstream(shown.trace, shown.step, "scale")
    return HeadPair(
        asking[query],
        looked_at[key],
        float(_computed(product)[at]),
        None if scaled is None else scaled.constant("divisor"),
        None if scaled is None else float(_computed(scaled)[at]),
        None if scaled is None else float(scaled.value[at]),
        bool(hidden_cells(shown.trace, shown.step)[at]),
        float(shown.step.value[at]),
        float(_computed(shown.step)[at]),
    )


def pair_words(shown: ShownHead, pair: HeadPair, cell: tuple[int, int]) -> str:
    """From the products to the weight, in one line."""
    text = translate("HeadPair", "{query} → {key}: {count} products add up to the score {score}").format(
        count=len(pair.query), score=significant(pair.score), **shown.names(*cell)
    )
    if pair.divisor is not None and pair.scaled is not None and pair.went_on is not None:
        text += translate("HeadPair", "; ÷ √d_k = {divisor} gives {scaled}").format(
            divisor=significant(pair.divisor), scaled=significant(pair.scaled)
        )
        if pair.went_on != pair.scaled:
            changed = translate("HeadPair", ", which a what-if makes {value}")
            text += changed.format(value=significant(pair.went_on))
    return text + _ending(pair)


def dimension_words(pair: HeadPair, order: Array, at: int) -> str:
    """One product as a sum, and how far the sum has come in that order; ``at`` counts in the order."""
    dimension = int(order[at])
    return translate("HeadPair", "dimension {number}: {query} × {key} = {product}, so far {sum}").format(
        number=dimension,
        query=significant(float(pair.query[dimension])),
        key=significant(float(pair.key[dimension])),
        product=significant(float(pair.products[dimension])),
        sum=significant(float(pair.products[order[: at + 1]].sum())),
    )


def half_words(pair: HeadPair) -> str:
    """How few dimensions do half of the work."""
    return translate(
        "HeadPair", "{few} of {count} dimensions make up half of all that is added and taken away"
    ).format(few=half(pair.products), count=len(pair.query))


def _ending(pair: HeadPair) -> str:
    weight = significant(pair.weight)
    if pair.hidden:
        text = translate("HeadPair", "; the mask closes the cell, so the weight is {weight}")
        if pair.weight:
            text = translate(
                "HeadPair", "; the mask puts a finite number in its place, and softmax makes it {weight}"
            )
        return text.format(weight=weight)
    if not np.isclose(pair.weight, pair.softmax, rtol=1e-6, atol=0):
        text = translate("HeadPair", "; softmax over the row gives {softmax}, which a what-if makes {weight}")
        return text.format(softmax=significant(pair.softmax), weight=weight)
    return translate("HeadPair", "; softmax over the row makes it the weight {weight}").format(weight=weight)


def _product(shown: ShownHead) -> Step | None:
    product = upstream(shown.trace, shown.step, "product")
    if product is None or len(product.sources) != 2:
        return None
    vectors = [shown.trace.by_site.get(site) for site in product.sources]
    fits = [
        step is not None and step.value.ndim == 3 and len(step.value) == len(product.value)
        for step in vectors
    ]
    return product if all(fits) else None


def _computed(step: Step) -> Array:
    """What a step came to before a what-if changed it."""
    return step.value if step.computed is None else step.computed
