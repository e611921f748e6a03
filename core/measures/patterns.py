"""What an attention head mostly looks at, as a name and a share: a caption is made from these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from core.measures.entropy import breadth
from core.trace import Array

PatternName: TypeAlias = Literal["previous", "next", "itself", "first", "end", "focused", "broad", "nothing"]
OFFSETS: dict[PatternName, int] = {"previous": -1, "next": 1, "itself": 0}
CLEAR_SHARE = 0.4
FOCUSED_SHARE = 0.6


@dataclass(frozen=True)
class Pattern:
    """A pattern's name, the share of the weight that follows it, and how many tokens a row looks at.

    "focused": every row looks mostly at one token, but at no fixed place; "broad": the weight is spread;
    "nothing": no row has a choice.
    """

    name: PatternName
    share: float
    breadth: float


def pattern(weights: Array, hidden: Array, *, self_attending: bool, ends: Sequence[int] = ()) -> Pattern:
    """Name what one head looks at.

    ``weights`` and ``hidden`` [query key]; rows that may look at one token only have no choice and are left
    out. ``ends`` are the key positions of end tokens.
    """
    free = (~hidden).sum(axis=-1) > 1
    spread = breadth(weights[free])
    if not free.any():
        return Pattern("nothing", 0.0, spread)
    shares = dict(_shares(weights, free, self_attending, ends))
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= CLEAR_SHARE:
        return Pattern(best, shares[best], spread)
    focus = float(weights[free].max(axis=-1).mean())
    return Pattern("focused" if focus >= FOCUSED_SHARE else "broad", focus, spread)


def _shares(
    weights: Array, free: Array, self_attending: bool, ends: Sequence[int]
) -> Iterator[tuple[PatternName, float]]:
    rows = np.flatnonzero(free)
    if self_attending:
        for name, offset in OFFSETS.items():
            there = rows[(rows + offset >= 0) & (rows + offset < weights.shape[-1])]
            # Over all free rows: a row that has no such neighbour counts against the pattern.
            yield name, float(weights[there, there + offset].sum() / len(rows))
    yield "first", float(weights[rows, 0].mean())
    if ends:
        yield "end", float(weights[np.ix_(rows, np.asarray(ends))].sum(axis=-1).mean())
