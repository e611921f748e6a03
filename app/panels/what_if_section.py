"""One group of what-ifs under a title that folds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.panels.what_if_reach import Reach
from app.panels.what_if_rows import ChoiceRow, SliderRow, SwitchRow
from app.state import Selection, SessionState
from app.theme import SPACE_1, SPACE_4
from app.widgets.fold_header import FoldHeader
from app.widgets.translated import TranslatedWidget
from core.trace import Trace

Row: TypeAlias = SwitchRow | ChoiceRow | SliderRow


class WhatIfSection(TranslatedWidget):
    """Base of the groups: the rows show what is chosen and say what is wished.

    Subclasses name what the group is about in ``title`` and the interventions that are theirs in ``names``, so that
    a folded group says how many of them hold; they put their rows in with ``add``. A group is there only where the
    trace has one of its ``sites``, which are globs.
    """

    intervention_requested = Signal(object)  # to switch on or off
    adjustment_requested = Signal(object, bool)  # to hold in its slot, and whether a slider still moves
    exchange_requested = Signal(object, object)  # one for another

    names: Sequence[str] = ()
    sites: Sequence[str] = ("*",)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = SessionState()
        self.selection = Selection()
        self.trace: Trace | None = None
        self.rows: list[Row | Reach] = []
        self.header = FoldHeader()
        self.body = QWidget()
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(SPACE_4, 0, 0, SPACE_1)
        self._column.setSpacing(SPACE_1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.body)
        self.header.toggled.connect(self._on_folded)
        self._on_folded(False)

    def title(self) -> str:
        """What the group is about."""
        raise NotImplementedError

    def add(self, *rows: Row | Reach) -> None:
        """Put rows in, from top to bottom, and hand on what they wish."""
        for row in rows:
            self.rows.append(row)
            self._column.addWidget(row)
            if isinstance(row, SwitchRow | ChoiceRow):
                row.wished.connect(self.intervention_requested)
            if isinstance(row, ChoiceRow):
                row.exchanged.connect(self.exchange_requested)
            if isinstance(row, ChoiceRow | SliderRow):
                row.adjusted.connect(self.adjustment_requested)
            if isinstance(row, Reach):
                row.activated.connect(self.draw)

    def fits(self, sites: Iterable[str]) -> bool:
        """Whether a trace with these sites has anything that is changed here."""
        return any(fnmatchcase(site, pattern) for site in sites for pattern in self.sites)

    def row_names(self) -> list[str]:
        """What can be chosen here, by name."""
        names = (row.name() for row in self.rows if isinstance(row, ChoiceRow | SliderRow))
        return [name for name in names if name]

    def put(self, part: QWidget) -> None:
        """Put something else below the rows."""
        self._column.addWidget(part)

    def draw(self) -> None:
        """Show state, selection and trace in the rows."""
        for row in self.rows:
            if isinstance(row, Reach):
                row.show_selection(self.selection)
            else:
                row.show_state(self.state)
        self._align_labels()

    def show_state(self, state: SessionState) -> None:
        """Show what is chosen."""
        self.state = state
        self._refresh()

    def show_selection(self, selection: Selection) -> None:
        """Offer what concerns the selection."""
        if selection != self.selection:
            self.selection = selection
            self._refresh()

    def show_trace(self, trace: Trace) -> None:
        """Offer what this trace has: its tokens, its layers."""
        former, self.trace = self.trace, trace
        if former is None or _offers(former) != _offers(trace):
            self._refresh()

    def stops(self) -> list[QWidget]:
        """What the keyboard comes to, from top to bottom."""
        parts = [part for part in self.body.findChildren(QWidget) if part.window() is self.window()]
        return [self.header, *(part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus)]

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._align_labels()

    def _refresh(self) -> None:
        count = sum(edit.name in self.names for edit in self.state.interventions)
        self.header.set_title(self.title(), self.tr(" · {count} on").format(count=count) if count else "")
        if self.header.isChecked():
            self.draw()

    def _align_labels(self) -> None:
        """What the labels name begins at the same place in all rows."""
        rows = [row for row in self.rows if isinstance(row, ChoiceRow) and not row.isHidden()]
        width = max((row.label.sizeHint().width() for row in rows), default=0)
        for row in rows:
            row.label.setMinimumWidth(width)

    def _on_folded(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)
        if unfolded:
            self.draw()


def _offers(trace: Trace) -> tuple[object, ...]:
    """All that a group reads from a trace."""
    return trace.tokens, trace.architecture
