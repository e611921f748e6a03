"""The grid of all heads and one head enlarged, side by side or one above the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app.panels.head_detail import HeadDetail
from app.panels.heads_panel import HeadsPanel

NARROW = 620
SHARE, LARGE_SHARE = 0.27, 0.48
"""What a grid of three layers takes of the width, and what it may take: with more layers, with titles of its own to
each tile, or a table in its place. The rest is the map's."""
LAYER_SHARE = 0.03
"""What each further layer takes of the width."""
LEAST_MAP = 360
"""Beside a table of figures the map is shown where it has so much room."""


class AttentionHalves(QSplitter):
    """Gives each half its share; from then on the handle between them is the user's."""

    def __init__(self, panel: HeadsPanel, detail: HeadDetail) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panel = panel
        self.setChildrenCollapsible(False)
        self.addWidget(panel)
        self.addWidget(detail)

    def turn(self, width: int) -> bool:
        """Put the halves above each other where there is no room side by side; whether that is a change."""
        across = Qt.Orientation.Vertical if width < NARROW else Qt.Orientation.Horizontal
        if across == self.orientation():
            return False
        self.setOrientation(across)
        self._panel.set_downwards(across == Qt.Orientation.Horizontal)
        return True

    def part(self, width: int, layers: int) -> None:
        """Give the grid what so many layers need of that width."""
        share = min(LARGE_SHARE, SHARE + LAYER_SHARE * max(0, layers - 3))
        share = LARGE_SHARE if self._panel.look.takes_room else share
        # Sizes are shares where the halves stand one above the other.
        self.setSizes([round(width * share), round(width * (1 - share))])

    def has_room_for_map(self, width: int, scale: float) -> bool:
        """Whether a table of figures, in place of the grid, leaves enough for the map beside it."""
        across = self.orientation() == Qt.Orientation.Horizontal
        spare = width - self._panel.table.least_width() if across else 0
        return not self._panel.look.listed or spare >= LEAST_MAP * scale
