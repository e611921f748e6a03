"""How large the parts of a block diagram are, and how its words are broken into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetricsF

_PIECES = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef-]+-?|-")
WIDEST_BLOCK = 260.0


@dataclass(frozen=True)
class Measures:
    """Lengths in pixels. ``tight_font`` is for names where there is little room, ``fine_font`` for shapes.

    ``shared`` tells whether note and picture of a block share a line.
    """

    font: QFont
    tight_font: QFont
    small_font: QFont
    fine_font: QFont
    unit: float
    gap: float = 6.0
    padding: float = 2.0
    shared: bool = False

    @property
    def line(self) -> float:
        """The height of a line of a name."""
        return self.font.pixelSize() * 1.16

    @property
    def small_line(self) -> float:
        """The height of a line of a shape or a symbol."""
        return self.small_font.pixelSize() * 1.25

    @property
    def narrowest(self) -> float:
        """The width of a block in which no more than a line that is turned upright has room."""
        return self.small_line

    @property
    def circle(self) -> float:
        """The diameter of a sum."""
        return 15 * self.unit

    @property
    def inset(self) -> float:
        """The distance between a frame and what is in it."""
        return 4.5 * self.unit

    @property
    def edge(self) -> float:
        """The distance between the frame of an unfolded part and its operations."""
        return 3 * self.unit

    @property
    def beyond(self) -> float:
        """How far words beside a circle may stand out of its column."""
        return self.inset - self.unit

    @property
    def channel(self) -> float:
        """The distance between two columns, in which arrows run from one to the other."""
        return 12 * self.unit

    @property
    def head(self) -> float:
        """The length of an arrowhead."""
        return 5 * self.unit

    @property
    def lane(self) -> float:
        """How far arrows that run beside each other are apart."""
        return 5.5 * self.unit

    @property
    def fork(self) -> float:
        """The height that an arrow takes to spread into several."""
        return self.head + 4 * self.unit

    @property
    def header(self) -> float:
        """The height of the line at the top of a layer."""
        return max(self.small_line, 13 * self.unit)

    @property
    def strip(self) -> float:
        """The height of a small picture."""
        return 14 * self.unit

    @property
    def metrics(self) -> QFontMetricsF:
        """The widths of names."""
        return QFontMetricsF(self.font)

    @property
    def small_metrics(self) -> QFontMetricsF:
        """The widths of shapes and symbols."""
        return QFontMetricsF(self.small_font)

    def with_gap(self, gap: float) -> Measures:
        """The same with other distances between blocks."""
        return replace(self, gap=gap)

    def densities(self) -> tuple[Measures, ...]:
        """From the roomiest to the tightest."""
        unit = self.unit
        return (
            replace(self, gap=9 * unit, padding=4 * unit),
            replace(self, gap=6 * unit, padding=2 * unit),
            replace(self, gap=5 * unit, padding=2 * unit, shared=True),
            replace(self, gap=2 * unit, padding=unit, shared=True, font=self.tight_font),
        )


def wrapped(metrics: QFontMetricsF, text: str, width: float) -> list[str]:
    """The text in lines no wider than ``width`` where it can be broken so: at spaces, hyphens, in Chinese."""
    lines: list[str] = []
    at = 0
    for piece in _PIECES.finditer(text):
        longer = text[at : piece.end()].strip()
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            at = piece.start()
            lines.append(piece.group())
    return lines


def widest_piece(metrics: QFontMetricsF, text: str) -> float:
    """The width below which a text cannot be broken any further."""
    return max((metrics.horizontalAdvance(piece) for piece in _PIECES.findall(text)), default=0.0)
