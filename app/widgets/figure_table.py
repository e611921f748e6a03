"""A table to be looked at: what is typed there is not searched for, but means what it means in the window."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView


class FigureTable(QTableView):
    """Takes the keys that move, and leaves Space and every letter to the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows and pages; a table of Qt's takes all the rest as well."""
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
