"""Queries times keys."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Factor, Making
from core.derivations.making import products


def derive(making: Making) -> Derivation:
    """q . k, one product for each feature of the head."""
    *_, asking, seen = making.index
    query = (*making.leading(0, 2), asking)
    key = (*making.leading(1, 2), seen)

    def factors(at: int) -> tuple[Factor, Factor]:
        return making.cell("q", 0, (*query, at)), making.cell("k", 1, (*key, at))

    terms = products(making.source(0).value[query], making.source(1).value[key], factors)
    return making.made("dot_product", "s", terms)


DERIVATION = DerivationSpec(("product",), derive)
