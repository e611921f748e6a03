"""A sentence to choose a token from, and below it what is nearest to that token."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import SPACE_2, Theme
from app.widgets.neighbour_bars import Bar, NeighbourBars
from app.widgets.token_strip import TokenChip, TokenStrip
from app.widgets.translated import TranslatedWidget


class NeighbourPage(TranslatedWidget):
    """Shows what it is given; the strip says which token is wished."""

    token_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip, self.bars = TokenStrip(), NeighbourBars()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.strip)
        column.addWidget(self.bars, 1)
        self.strip.token_selected.connect(self.token_selected)
        self.retranslate()

    def show_tokens(self, tokens: Sequence[TokenChip], chosen: int) -> None:
        """Offer these tokens."""
        self.strip.set_tokens(tokens)
        self.strip.set_selection(chosen)

    def show_bars(self, bars: Sequence[Bar], usual: float) -> None:
        """Show what is nearest, and the mean over all as a dashed line."""
        self.bars.set_bars(bars, self.tr("cosine; dashed: mean over all tokens"), usual)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours and the text size."""
        self.strip.set_theme(theme, scale)
        self.bars.set_theme(theme, scale)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.strip.set_title(self.tr("Token"))
