"""How several that stand in one row share its width."""

from __future__ import annotations

from collections.abc import Sequence


def fair_shares(needs: Sequence[int], room: int) -> list[int]:
    """Each gets what it needs; where that is too much, the most needy are cut, all to the same width."""
    shares, left = [0] * len(needs), max(0, room)
    for served, at in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        shares[at] = min(needs[at], left // (len(needs) - served))
        left -= shares[at]
    return shares
