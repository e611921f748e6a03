"""How much each token adds to the output of an attention: the norms of the weighted, transformed values.

Kobayashi et al., "Attention is Not Only a Weight: Analyzing Transformers with Vector Norms" (2020): a large weight
on a short value moves little.
"""

from __future__ import annotations

import numpy as np

from core.trace import Array


def transformed(values: Array, output: Array) -> Array:
    """f(x) = (x W_V + b_V) W_O of every head (eq. 4): [head key width].

    ``values`` [head key head_width] are x W_V + b_V; ``output`` [width, head x head_width] is W_O as a linear layer
    holds it. The bias of the output belongs to no token and is left out, as in the paper.
    """
    heads, _, width = values.shape
    of_heads = np.asarray(output, np.float64).reshape(len(output), heads, width)
    return np.asarray(np.einsum("hkd,whd->hkw", np.asarray(values, np.float64), of_heads, optimize=True))


def value_norms(weights: Array, values: Array, output: Array) -> Array:
    """||sum over the heads of alpha f(x)|| [query key] (eq. 5 and section 5): what key j adds to query i.

    ``weights`` [head query key]; ``values`` and ``output`` as in ``transformed``.
    """
    vectors = transformed(values, output)
    # The norm of a weighted sum needs the products of its vectors only, not every sum in full width.
    products = np.einsum("hkw,gkw->khg", vectors, vectors, optimize=True)
    alpha = np.asarray(weights, np.float64).transpose(2, 1, 0)  # [key query head]
    squares = ((alpha @ products) * alpha).sum(axis=-1)
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)).T)


def weighted_lengths(weights: Array, values: Array) -> Array:
    """||alpha v|| [... query key]: each weight times the length of the value vector of its key, within one head.

    As in section 3 of the paper, but for the values as the head sums them, before W_O joins the heads.
    ``weights`` [... query key]; ``values`` [... key head_width].
    """
    lengths = np.linalg.norm(np.asarray(values, np.float64), axis=-1)
    return np.asarray(np.asarray(weights, np.float64) * lengths[..., None, :])
