"""Two vectors to drag, and beside them their numbers as they were and as they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.theme import SPACE_2, SPACE_3, Theme
from app.widgets.choice import Choice
from app.widgets.number_table import NumberTable
from app.widgets.scale import Numbers
from app.widgets.translated import TranslatedWidget
from app.widgets.vector_plane import VectorPlane

_ARROWS = ("query", "key")


class ProductPage(TranslatedWidget):
    """What is moved is told; the numbers come from outside."""

    moved = Signal(object)  # both vectors, [2, 2]
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plane, self.table, self.reset = VectorPlane(), NumberTable(), QPushButton()
        self.arrows, self._hint = Choice(), QLabel(wordWrap=True)
        self._hint.setProperty("role", "quiet")
        self._lay_out()
        self.plane.moved.connect(self.moved)
        self.plane.active_changed.connect(lambda which: self.arrows.set_chosen(_ARROWS[which]))
        self.arrows.chosen.connect(lambda name: self.plane.set_active(_ARROWS.index(name)))
        self.reset.clicked.connect(self.reset_requested)
        self.retranslate()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.arrows)
        buttons.addStretch(1)
        buttons.addWidget(self.reset)
        column = QVBoxLayout()
        column.setSpacing(SPACE_2)
        column.addLayout(buttons)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        row.addWidget(self.plane, 5)
        row.addLayout(column, 4)

    def show_numbers(self, names: Sequence[str], values: Numbers, is_moved: bool) -> None:
        """The facts, [fact, 1 or 2]: of the trace, and beside them of the arrows where they were moved."""
        titles = [self.tr("in the trace"), self.tr("as drawn")][: values.shape[1]]
        self.table.set_rows(values, row_labels=names, column_titles=titles)
        self.reset.setEnabled(is_moved)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours and the text size."""
        self.plane.set_theme(theme, scale)
        self.table.set_theme(theme, scale)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.arrows.set_options({"query": self.tr("Query"), "key": self.tr("Key")})
        self.arrows.set_chosen(_ARROWS[self.plane.active()])
        self.reset.setText(self.tr("Back to the trace"))
        self._hint.setText(
            self.tr(
                "Drag a tip, or move it with the arrow keys (with shift four times as far); Enter takes the other."
            )
        )
        self.plane.setAccessibleName(self.tr("Two vectors"))
        self.table.setAccessibleName(self.tr("Numbers of the two vectors"))
