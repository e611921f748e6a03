"""Which two things are compared: a box for each side, and a line for another sentence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import SPACE_1, SPACE_2
from app.widgets.choice_box import ChoiceBox

LEAST_LETTERS = 9
LONGEST_SENTENCE = 1000


class SidePicker(QWidget):
    """Options by name for A and for B. What holds is given from outside; the boxes say what is wished."""

    chosen = Signal(int, str)  # side, name
    swapped = Signal()
    sentence_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = ChoiceBox(), ChoiceBox()
        self.swap, self.line = QToolButton(), QLineEdit(maxLength=LONGEST_SENTENCE)
        self.swap.setText("⇄")
        self.line.hide()
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        for layout in (column, row):
            layout.setSpacing(SPACE_1)
        column.addLayout(row)
        column.addWidget(self.line)
        for side, (box, name) in enumerate(zip(self.boxes, "AB", strict=True)):
            box.setMinimumContentsLength(LEAST_LETTERS)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.activated.connect(lambda at, side=side: self.chosen.emit(side, self._names[at]))
            label = QLabel(name)
            label.setProperty("role", "figure")
            row.addWidget(label)
            row.addWidget(box, 1)
            if side == 0:
                row.addWidget(self.swap)
                row.addSpacing(SPACE_2)
        self._names: tuple[str, ...] = ()
        self.swap.clicked.connect(self.swapped)
        self.line.editingFinished.connect(lambda: self.sentence_entered.emit(self.line.text()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_options(self, titles: Mapping[str, str], first: str, second: str) -> None:
        """Offer these, name to title, of which two hold."""
        self._names = tuple(titles)
        for box, holding, name in zip(
            self.boxes, (first, second), (self.tr("Side A"), self.tr("Side B")), strict=True
        ):
            with QSignalBlocker(box):
                if [box.itemText(at) for at in range(box.count())] != list(titles.values()):
                    box.clear()
                    box.addItems(list(titles.values()))
                box.setCurrentIndex(self._names.index(holding))
            box.setAccessibleName(name)
            box.setToolTip(box.currentText())
        self.swap.setToolTip(self.tr("Exchange A and B"))
        self.swap.setAccessibleName(self.swap.toolTip())

    def show_line(self, shown: bool) -> None:
        """Show the line for another sentence, or hide it."""
        self.line.setPlaceholderText(self.tr("Type another sentence, then press Enter"))
        self.line.setAccessibleName(self.tr("Another sentence"))
        if shown and self.line.isHidden():
            self.line.show()
            self.line.setFocus()
        self.line.setVisible(shown)
