"""Which of many names are written where there is no room for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def apart(order: Iterable[int], places: Sequence[float], least: float) -> list[int]:
    """Those of ``order``, the most important first, that stand at least so far from all taken before."""
    taken: list[int] = []
    for at in order:
        if all(abs(places[at] - places[other]) >= least for other in taken):
            taken.append(at)
    return taken
