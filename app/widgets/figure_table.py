"""A table to be looked at: what is typed there is not searched for, but means what it means in the window."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


class FigureTable(QTableView):
    """Takes the keys that move, and leaves Space and every letter to the window."""

    def _read_by_rows(self) -> None:
        """Whole rows are selected, one at a time, and nothing is written into them."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        # Fixed heights: measuring every row of a long sentence would take longer than painting it.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows and pages; a table of Qt's takes all the rest as well."""
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
