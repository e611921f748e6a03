"""How widely attention is spread: the entropy of its rows (Shannon 1948)."""

from __future__ import annotations

import numpy as np

from core.trace import Array


def entropy(weights: Array) -> Array:
    """Entropy in nats of every row, over the last axis; a weight of 0 adds nothing."""
    weights = np.asarray(weights, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(weights > 0, weights * np.log(weights), 0.0)
    rows: Array = -terms.sum(axis=-1)
    return rows


def breadth(weights: Array) -> float:
    """Over how many tokens a row spreads: exp of the mean entropy of the rows that look at all."""
    rows = np.asarray(weights).sum(axis=-1) > 0
    return float(np.exp(entropy(weights)[rows].mean())) if rows.any() else 0.0
