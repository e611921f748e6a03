"""Numbers that came from outside: a mask that was given, or numbers typed by hand."""

from __future__ import annotations

import numpy as np

from core.derivations import Derivation, DerivationSpec, Factor, Form, Making, Term

ORDER = Form(r"[\, @1 \leq @2 \,]", "[@1 ≤ @2]")


def given(making: Making) -> Derivation:
    """The number itself; there is nothing to derive."""
    return making.made("given", "x", (_itself(making),))


def mask(making: Making) -> Derivation:
    """1 where query i may look at key j; where that follows from their order alone, j <= i is said."""
    *_, query, key = making.index
    if not _is_causal(making):
        return making.made("given", "m", (_itself(making),))
    factors = (Factor("j", float(key)), Factor("i", float(query)))
    return making.made("order", "m", (Term(float(key <= query), factors, ORDER),))


def derive(making: Making) -> Derivation:
    """A mask, or anything else that was given."""
    return mask(making) if making.step.kind == "given_mask" else given(making)


def _itself(making: Making) -> Term:
    return Term(float(making.result[making.index]))


def _is_causal(making: Making) -> bool:
    queries, keys = making.step.shape[-2:]
    return queries == keys > 1 and np.array_equal(
        making.result, np.broadcast_to(np.tri(queries, dtype=bool), making.step.shape)
    )


DERIVATION = DerivationSpec(("given", "given_mask"), derive)
