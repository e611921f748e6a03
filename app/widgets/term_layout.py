"""Lines of arithmetic, and where their parts stand: side by side, or below each other where there is no room."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from statistics import median
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from app.widgets.themed import legible

Role = Literal["title", "term", "fold", "total", "fact"]

GAP = 8.0
MOST_LABEL = 0.3
"""A label, such as a token, takes no more than this share of the width."""

MEASURED = 40
"""So many lines are measured one by one; the long lists behind them are all as high as a plain line."""


class Piece(NamedTuple):
    """A stretch of text; with a ``target`` it can be pressed, and what it leads to is the owner's affair."""

    text: str
    target: object = None


@dataclass(frozen=True)
class Line:
    """One line; ``share`` is the signed length of its bar, from -1 to 1."""

    pieces: tuple[Piece, ...] = ()
    label: str = ""
    value: str = ""
    running: str = ""
    share: float = 0.0
    role: Role = "term"

    @property
    def text(self) -> str:
        """The line as it is read aloud."""
        words = "".join(piece.text for piece in self.pieces)
        return " ".join(filter(None, (self.label, words, "=" if words and self.value else "", self.value)))

    @property
    def targets(self) -> list[int]:
        """Which of the pieces can be pressed, of several with one target the first."""
        targets = [piece.target for piece in self.pieces]
        return [at for at, target in enumerate(targets) if target is not None and target not in targets[:at]]


class Place(NamedTuple):
    """Where the parts of a line stand."""

    label: QRectF
    pieces: list[QRectF]
    value: QRectF
    running: QRectF
    bar: QRectF


class _Measured(NamedTuple):
    """A line and how wide its parts are."""

    line: Line
    label: float
    pieces: tuple[float, ...]
    value: float
    running: float


class TermLayout:
    """Rectangles of lines at a width and in a type."""

    def __init__(self, metrics: QFontMetricsF, lines: Sequence[Line], width: float) -> None:
        self.metrics = metrics
        self._lines, self._width = lines, max(width, 1.0)
        self._text = metrics.height() + 2
        self._bar = max(3.0, metrics.height() * 0.16)
        self._advance = cache(partial(_advance, metrics))  # brackets and signs are the same in every line
        self._first = [self._measured(line) for line in lines[:MEASURED]]
        # What stands over the labels may be longer than all of them, and takes no room from the terms.
        labels = [each.label for each in self._first if each.line.role != "title"]
        self._label = min(max(labels, default=0.0), self._width * MOST_LABEL)
        self._indent = self._label + GAP if self._label else 0.0
        self._number = max((each.value for each in self._first), default=0.0)
        self._sum = max((each.running for each in self._first), default=0.0)
        extents = [sum(each.pieces) for each in self._first if each.line.role == "term"]
        columns = sum(width + GAP for width in (self._number, self._sum) if width)
        # A single long line finds its numbers below it; where many are long, all lines look alike.
        self.folded = bool(extents) and self._indent + median(extents) + columns > self._width
        self._tops = [0.0, *accumulate(map(self._height, self._first))]

    @property
    def height(self) -> float:
        """Of all lines together."""
        return self.top(len(self._lines))

    def line(self, row: int) -> Line:
        """A line; those that were measured are not made again."""
        return self._first[row].line if row < len(self._first) else self._lines[row]

    def top(self, row: int) -> float:
        """Where a line begins; for the number of lines, where the last one ends."""
        last = len(self._tops) - 1
        return self._tops[row] if row <= last else self._tops[last] + (row - last) * self._plain

    def row_at(self, y: float) -> int:
        """The line at a height."""
        last = len(self._tops) - 1
        if y < self._tops[last]:
            return max(0, bisect_right(self._tops, y) - 1)
        return min(last + int((y - self._tops[last]) // self._plain), max(0, len(self._lines) - 1))

    def box(self, row: int) -> QRectF:
        """The whole of a line."""
        top = self.top(row)
        return QRectF(0, top, self._width, self.top(row + 1) - top)

    def place(self, row: int) -> Place:
        """Where the parts of a line stand."""
        each = self._first[row] if row < len(self._first) else self._measured(self._lines[row])
        top = self.top(row)
        pieces = self._flow(each, top)
        lower = pieces[-1].bottom() if pieces and self._below(each) else top
        value, running = max(self._number, each.value), max(self._sum, each.running)
        right = self._width - (self._sum + GAP if each.line.running else 0.0)
        bottom = self.box(row).bottom()
        return Place(
            label=QRectF(0, top, self._label_of(each), self._text),
            pieces=pieces,
            value=QRectF(right - value, lower, value, self._text),
            running=QRectF(self._width - running, lower, running, self._text),
            bar=QRectF(self._indent, bottom - self._bar - 2, max(0.0, self._width - self._indent), self._bar),
        )

    def _flow(self, each: _Measured, top: float) -> list[QRectF]:
        """Where the pieces stand; one that is wider than all of its row is cut."""
        left, right = self._bounds(each)
        places = zip(self._starts(each), each.pieces, strict=True)
        return [
            QRectF(x, top + row * self._text, min(width, right - left), self._text)
            for (x, row), width in places
        ]

    def _starts(self, each: _Measured) -> list[tuple[float, int]]:
        """Left edge and row of each piece: one behind the other, and on in the next row where one is full."""
        left, right = self._bounds(each)
        starts, x, row = [], left, 0
        for width in each.pieces:
            if x + width > right + 0.5 and x > left:
                x, row = left, row + 1
            starts.append((x, row))
            x += width
        return starts

    def _bounds(self, each: _Measured) -> tuple[float, float]:
        """Between which edges the pieces of a line stand."""
        left = self._indent if each.line.role == "term" or each.line.label else 0.0
        left = max(left, self._label_of(each) + GAP) if each.line.label else left
        return left, self._width - (0.0 if self._below(each) else self._taken(each))

    def _label_of(self, each: _Measured) -> float:
        return max(self._label, each.label) if each.line.role == "title" else self._label

    @property
    def _plain(self) -> float:
        """The height of a term in the middle of a long list."""
        return float(round(self._text * (2 if self.folded else 1) + self._bar + 4))

    def _height(self, each: _Measured) -> float:
        rows = 1 + self._starts(each)[-1][1] if each.pieces else 0
        rows = max(1, rows + (1 if self._below(each) else 0))
        return float(round(self._text * rows + (self._bar if each.line.share else 0.0) + 4))

    def _below(self, each: _Measured) -> bool:
        """Whether the numbers of a line stand in a row below its pieces."""
        line, taken = each.line, self._taken(each)
        if not taken or not each.pieces:
            return False
        if line.role == "term" and self.folded:
            return True
        if line.role == "title" and line.label:
            return self.folded
        left = self._indent if line.role == "term" else 0.0
        return left + sum(each.pieces) + taken > self._width + 0.5

    def _taken(self, each: _Measured) -> float:
        """The width that the numbers of a line take away from its pieces."""
        value = max(self._number, each.value) + GAP if each.line.value else 0.0
        return value + (max(self._sum, each.running) + GAP if each.line.running else 0.0)

    def _measured(self, line: Line) -> _Measured:
        pieces = tuple([self._advance(piece.text) for piece in line.pieces])
        label, value, running = map(self._advance, (line.label, line.value, line.running))
        return _Measured(line, label, pieces, value, running)


def _advance(metrics: QFontMetricsF, text: str) -> float:
    return metrics.horizontalAdvance(legible(metrics, text)) if text else 0.0
