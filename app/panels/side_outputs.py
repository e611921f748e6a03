"""The outputs of two traces beside each other, and what is selected in one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.reading.outputs import OutputRows, chips, side_rows
from app.reading.side_words import sums_sentence
from app.state import SelectedToken
from app.widgets.outputs_page import OutputsPage
from core.trace import Trace


class SideOutputs(OutputsPage):
    """Places are counted in what the trace on screen predicts; where it stands on no side, in B, else in A."""

    place_selected = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: OutputRows | None = None
        self._counted, self._prompt = 1, 0
        self.row_selected.connect(self._on_row_selected)

    def show_traces(self, traces: Sequence[Trace | None], names: Sequence[str], present: Trace) -> None:
        """Show both outputs; a side without a trace stays empty."""
        there = [side for side in (1, 0) if traces[side] is not None]
        self._counted = next((side for side in there if traces[side] is present), (*there, 1)[0])
        counted = traces[self._counted]
        self._prompt = counted.prompt if counted is not None else 0
        first, second = (
            [] if one is None else chips(one, other) for one, other in zip(traces, traces[::-1], strict=True)
        )
        self._rows = rows = side_rows(traces)
        self.set_outputs(first, second, names)
        self.set_probabilities(rows.values, rows.labels, rows.places)
        self.sums.setText(sums_sentence(*traces))

    def mark(self, token: SelectedToken | None) -> None:
        """Mark the selected token, if it is one of the output."""
        at = token.index - self._prompt if token is not None and token.tokens != "source" else None
        known = self._rows is not None and at is not None
        self.set_selection(self._rows.row_of(self._counted, at) if known and self._rows else None)

    def _on_row_selected(self, row: int) -> None:
        place = None if self._rows is None else self._rows.places[row][self._counted]
        if place is not None:
            self.place_selected.emit(self._prompt + place)
