"""All heads of an attention: their maps in a grid, in any order, or their figures in a table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.deferred_view import text_label
from app.panels.head_tools import HeadTools
from app.problems import sentence
from app.reading.attention_maps import Maps
from app.reading.figure_words import (
    column_title,
    figure_text,
    meaning,
    order_note,
    pattern_text,
    progress,
    short_place,
)
from app.reading.head_figures import Figure, MeasuredHeads, ordered, size
from app.reading.heads_look import HeadsLook
from app.reading.several_heads import Place
from app.theme import SPACE_1, Theme
from app.widgets.head_grid import HeadGrid
from app.widgets.head_table import HeadTable
from app.widgets.number_text import NO_VALUE
from core.measures.head_effects import HeadEffects


class HeadsPanel(QWidget):
    """Its look is its own; what is measured is measured only for what is seen."""

    head_selected = Signal(int, int)
    look_changed = Signal()
    room_changed = Signal()  # the look takes more room than before, or less

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = HeadsLook()
        self._heads: MeasuredHeads | None = None
        self._effects: HeadEffects | None = None
        self._rows: tuple[Place, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self.tools, self.grid, self.table = HeadTools(), HeadGrid(), HeadTable()
        self._note = text_label("quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        for part in (self.tools, self._note, self.grid, self.table):
            column.addWidget(part, 1 if part in (self.grid, self.table) else 0)
        self.table.hide()
        self._note.hide()
        self.tools.look_wished.connect(self.set_look)
        self.tools.copy_requested.connect(self.table.copy)
        self.grid.head_selected.connect(self.head_selected)
        self.grid.heads_chosen.connect(lambda marked: self.set_look(replace(self.look, marked=marked)))
        self.table.row_selected.connect(lambda row: self.head_selected.emit(*self._rows[row]))
        self.table.column_clicked.connect(self._on_column_clicked)

    def add_foot(self, foot: QWidget) -> None:
        """Put something below the heads."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(foot)

    def set_look(self, look: HeadsLook) -> None:
        """Look at the heads in another way."""
        if look != self.look:
            former, self.look = self.look, look
            if look.takes_room != former.takes_room:
                self.room_changed.emit()
            self.look_changed.emit()

    def show_heads(
        self, heads: MeasuredHeads, shown: Maps, silent: Collection[Place], effects: HeadEffects | None
    ) -> None:
        """Show these heads by these maps; ``effects`` are those of their trace, as far as they are known."""
        self._fit_look(heads)
        look = self.look
        self._heads, self._effects = heads, effects
        self.tools.show_look(look, heads.figures)
        self.grid.setVisible(not look.listed)
        self.table.setVisible(look.listed)
        self._draw_note()
        if look.listed:
            self._draw_table(heads)
        else:
            self._draw_grid(heads, shown, silent)
            self.grid.set_chosen(look.marked)

    def set_selection(self, place: Place, row: int | None, column: int | None) -> None:
        """Frame a head, and mark a row and a column on every map."""
        self.grid.set_selection(*place)
        self.grid.set_cell_selection(row, column)
        if self.look.listed:
            self.table.set_selection(self._rows.index(place) if place in self._rows else -1)

    def set_downwards(self, downwards: bool) -> None:
        """Say whether heads run down or across."""
        self._drawn = ()
        self.grid.set_downwards(downwards)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.grid.set_theme(theme, scale)
        self.table.set_theme(theme, scale)

    def retranslate(self) -> None:
        """Set every text again."""
        self._drawn = ()
        self.tools.retranslate()

    def _fit_look(self, heads: MeasuredHeads) -> None:
        """Marks are of one attention; an order may be one that these heads do not have."""
        look, former = self.look, self._heads
        if look.marked and (former is None or (former.kind, former.shape) != (heads.kind, heads.shape)):
            look = replace(look, marked=frozenset())
        if look.figure not in heads.figures:
            look = replace(look, figure="layer", turned=False)
        self.look = look

    def _draw_grid(self, heads: MeasuredHeads, shown: Maps, silent: Collection[Place]) -> None:
        titles = self._titles(heads)  # none while effects are being found, so that nothing is painted anew
        drawn = (shown, frozenset(silent), titles and tuple(titles.items()))
        if drawn != self._drawn:
            self._drawn = drawn
            self.grid.set_maps(shown.values, shown.hidden, shown.scale, silent, titles)

    def _titles(self, heads: MeasuredHeads) -> dict[Place, str] | None:
        """The heads in their order with their figures; None where they stand by layer."""
        figure = self.look.figure
        if not self.look.is_sorted:
            return None
        values = heads.values(figure, self._effects)
        if np.isnan(values).any() and figure == "effect":
            return None
        texts = {place: figure_text(figure, float(values[place])) for place in heads.places}
        named = {
            place: short_place(place) + ("" if figure == "layer" else f"\n{text}")
            for place, text in texts.items()
        }
        return {place: named[place] for place in ordered(size(figure, values), self.look.turned)}

    def _draw_table(self, heads: MeasuredHeads) -> None:
        look, figures = self.look, heads.figures
        values = {figure: heads.values(figure, self._effects) for figure in figures}
        self._rows = ordered(size(look.figure, values[look.figure]), look.turned)
        cells = [
            [self._cell(heads, figure, place, float(values[figure][place])) for figure in figures]
            for place in self._rows
        ]
        words = [figures.index("layer"), figures.index("pattern")]
        self.table.set_rows(cells, [column_title(figure) for figure in figures], words)
        self.table.set_order(figures.index(look.figure), (look.figure == "layer") != look.turned)
        self.table.setAccessibleName(self.tr("Figures of the heads"))

    def _cell(self, heads: MeasuredHeads, figure: Figure, place: Place, value: float) -> str:
        if figure == "layer":
            return short_place(place)
        if figure == "pattern":
            return pattern_text(heads.patterns[place])
        if figure == "effect" and (self._effects is None or self.look.figure != "effect"):
            return NO_VALUE if np.isnan(value) else figure_text(figure, value)
        return figure_text(figure, value)

    def _draw_note(self) -> None:
        look, effects = self.look, self._effects
        lines = []
        if look.figure == "effect" and effects is not None and effects.problem is not None:
            lines.append(sentence(effects.problem))
        elif look.figure == "effect" and (effects is None or not effects.complete):
            lines.append(progress(effects) if effects is not None else "")
        elif not look.listed and look.is_sorted:
            lines.append(order_note(look.figure, look.turned))
        if look.listed and self._heads is not None:
            lines.append(meaning(look.figure, self._heads.kind))
        elif len(look.marked) == 1:
            lines.append(self.tr("Mark another head to see both as one: Ctrl+click, or X."))
        self._note.setText("\n".join(filter(None, lines)))
        self._note.setVisible(bool(self._note.text()))

    def _on_column_clicked(self, column: int) -> None:
        if self._heads is not None:
            self.set_look(self.look.sorted_by(self._heads.figures[column]))
