"""Two matrices side by side, and where there is one, the matrix of what lies between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.heatmap import HeatMap
from app.widgets.legend import Legend
from app.widgets.scale import Scale

FIRST, SECOND, BETWEEN = range(3)


class SidePane(QWidget):
    """A heading, and below it the matrix or a sentence that says why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.message = QLabel(), QLabel(wordWrap=True)
        self.map = HeatMap()
        for label in (self.heading, self.message):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setProperty("role", "quiet")
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room = QWidget()
        self._stack = QStackedLayout(room)
        self._stack.addWidget(self.map)
        self._stack.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self.heading)
        column.addWidget(room, 1)

    def set_heading(self, text: str) -> None:
        """Name what is shown; a long name is cut, and whole in its tool tip."""
        self.heading.setText(text)
        self.heading.setToolTip(text)

    def show_map(self) -> None:
        """Show the matrix, which was set."""
        self.message.setText("")
        self._stack.setCurrentWidget(self.map)

    def show_message(self, text: str) -> None:
        """Show a sentence in place of the matrix, of which nothing stays."""
        self.map.clear()
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)


class SidePanes(QWidget):
    """A, B and B - A. A cell of any of them is a cell of all: what is selected or pointed at is told once."""

    cell_selected = Signal(int, int, int)  # pane, row, column
    cell_previewed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes = tuple(SidePane() for _ in range(3))
        self._legend, self._moved_legend = Legend(), Legend()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(SPACE_1)
        grid.addWidget(self._legend, 1, FIRST, 1, 2)
        grid.addWidget(self._moved_legend, 1, BETWEEN)
        self._grid = grid
        for number, pane in enumerate(self.panes):
            grid.addWidget(pane, 0, number)
            grid.setColumnStretch(number, 1)
            pane.map.cell_selected.connect(
                lambda row, column, number=number: self.cell_selected.emit(number, row, column)
            )
            pane.map.cell_previewed.connect(self.cell_previewed)

    def set_scales(self, scale: Scale | None, masked: str, moved: Scale | None) -> None:
        """What the colours of A and B stand for, and those of B - A; None where there is nothing to see.

        Without B - A, its room is given to A and B.
        """
        for legend, shown in ((self._legend, scale), (self._moved_legend, moved)):
            legend.setVisible(shown is not None)
        if scale is not None:
            self._legend.set_scale(scale, title=self.tr("A and B"), masked=masked)
        if moved is not None:
            self._moved_legend.set_scale(moved)
        self.panes[BETWEEN].setVisible(moved is not None)
        self._grid.setColumnStretch(BETWEEN, int(moved is not None))

    def set_selection(self, row: int | None, column: int | None) -> None:
        """Mark a row, a column or a cell in all matrices."""
        for pane in self.panes:
            pane.map.set_selection(row, column)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first matrix that is shown."""
        shown = next((pane for pane in self.panes if pane.map.isVisibleTo(self)), self.panes[FIRST])
        shown.map.setFocus()

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Use the colours of the theme and the text size."""
        for part in (*(pane.map for pane in self.panes), self._legend, self._moved_legend):
            part.set_theme(theme, scale)
