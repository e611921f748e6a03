"""What the Positions view reads: the encoding, what it is added to, and where its words are."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.widgets.dials import Dial
from app.widgets.line_chart import Curve
from app.widgets.number_text import significant
from core.measures.positions import frequencies, rotated, waves
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate
FINE, DIALS = 480, 6
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W\d_])+(?:['’](?:(?![{_CJK}])[^\W\d_])+)*|\d+")


@dataclass(frozen=True, eq=False)
class Encoding:
    """Position vectors [token width] as they were computed, with what they are added to and what that makes."""

    positions: Step
    tokens: Step | None
    sum: Step | None

    @property
    def base(self) -> float | None:
        """The base of the wavelengths; None where the vectors are learned."""
        return dict(self.positions.constants).get("base")

    @property
    def values(self) -> Array:
        """The vectors as they were computed, even where an intervention took them away afterwards."""
        computed = self.positions.computed
        return self.positions.value if computed is None else computed


def encoding(trace: Trace) -> Encoding | None:
    """The first position encoding of the trace, which is the source's where there is one."""
    found = next(iter((*trace.of_kind("position"), *trace.of_kind("learned_position"))), None)
    if found is None:
        return None
    total = next((step for step in trace.of_kind("sum") if found.site in step.sources), None)
    other = next((site for site in total.sources if site != found.site), "") if total else ""
    return Encoding(found, trace.by_site.get(other), total)


def words(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word of the text begins and ends; a Chinese character is a word."""
    return tuple(match.span() for match in _WORD.finditer(text))


def swapped(text: str, first: int, second: int) -> str:
    """The text with two of its ``words`` in each other's place."""
    (a, b), (c, d) = (words(text)[at] for at in sorted((first, second)))
    return text if first == second else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def curves(found: Encoding, dimensions: Sequence[int]) -> list[Curve]:
    """Each dimension over the positions: dots as they were computed, between them the formula if there is one."""
    values = found.values.astype(np.float64)
    places = np.arange(len(values), dtype=np.float64)
    line, between = places, values
    if found.base is not None and len(places) > 1:
        line = np.linspace(0, places[-1], FINE)
        between = waves(line, values.shape[1], found.base)
    name = translate("Positions", "dim. {number}")
    return [Curve(name.format(number=at), line, between[:, at], places, values[:, at]) for at in dimensions]


def dials(found: Encoding, here: int, k: int) -> tuple[list[Dial], str]:
    """Some sine/cosine pairs at a position and ``k`` further, and in words how exactly a rotation leads there."""
    values, base = found.values, found.base or 1.0
    there = here + k
    if not 0 <= there < len(values):
        beyond = translate("Positions", "Position {there} is beyond this sentence; choose another shift.")
        return [], beyond.format(there=there)
    error = float(np.abs(rotated(values[here : here + 1], k, base)[0] - values[there]).max())
    told = translate(
        "Positions",
        "Turning every pair of position {here} by its own angle gives position {there}: "
        "the largest difference is {error}.",
    )
    pairs = values.shape[1] // 2
    chosen = sorted({round(at) for at in np.linspace(0, (pairs - 1) * 0.5, min(DIALS, pairs))})
    turned = [_dial(values[[here, there]], pair, k, base) for pair in chosen]
    return turned, told.format(here=here, there=there, error=significant(error, 2))


def _dial(values: Array, pair: int, k: int, base: float) -> Dial:
    angle = k * float(frequencies(values.shape[1], base)[pair])
    hands = [(float(row[2 * pair]), float(row[2 * pair + 1])) for row in values]
    title = translate("Positions", "dims. {sine} and {cosine}").format(sine=2 * pair, cosine=2 * pair + 1)
    words = translate("Positions", "turned by {angle}°").format(angle=significant(math.degrees(angle), 4))
    return Dial(hands[0], hands[1], angle, title, words)
