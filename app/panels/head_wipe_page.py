"""Two maps of one head over each other: before the changes and now, or the scores and what softmax makes of them."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.panels.head_page import Cell, HeadPageWidget
from app.reading.attention_maps import token_lists
from app.reading.attention_words import asking_title, looked_at_title, quantity_unit
from app.reading.head_detail import ShownHead
from app.reading.head_wipe import WipeName, WipeSide, side_words, wipe_name, wipe_sides, wipe_words, wipes
from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.choice import Choice
from app.widgets.legend import Legend
from app.widgets.wipe import Wipe


class HeadWipePage(HeadPageWidget):
    """What is laid over each other is the page's own choice, where there is more than one thing to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wipe, self.names, self.legends = Wipe(), Choice(small=True), (Legend(), Legend())
        self.common = Legend()
        self._name: WipeName = "changes"
        self._sides: tuple[WipeSide, WipeSide] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(_row(self.names, self.common))
        column.addLayout(_row(*self.legends))
        column.addWidget(self.wipe, 1)
        self.setFocusProxy(self.wipe)
        self.names.chosen.connect(self._on_name_chosen)
        self.wipe.cell_selected.connect(self.cell_selected)
        self.wipe.cell_previewed.connect(self._on_previewed)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for part in (self.wipe, self.common, *self.legends):
            part.set_theme(theme, scale)

    def _draw(self, shown: ShownHead) -> None:
        offered = wipes(shown)
        name = self._name if self._name in offered else offered[0]
        self.names.set_options({option: wipe_name(option) for option in offered})
        self.names.set_chosen(name)
        self.names.setVisible(len(offered) > 1)
        self._sides = left, right = wipe_sides(shown, name)
        self._draw_maps(shown, left, right)
        self._draw_legends(shown, left, right)

    def _draw_legends(self, shown: ShownHead, left: WipeSide, right: WipeSide) -> None:
        """One where both sides have the same colours, and none where these are the colours of all heads too."""
        same = left.scale == right.scale
        self.common.setVisible(same and right.scale != shown.picture.maps.scale)
        self.common.set_scale(right.scale, title=quantity_unit(shown.quantity))
        for legend, side, words in zip(self.legends, (left, right), side_words(left, right), strict=True):
            legend.setVisible(not same)
            legend.set_scale(side.scale, title=words)

    def _draw_maps(self, shown: ShownHead, left: WipeSide, right: WipeSide) -> None:
        queries, keys = token_lists(shown.step)
        self.wipe.set_matrix(
            right.values,
            row_labels=shown.labels.rows,
            column_labels=shown.labels.columns,
            row_title=asking_title(shown.trace, queries),
            column_title=looked_at_title(shown.trace, keys),
            second_row_labels=shown.labels.second,
            hatched=right.hidden,
            scale=right.scale,
        )
        self.wipe.set_left(left.values, left.hidden, left.scale)

    def _mark(self, shown: ShownHead, cell: Cell) -> None:
        self.wipe.set_selection(*cell)
        self._say(shown, cell)

    def _say(self, shown: ShownHead, cell: Cell) -> None:
        if self._sides is not None:
            text = wipe_words(shown, self._sides, shown.cell(*cell))
            self.wipe.setAccessibleDescription(text)
            self.words_changed.emit(text)

    def _on_previewed(self, row: int, column: int) -> None:
        if self._shown is not None:
            self._say(self._shown, (row, column) if row >= 0 else self._cell)

    def _on_name_chosen(self, name: str) -> None:
        self._name = cast("WipeName", name)
        if self._shown is not None:
            self.show_head(self._shown, self._cell)


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two parts at the two ends of a line."""
    line = QHBoxLayout()
    line.setSpacing(SPACE_2)
    line.addWidget(left)
    line.addStretch(1)
    line.addWidget(right)
    return line
