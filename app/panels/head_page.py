"""The base of the ways in which one head is seen large: it draws what it is told while it is in front."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.reading.head_detail import ShownHead
from app.theme import Theme
from app.widgets.translated import TranslatedWidget

Cell = tuple[int | None, int | None]


class HeadPageWidget(TranslatedWidget):
    """Query and key are counted in tokens, whatever the map joins."""

    cell_selected = Signal(int, int)
    words_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownHead | None = None
        self._cell: Cell = (None, None)

    def show_head(self, shown: ShownHead, cell: Cell) -> None:
        """Draw this head with a cell marked; a key without a query is a column."""
        self._shown, self._cell = shown, cell
        self._draw(shown)
        self._mark(shown, cell)

    def set_cell(self, cell: Cell) -> None:
        """Mark another cell of the same head."""
        self._cell = cell
        if self._shown is not None:
            self._mark(self._shown, cell)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say the page's own words in the language now chosen."""

    def _draw(self, shown: ShownHead) -> None:
        raise NotImplementedError

    def _mark(self, shown: ShownHead, cell: Cell) -> None:
        """Light up the cell, and say what there is to say of it."""
        raise NotImplementedError
