"""The query and the key of a cell as two arrows, which can be moved by hand away from what the trace holds."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal

from app.reading.geometry_focus import Focus
from app.reading.geometry_product import arrow_names, arrows, chosen_cell, fact_names, facts, product_words
from app.widgets.product_page import ProductPage
from app.widgets.scale import Numbers
from core.measures.angles import pair


class TwoVectors(ProductPage):
    """Where the arrows were moved to is its own choice, until another cell is looked at."""

    words_changed = Signal(str)  # the caption, after a move

    def __init__(self) -> None:
        super().__init__()
        self._focus: Focus | None = None
        self._drawn: tuple[object, ...] = ()
        self._moved: Numbers | None = None
        self.moved.connect(self._on_moved)
        self.reset_requested.connect(lambda: self._on_moved(None))

    def show_focus(self, focus: Focus) -> str:
        """Show the vectors of the selected cell; returns the caption."""
        self._focus, vectors = focus, focus.vectors
        cell = chosen_cell(vectors, *focus.cell)
        drawn = focus.trace, focus.name, focus.place, cell
        if drawn != self._drawn:
            self._drawn, self._moved = drawn, None
        given = arrows(vectors, *cell)
        if self._moved is None:
            self.plane.set_vectors(given, arrow_names(vectors, cell))
        shown = [given] if self._moved is None else [given, self._moved]
        values = np.stack([facts(pair(*both)) for both in shown], axis=1)
        self.show_numbers(fact_names(), values, self._moved is not None)
        return product_words(vectors, cell, self._moved)

    def _on_moved(self, vectors: Numbers | None) -> None:
        self._moved = vectors
        if self._focus is not None:
            self.words_changed.emit(self.show_focus(self._focus))
