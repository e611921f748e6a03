"""Two outputs, one above the other, and how probable each of their tokens is on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.theme import SPACE_2, Theme
from app.widgets.number_table import NumberTable
from app.widgets.scale import Numbers
from app.widgets.token_strip import TokenChip, TokenStrip


class OutputsPage(QWidget):
    """A strip for each side, a sentence, and a table in whose rows the tokens of both sides are aligned."""

    row_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strips = TokenStrip(), TokenStrip()
        self.sums, self.title = QLabel(wordWrap=True), QLabel()
        self.table = NumberTable()
        self._places: tuple[tuple[int | None, ...], ...] = ()
        self._names = QLabel("A"), QLabel("B")
        self.title.setProperty("role", "quiet")
        self.sums.setTextFormat(Qt.TextFormat.PlainText)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for row, (name, strip) in enumerate(zip(self._names, self.strips, strict=True)):
            name.setProperty("role", "figure")
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            grid.addWidget(name, row, 0)
            grid.addWidget(strip, row, 1)
            strip.token_selected.connect(lambda place, side=row: self._on_token_selected(side, place))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(grid)
        column.addWidget(self.sums)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        self.table.row_selected.connect(self.row_selected)

    def set_outputs(
        self, first: Sequence[TokenChip], second: Sequence[TokenChip], names: Sequence[str]
    ) -> None:
        """The chips of both sides; an empty side is still computed."""
        for strip, chips, name in zip(self.strips, (first, second), names, strict=True):
            strip.set_tokens(chips)
            strip.setAccessibleName(name)

    def set_probabilities(
        self, values: Numbers, labels: Sequence[str], places: Sequence[tuple[int | None, ...]]
    ) -> None:
        """The probability of each token [rows, sides], and which token of each side stands in a row."""
        self._places = tuple(places)
        self.title.setText(self.tr("Probability of each token of the output"))
        self.table.setAccessibleName(self.title.text())
        self.table.set_rows(values, row_labels=labels, column_titles=("A", "B"))

    def set_selection(self, row: int | None) -> None:
        """Mark a row, and its token on each side that has one."""
        self.table.set_selection(row)
        for side, strip in enumerate(self.strips):
            strip.set_selection(None if row is None else self._places[row][side])

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Use the colours of the theme and the text size."""
        for part in (*self.strips, self.table):
            part.set_theme(theme, scale)

    def _on_token_selected(self, side: int, place: int) -> None:
        row = next((row for row, places in enumerate(self._places) if places[side] == place), None)
        if row is not None:
            self.row_selected.emit(row)
