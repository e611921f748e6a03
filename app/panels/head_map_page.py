"""One head as a map: who asks in rows, who is looked at in columns."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.panels.head_page import Cell, HeadPageWidget
from app.reading.attention_maps import token_lists
from app.reading.attention_words import asking_title, looked_at_title
from app.reading.head_detail import ShownHead
from app.theme import Theme
from app.widgets.heatmap import HeatMap


class HeadMapPage(HeadPageWidget):
    """The number of the cell under the pointer is told while it is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = HeatMap()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.map)
        self.setFocusProxy(self.map)
        self.map.cell_selected.connect(self._on_selected)
        self.map.cell_previewed.connect(self._on_previewed)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.map.set_theme(theme, scale)

    def _draw(self, shown: ShownHead) -> None:
        queries, keys = token_lists(shown.step)
        enlarged = shown.enlarged
        self.map.set_matrix(
            enlarged.values,
            row_labels=enlarged.labels.rows,
            column_labels=enlarged.labels.columns,
            row_title=asking_title(shown.trace, queries),
            column_title=looked_at_title(shown.trace, keys),
            second_row_labels=enlarged.labels.second,
            hatched=enlarged.hidden,
            scale=shown.picture.maps.scale,
        )

    def _mark(self, shown: ShownHead, cell: Cell) -> None:
        place = shown.picture.cell(*cell)
        self.map.set_selection(*place)
        self._say(shown, place)

    def _say(self, shown: ShownHead, place: Cell) -> None:
        self.words_changed.emit(shown.picture.cell_text(shown.place, shown.enlarged, *place))

    def _on_selected(self, row: int, column: int) -> None:
        if self._shown is not None:
            self.cell_selected.emit(*self._shown.picture.tokens(row, column))

    def _on_previewed(self, row: int, column: int) -> None:
        if self._shown is not None:
            selected = self._shown.picture.cell(*self._cell)
            self._say(self._shown, (row, column) if row >= 0 else selected)
