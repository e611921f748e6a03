"""The selected row of a head as bars, and its selected weight to be set by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.panels.head_page import Cell, HeadPageWidget
from app.reading.head_detail import ShownHead
from app.reading.head_rows import HeadRow, head_row, row_title, row_words
from app.reading.weight_edits import can_be_set, held_edit, is_closed, weight_edit
from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.row_bars import RowBar, RowBars
from app.widgets.value_slider import ValueSlider

REACHES = (0.1, 0.25, 0.5, 1.0)
"""Where bars of weights may end: moving one weight then does not stretch the others at every step."""


class HeadRowPage(HeadPageWidget):
    """Setting a weight is a what-if: it is only wished for."""

    adjustment_requested = Signal(object, bool)
    intervention_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars, self.slider = RowBars(), ValueSlider(0.0, 1.0, decimals=4)
        self.away = QPushButton(autoDefault=False)
        self.away.setProperty("role", "small")
        self._edit = QWidget()
        line = QHBoxLayout(self._edit)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        line.addWidget(self.slider, 1)
        line.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self.bars, 1)
        column.addWidget(self._edit)
        self.setFocusProxy(self.bars)
        self.bars.bar_selected.connect(self._on_selected)
        self.slider.moved.connect(self._on_moved)
        self.away.clicked.connect(self._on_taken_away)
        self.retranslate()

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.bars.set_theme(theme, scale)

    def _draw(self, shown: ShownHead) -> None:
        """Everything follows the selected row."""

    def _mark(self, shown: ShownHead, cell: Cell) -> None:
        query, key = shown.cell(*cell)
        row = head_row(shown, query)
        self.bars.set_bars(_bars(row), row_title(shown), self.tr("without the changes"), _reach(shown, row))
        self.bars.set_selection(shown.picture.cell(query, key)[1])
        self.words_changed.emit(row_words(shown, query))
        self._show_edit(shown, (query, key))

    def _show_edit(self, shown: ShownHead, cell: tuple[int, int]) -> None:
        self._edit.setVisible(can_be_set(shown, cell))
        held, closed = held_edit(shown, cell), is_closed(shown, cell)
        weight = float(shown.step.value[(shown.head, *cell)])
        self.slider.show_value(held.value if held is not None and held.key == cell[1] else weight)
        self.slider.setEnabled(not closed)
        key = shown.labels.columns[cell[1]]
        explanation = (
            self.tr("The mask closes this cell, so its weight cannot be set.")
            if closed
            else self.tr(
                "Sets this weight; the others of the row keep their proportions. One in a row can be set."
            )
        )
        self.slider.set_names(self.tr("Weight of {key}").format(key=key), explanation)
        self.away.setEnabled(held is not None)
        self.away.setToolTip("" if held is None else self._held_words(shown, held.key, held.value))

    def _held_words(self, shown: ShownHead, key: int, value: float) -> str:
        text = self.tr("The weight of {key} is set to {value}: let the head choose it again")
        return text.format(key=shown.labels.columns[key], value=f"{value:.4f}")

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.away.setText(self.tr("Take away"))

    def _on_selected(self, bar: int) -> None:
        if self._shown is not None:
            query, _ = self._shown.cell(*self._cell)
            row, _ = self._shown.picture.cell(query, None)
            self.cell_selected.emit(query, self._shown.picture.tokens(row or 0, bar)[1])

    def _on_moved(self, value: float, live: bool) -> None:
        if self._shown is not None:
            cell = self._shown.cell(*self._cell)
            self.adjustment_requested.emit(weight_edit(self._shown, cell, value), live)

    def _on_taken_away(self) -> None:
        if self._shown is not None:
            held = held_edit(self._shown, self._shown.cell(*self._cell))
            if held is not None:
                self.intervention_requested.emit(held)


def _bars(row: HeadRow) -> Sequence[RowBar]:
    before = [None] * len(row.keys) if row.before is None else [float(value) for value in row.before]
    return [
        RowBar(name, float(value), bool(masked), was)
        for name, value, masked, was in zip(row.keys, row.values, row.hidden, before, strict=True)
    ]


def _reach(shown: ShownHead, row: HeadRow) -> float:
    if shown.picture.quantity != "weights" or (shown.enlarged.joined and shown.picture.difference):
        return 0.0
    largest = max((float(value) for value in row.values if not math.isnan(value)), default=0.0)
    return next((reach for reach in REACHES if reach >= largest), 1.0)
