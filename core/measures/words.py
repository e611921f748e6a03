"""Pieces joined into words, and attention from word to word (Clark et al. 2019).

Where a piece carries on a word is told by its token. Nothing tells where a Chinese word ends, so its characters
stay by themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from core.trace import Array, Token

WIDE = "\u2e80"
"""From here on come the scripts that are written without gaps."""


def word_starts(tokens: Sequence[Token]) -> tuple[int, ...]:
    """The places of the tokens with which a word begins; special tokens and signs stand alone."""
    return tuple(at for at, token in enumerate(tokens) if at == 0 or not _continues(tokens[at - 1], token))


def word_at(starts: Sequence[int], token: int) -> int:
    """The number of the word that a token belongs to."""
    return bisect_right(starts, token) - 1


def word_texts(texts: Sequence[str], starts: Sequence[int]) -> tuple[str, ...]:
    """The words, from the texts of their pieces."""
    ends = (*starts, len(texts))[1:]
    return tuple("".join(texts[first:end]) for first, end in zip(starts, ends, strict=True))


def merged(weights: Array, rows: Sequence[int], columns: Sequence[int]) -> Array:
    """Attention [... query key] between words: the sum over the pieces looked at, the mean over those that ask.

    Rows that add up to 1 still do. ``rows`` and ``columns`` are where the words begin.
    """
    if not weights.size:
        return weights
    summed = np.add.reduceat(weights, np.asarray(columns), axis=-1)
    lengths = np.diff((*rows, weights.shape[-2]))
    mean: Array = np.add.reduceat(summed, np.asarray(rows), axis=-2) / lengths[:, None].astype(weights.dtype)
    return mean


def merged_mask(hidden: Array, rows: Sequence[int], columns: Sequence[int]) -> Array:
    """A mask [... query key] between words: hidden where no piece of the one may look at a piece of the other."""
    if not hidden.size:
        return hidden
    looked_at = np.logical_and.reduceat(hidden, np.asarray(columns), axis=-1)
    both: Array = np.logical_and.reduceat(looked_at, np.asarray(rows), axis=-2)
    return both


def _continues(before: Token, token: Token) -> bool:
    if token.starts_word or not before.role == token.role == "word":
        return False
    return _is_written_together(before.text[-1:]) and _is_written_together(token.text.lstrip("'’")[:1])


def _is_written_together(character: str) -> bool:
    return character.isalnum() and character < WIDE
