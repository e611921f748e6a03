"""Find things by a few letters of their names, best first. Knows neither Qt nor what the things are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

WHOLE, START, INSIDE, SCATTERED = 4, 3, 2, 1
"""How well a word of the query fits: as a whole word, as the start of one, anywhere, or letter by letter."""


def ranked(query: str, things: Iterable[Sequence[str]]) -> list[int]:
    """The numbers of the things of which every word of the query fits some name; the best first, else in order.

    Each thing is given by its names. Without a query all are found.
    """
    words = query.casefold().split()
    fits = ((fit(words, [name.casefold() for name in names]), at) for at, names in enumerate(things))
    found = [(score, at) for score, at in fits if score is not None]
    return [at for _, at in sorted(found, key=lambda one: (-one[0], one[1]))]


def fit(words: Sequence[str], names: Sequence[str]) -> int | None:
    """How well these words fit these names, all in small letters, best where they are one; None where one misses."""
    scores = [max((_fit(word, name) for name in names), default=0) for word in words]
    return None if 0 in scores else sum(scores) + (" ".join(words) in names)


def _fit(word: str, name: str) -> int:
    if word in name:
        starts = [
            found.start() == 0 or not name[found.start() - 1].isalnum() for found in _places(word, name)
        ]
        if not any(starts):
            return INSIDE
        return WHOLE if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name) else START
    letters = iter(name)
    return SCATTERED if all(letter in letters for letter in word) else 0


def _places(word: str, name: str) -> Iterable[re.Match[str]]:
    return re.finditer(re.escape(word), name)
