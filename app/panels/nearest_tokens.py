"""The tokens of the vocabulary that are nearest to the selected one."""

from __future__ import annotations

from app.reading.geometry import chips
from app.reading.geometry_focus import Focus
from app.reading.geometry_neighbours import bars, nearest, neighbour_words
from app.widgets.neighbour_page import NeighbourPage


class NearestTokens(NeighbourPage):
    """Without a selected token it tells of the first word."""

    def show_focus(self, focus: Focus) -> str:
        """Show what is nearest in this trace; returns the caption."""
        trace, at = focus.trace, focus.token
        pieces = trace.tokens[focus.name]
        if at is None:
            at = next((at for at, token in enumerate(pieces) if token.role == "word"), 0)
        found = nearest(trace, focus.name, at)
        shown = bars(trace, found)
        self.show_tokens(chips(pieces), at)
        self.show_bars(shown, found.usual)
        return neighbour_words(trace, focus.name, at, found, shown)
