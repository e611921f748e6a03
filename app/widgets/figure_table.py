"""Tables to be looked at: what is typed there is not searched for, but means what it means in the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex


class FigureTable(QTableView):
    """Takes the keys that move, and leaves Space and every letter to the window.

    Setting the selection is silent; clicks and keys say what is wished.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._silent = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setHighlightSections(False)
        # Fixed heights: measuring every row of a long sentence would take longer than painting it.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows and pages; a table of Qt's takes all the rest as well."""
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @contextmanager
    def _silence(self) -> Iterator[None]:
        """Say nothing of the cells that become the current ones meanwhile."""
        before, self._silent = self._silent, True
        yield
        self._silent = before

    def _mark(
        self, row: int | None, column: int | None = None, *, first: int = 0, follows: bool = True
    ) -> None:
        """Make a cell the current one and, if the view ``follows``, bring it into view; none without such a row.

        Without a column it stays in the present one, or in the ``first``.
        """
        model = self.model()
        with self._silence():
            if row is None or not 0 <= row < model.rowCount():
                self.selectionModel().clear()
                return
            at = self.currentIndex().column() if column is None else column
            index = model.index(row, min(max(first, at), model.columnCount() - 1))
            self.setAutoScroll(follows)
            self.setCurrentIndex(index)
            self.setAutoScroll(True)
            if follows:
                self.scrollTo(index)


class RowTable(FigureTable):
    """Whole rows are selected."""

    row_selected = Signal(int)

    def __init__(self, rows: QAbstractTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows.setParent(self)
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def set_selection(self, row: int | None) -> None:
        """Mark a row and bring it into view."""
        self._mark(row)

    def selection(self) -> int | None:
        """Return the marked row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def _on_current_row_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.row_selected.emit(current.row())
