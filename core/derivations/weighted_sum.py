"""Values mixed by attention weights."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Factor, Making
from core.derivations.making import products


def derive(making: Making) -> Derivation:
    """weight times value, one product for each token looked at."""
    *_, asking, feature = making.index
    row = (*making.leading(0, 2), asking)
    lead = making.leading(1, 2)

    def factors(at: int) -> tuple[Factor, Factor]:
        return making.cell("a", 0, (*row, at)), making.cell("v", 1, (*lead, at, feature))

    column = making.source(1).value[lead][:, feature]
    return making.made("dot_product", "h", products(making.source(0).value[row], column, factors))


DERIVATION = DerivationSpec(("weighted_sum",), derive)
