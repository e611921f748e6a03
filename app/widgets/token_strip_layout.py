"""Where the chips of a token strip lie, and how far they have to be scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.widgets.themed import legible
from app.widgets.token_chip import TokenChip

WORD_GAP, PIECE_GAP, PADDING = 12.0, 3.0, 8.0
TITLE_SHARE = 0.2
"""A title takes at most so much of the width."""
NEIGHBOUR = 24.0
"""So much of its neighbours is in view beside the selected chip."""

Span = tuple[float, float]


@dataclass(frozen=True)
class StripMeasures:
    """Sizes that depend on the type and the titles alone; a strip without a title has no room for one."""

    title_width: float | None
    count_width: float
    chip_height: float


def chip_spans(tokens: Sequence[TokenChip], metrics: QFontMetricsF, widest: float) -> tuple[Span, ...]:
    """Return left edge and width of every chip, measured from the first."""
    spans: list[Span] = []
    left = 0.0
    for index, token in enumerate(tokens):
        left += 0.0 if index == 0 else WORD_GAP if token.starts_word else PIECE_GAP
        text = metrics.horizontalAdvance(legible(metrics, token.shown())) + 2 * PADDING
        spans.append((left, max(min(text, widest), metrics.height() * 1.1)))
        left += spans[-1][1]
    return tuple(spans)


@dataclass(frozen=True)
class StripLayout:
    """A line of chips in a room of that width and height, scrolled so far."""

    measures: StripMeasures
    spans: tuple[Span, ...]
    width: int
    height: int
    scroll: float = 0.0

    @property
    def start(self) -> float:
        """Where the chips begin: after the title."""
        title = self.measures.title_width
        return PADDING + (0.0 if title is None else min(title, self.width * TITLE_SHARE) + 2 * PADDING)

    @property
    def overflow(self) -> float:
        """How far the chips can be scrolled; then they are counted on the left."""
        last = self.spans[-1] if self.spans else (0.0, 0.0)
        beyond = sum(last) - (self.width - PADDING - self.start)
        return beyond + 2 * self.measures.count_width if beyond > 0 else beyond

    @property
    def view(self) -> QRectF:
        """Where chips are seen; what is hidden on either side is counted beside them."""
        start, end, count = self.start, self.width - PADDING, self.measures.count_width
        if self.overflow > 0:
            start, end = start + (count if self.scroll else 0.0), end - count
        return QRectF(start, 0, max(1.0, end - start), self.height)

    def rects(self, chips: slice = slice(None)) -> list[QRectF]:
        """Return where these chips are painted, which may be out of view."""
        start, height = self.view.left() - self.scroll, self.measures.chip_height
        top = (self.height - height) / 2
        return [QRectF(start + left, top, width, height) for left, width in self.spans[chips]]

    def hidden(self) -> tuple[int, int]:
        """Return how many chips are out of view at the left and at the right."""
        if self.overflow <= 0:
            return 0, 0
        view, middles = self.view, [rect.center().x() for rect in self.rects()]
        return sum(x < view.left() for x in middles), sum(x > view.right() for x in middles)

    def index_at(self, place: QPointF) -> int:
        """Return the chip at a place, or -1."""
        if not self.view.contains(place):
            return -1
        rects = (rect.adjusted(-1, -4, 1, 4) for rect in self.rects())
        return next((index for index, rect in enumerate(rects) if rect.contains(place)), -1)

    def scrolled_to(self, offset: float) -> StripLayout:
        """Return the same scrolled to there, as far as there are chips."""
        return replace(self, scroll=max(0.0, min(offset, self.overflow)))

    def revealing(self, index: int | None) -> StripLayout:
        """Return the same scrolled just so far that a chip and a part of its neighbours are in view."""
        shown = self.scrolled_to(self.scroll)
        if index is None or shown.overflow <= 0:
            return shown
        for _ in range(2):  # leaving the beginning takes room for the count on the left
            view, (chip,) = shown.view, shown.rects(slice(index, index + 1))
            if chip.left() - NEIGHBOUR < view.left():
                shown = shown.scrolled_to(shown.scroll - (view.left() - chip.left() + NEIGHBOUR))
            elif chip.right() + NEIGHBOUR > view.right():
                shown = shown.scrolled_to(shown.scroll + chip.right() + NEIGHBOUR - view.right())
        return shown
