"""A dot product taken apart: what each dimension of a query and a key adds to their score.

Vaswani et al., "Attention Is All You Need" (2017), eq. 1 and footnote 4.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

from core.trace import Array

Order: TypeAlias = Literal["dimension", "size"]
ORDERS: tuple[Order, ...] = ("dimension", "size")


def products(query: Array, key: Array) -> Array:
    """q_i k_i of two vectors of the same width, [width]; they add up to the dot product."""
    return np.asarray(np.asarray(query, np.float64) * np.asarray(key, np.float64))


def ordered(terms: Array, order: Order) -> Array:
    """The dimensions as they are counted, or those that add or take most first, [width]."""
    if order == "dimension":
        return np.arange(len(terms))
    return np.argsort(-np.abs(terms), kind="stable")


def half(terms: Array) -> int:
    """How many dimensions, the largest ones, make up half of all that is added and taken away."""
    sizes = np.sort(np.abs(terms))[::-1]
    whole = float(sizes.sum())
    return int(np.searchsorted(np.cumsum(sizes), whole / 2)) + 1 if whole > 0 else 0
