"""The same step of both sides as matrices, with what lies between them, and the table of the steps that moved most."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QSplitter

from app.panels.changes_table import ChangesTable
from app.reading.side_matrices import Pair, SideMatrix, cell_words
from app.reading.side_steps import Look
from app.reading.side_traces import SideTraces, Traces
from app.reading.side_words import changes_caption, lacking, matrices_caption, matrix_title, waiting
from app.reading.step_matrices import StepMatrix
from app.reading.step_selection import selected
from app.state import Selection
from app.theme import Theme
from app.widgets.scale import Scale
from app.widgets.side_panes import BETWEEN, SECOND, SidePane, SidePanes
from core.measures.changes import Change, changes, token_lists
from core.trace import Trace

WIDE, NUMBERS = 1000, 110
"""A view of that width has room for the table of changes, whose numbers take so much, and the matrices."""


class SideMaps(QSplitter):
    """Draws what is looked at. Which page is chosen and what stands on the sides are the view's choices."""

    selection_requested = Signal(Selection)
    step_requested = Signal(int)
    step_page_wanted = Signal()  # to see the matrices of a row of the table

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.table, self.panes = ChangesTable(), SidePanes()
        self.shown: Pair | None = None
        self.changes: tuple[Change, ...] = ()
        self._compared: Traces = (None, None)  # the traces that the changes are of
        self._lists_changes, self._is_filled = False, False
        self._drawn: tuple[object, ...] = ()
        self._look: Look | None = None
        self._scale, self._room = 1.0, 0
        self.setChildrenCollapsible(False)
        self.addWidget(self.table)
        self.addWidget(self.panes)
        self.setStretchFactor(1, 1)
        self.panes.cell_selected.connect(self._on_cell_selected)
        self.panes.cell_previewed.connect(self._on_cell_previewed)
        self.table.row_selected.connect(self._on_change_selected)
        self.table.activated.connect(self.step_page_wanted)
        self.table.clicked.connect(self._on_change_clicked)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self._scale = scale
        for part in (self.panes, self.table):
            part.set_theme(theme, scale)

    def fit(self, room: int) -> None:
        """Show the matrices beside the table of changes where there is room."""
        self._room = room
        self.panes.setVisible(self.table.isHidden() or room >= WIDE * self._scale)

    def take_keyboard(self) -> None:
        """Give the keyboard to the table, or else to the first matrix that is shown."""
        if self.table.isHidden():
            self.panes.take_keyboard()
        else:
            self.table.setFocus()

    @property
    def sides(self) -> tuple[SideMatrix | None, SideMatrix | None]:
        """What is drawn of A and of B."""
        return (None, None) if self.shown is None else (self.shown.first, self.shown.second)

    @property
    def is_still(self) -> bool:
        """Whether both sides are drawn, and no number of theirs differs."""
        moved = self.shown.moved if self.shown is not None and not self._lists_changes else None
        return moved is not None and not np.nan_to_num(moved.values[~moved.hidden]).any()

    def token_lists(self) -> tuple[str, ...]:
        """The lists of tokens that both sides are drawn over."""
        first = self.sides[0]
        return ("source", "target") if first is None else token_lists(first.step)

    def caption(self, both: SideTraces) -> str:
        """One sentence on what is shown."""
        look = self._look
        if look is None or self._lists_changes:
            return changes_caption(both, self.changes)
        step, head = look.step_in(look.present), look.selection.head
        title = matrix_title(step, look.layer, head, is_head=look.is_head)
        return matrices_caption(both, self.shown, title)

    # Drawing.

    def forget(self) -> None:
        """Draw everything anew the next time."""
        self._drawn, self._is_filled = (), False

    def show_look(self, both: SideTraces, look: Look, page: str, *, is_held: bool) -> bool:
        """Look at this, drawn at once unless the former picture is held; returns whether something was drawn."""
        self._look, self._lists_changes, traces = look, page == "changes", both.traces()
        drawn = (*traces, page, look.site, look.selection.head)
        if is_held or drawn == self._drawn:
            return False
        self._drawn = drawn
        self.shown = look.pair(traces)
        for number, trace in enumerate(traces):
            self._draw_side(both, number, trace)
        self._draw_moved()
        if self._lists_changes and not self._is_filled:
            self._fill_table(*traces)
        self.table.setVisible(self._is_filled and bool(self.changes))
        self.fit(self._room)
        return True

    def _draw_side(self, both: SideTraces, number: int, trace: Trace | None) -> None:
        pane, side = self.panes.panes[number], self.sides[number]
        if side is not None and self.shown is not None:
            _fill(pane, side.matrix, self.shown.scale)
        elif trace is None or self._look is None:
            pane.show_message(waiting(both, number))
        else:
            pane.show_message(lacking(number, None if self._look.is_head else self._look.walked))

    def _draw_moved(self) -> None:
        """What lies between both sides, where it can be told, and what all colours stand for."""
        drawn = [side for side in self.sides if side is not None]
        moved = self.shown.moved if self.shown is not None else None
        is_masked = any(side.matrix.hidden.any() for side in drawn)
        masked = QCoreApplication.translate("SidesView", "masked") if is_masked else ""
        scale = self.shown.scale if self.shown is not None and drawn else None
        self.panes.set_scales(scale, masked, None if moved is None else moved.scale)
        if moved is not None:
            _fill(self.panes.panes[BETWEEN], moved, moved.scale)

    def _fill_table(self, first: Trace | None, second: Trace | None) -> None:
        if first is None or second is None:
            return
        self._is_filled = True
        if self._compared != (first, second):
            self._compared, self.changes = (first, second), changes(first, second)
        self.table.set_changes(self.changes, first)
        labels = self.table.verticalHeader().sizeHint().width() + round(NUMBERS * self._scale)
        self.setSizes([labels, max(1, self._room - labels)])

    # What is selected.

    def mark(self) -> None:
        """Mark what is selected in all matrices, and the present step in the table."""
        place = self._place()
        self.panes.set_selection(*place)
        self._say_cell(place)
        if self._look is not None:
            self.table.mark(self._look.walked)

    def _say_cell(self, place: tuple[int | None, int | None]) -> None:
        """The numbers of a cell stand above the matrices."""
        for pane, text in zip(self.panes.panes, cell_words(self.shown, *place), strict=True):
            pane.set_heading(text)

    def _place(self) -> tuple[int | None, int | None]:
        side = next((side for side in self.sides if side is not None), None)
        if self._look is None:
            return None, None
        chosen = self._look.selection
        if self._look.is_head:
            return chosen.query, chosen.key
        return (None, None) if side is None else side.place(chosen)

    def _on_cell_selected(self, pane: int, row: int, column: int) -> None:
        look, side = self._look, self.sides[1 if pane == SECOND else 0]
        if look is None or side is None:
            return
        if look.is_head:
            chosen = replace(look.selection, attention=look.kind, layer=look.layer)
            self.selection_requested.emit(chosen.at_cell(row, column))
        else:
            self.selection_requested.emit(selected(look.selection, side.step, side.index_at(row, column)))

    def _on_cell_previewed(self, row: int, column: int) -> None:
        self._say_cell((row, column) if row >= 0 else self._place())

    def _on_change_selected(self, row: int) -> None:
        site = self.changes[row].site
        if self._look is not None and site in self._look.present:
            present = self._look.present
            self.step_requested.emit(present.steps.index(present[site]))

    def _on_change_clicked(self) -> None:
        if self.panes.isHidden():
            self.step_page_wanted.emit()


def _fill(pane: SidePane, shown: StepMatrix, scale: Scale) -> None:
    pane.map.set_matrix(
        shown.values,
        row_labels=shown.row_labels,
        column_labels=shown.column_labels,
        row_title=shown.row_title,
        column_title=shown.column_title,
        hatched=shown.hidden,
        scale=scale,
    )
    pane.show_map()
