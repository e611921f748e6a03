"""How information flows through the attention of several layers: attention rollout.

Abnar and Zuidema, "Quantifying Attention Flow in Transformers" (2020). Only attention moves anything from token
to token: feed-forward layers and norms work on each token by itself and are left out, as in the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from core.trace import Array

HALF = 0.5
"""What the residual connection carries of a sublayer's output: A = 0.5 W_att + 0.5 I (section 3)."""


def head_mean(weights: Array, active: Array) -> Array:
    """[head query key] -> [query key]: the mean over the heads in ``active`` [head]; 0 where no head is."""
    chosen = np.asarray(weights, np.float64)[active]
    return np.asarray(chosen.mean(axis=0) if len(chosen) else np.zeros(weights.shape[1:]))


def transition(
    attended: Array, residual: float = HALF, *, nodes: int | None = None, rows: int = 0, columns: int = 0
) -> Array:
    """One sublayer as the matrix A [node node] of eq. 1: row i says what token i is made of, and adds up to 1.

    ``attended`` [query key] is not negative; its rows are made to add up to 1. ``residual`` is the share that the
    residual connection carries, 0 where there is none. A row that looks at nothing keeps what it had, and is 0
    where no residual connection keeps it.

    An encoder-decoder has one graph over [source | target]: ``nodes`` in all, of which the queries begin at
    ``rows`` and the keys at ``columns``. All other nodes stay what they are. So cross-attention C becomes
    0.5 C + 0.5 I between the two blocks: our extension of the paper, which has one kind of tokens only.
    """
    queries, keys = attended.shape
    moved = np.eye(queries if nodes is None else nodes)
    total = attended.sum(axis=-1, keepdims=True, dtype=np.float64)
    open_rows = total > 0
    shares = np.where(open_rows, attended / np.where(open_rows, total, 1), 0.0)
    own = np.where(open_rows[:, 0], residual, float(residual > 0))
    here = np.arange(rows, rows + queries)
    moved[here, here] = own
    moved[rows : rows + queries, columns : columns + keys] += (1 - residual) * shares
    return moved


def rollout(transitions: Sequence[Array]) -> Array:
    """The product over the sublayers, first one first (eq. 1): row i says what of the input reaches output i."""
    return np.asarray(reduce(lambda below, layer: layer @ below, transitions[1:], transitions[0]))


def masses(transitions: Sequence[Array], token: int) -> Array:
    """[sublayers + 1, node]: how much of an output token passes through each node, from the input upwards.

    The first row is the token's row of ``rollout``, the last one holds 1 at the token.
    """
    found = [np.eye(len(transitions[0]))[token]]
    for layer in reversed(transitions):
        found.append(found[-1] @ layer)
    return np.array(found[::-1])


def bands(transitions: Sequence[Array], token: int) -> Array:
    """[sublayer, node above, node below]: how much of an output token passes along each connection."""
    above = masses(transitions, token)[1:]
    return np.asarray(above[:, :, None] * np.array(transitions))
