"""What position vectors are made of: waves, their rotation, and how like each other positions are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.trace import Array, Token


def frequencies(width: int, base: float) -> Array:
    """Radians a position of each sine/cosine pair, [pairs]: base^(-2i/d) ("Attention Is All You Need", 3.5)."""
    return np.asarray(base ** (-np.arange(0, width, 2, dtype=np.float64) / width))


def waves(positions: Array, width: int, base: float) -> Array:
    """The encoding at any positions, whole or between, [positions, width], in float64."""
    angles = np.asarray(positions, np.float64)[:, None] * frequencies(width, base)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(len(angles), -1)[:, :width]


def rotated(encoding: Array, shift: int, base: float) -> Array:
    """Position vectors [t, d] with every sine/cosine pair turned by ``shift`` times its frequency.

    This is the encoding ``shift`` positions later, since sin(a + b) and cos(a + b) are a rotation of sin a and
    cos a by b. The width has to be even.
    """
    pairs = np.asarray(encoding, np.float64).reshape(len(encoding), -1, 2)
    angle = shift * frequencies(encoding.shape[1], base)
    sine, cosine = pairs[..., 0], pairs[..., 1]
    turned = (
        sine * np.cos(angle) + cosine * np.sin(angle),
        cosine * np.cos(angle) - sine * np.sin(angle),
    )
    return np.stack(turned, axis=-1).reshape(encoding.shape)


def dot_products(encoding: Array) -> Array:
    """Every position vector with every other one, [t, t]."""
    vectors = np.asarray(encoding, np.float64)
    return np.asarray(vectors @ vectors.T)


def same_pieces(first: Sequence[Token], second: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Where each token of the first sentence stands in the second: the n-th of a kind is the n-th there."""
    places: dict[int, list[int]] = {}
    for at, token in enumerate(second):
        places.setdefault(token.id, []).append(at)
    return tuple((at, places[token.id].pop(0)) for at, token in enumerate(first) if places.get(token.id))


def change(first: Array, second: Array, pairs: Sequence[tuple[int, int]]) -> Array:
    """How far each vector moved as a share of its length, [pairs]: |a - b| / |a|."""
    ours, theirs = (np.asarray(pairs, int).reshape(-1, 2)[:, side] for side in (0, 1))
    before = np.asarray(first, np.float64)[ours]
    moved = np.linalg.norm(before - np.asarray(second, np.float64)[theirs], axis=-1)
    lengths = np.linalg.norm(before, axis=-1)
    return np.asarray(np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 0))
