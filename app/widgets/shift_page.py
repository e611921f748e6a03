"""A shift by k positions as a rotation of every sine/cosine pair."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.theme import SPACE_2, SPACE_3, Theme
from app.widgets.dials import Dial, Dials
from app.widgets.stepper import Stepper


class ShiftPage(QWidget):
    """Where to begin and how far to go, what comes of it in words, and the hands of the dials."""

    shift_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = QLabel(), QLabel()
        self.position, self.shift = Stepper(0, 0), Stepper(1, 1)
        self.told = QLabel(wordWrap=True)
        self.dials = Dials()
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        for name, box in zip(self._names, (self.position, self.shift), strict=True):
            name.setBuddy(box.number)
            row.addWidget(name)
            row.addWidget(box)
            row.addSpacing(SPACE_3)
        row.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(row)
        column.addWidget(self.dials, 1)
        for box in (self.position, self.shift):
            box.value_requested.connect(lambda _: self.shift_chosen.emit())

    def set_count(self, count: int) -> None:
        """Offer so many positions; a shift of nothing becomes one by 1."""
        position, shift = self.position.number, self.shift.number
        with QSignalBlocker(position), QSignalBlocker(shift):
            position.setMaximum(count - 1)
            shift.setRange(1 - count, count - 1)
            if not shift.value():
                shift.setValue(1)

    def chosen(self) -> tuple[int, int]:
        """The position to begin at, and the shift."""
        return self.position.number.value(), self.shift.number.value()

    def set_position(self, position: int) -> None:
        """Begin here."""
        self.position.number.setValue(position)

    def show_dials(self, dials: Sequence[Dial], words: str) -> None:
        """Show the dials and what they amount to."""
        names = self.tr("from position"), self.tr("by k =")
        for label, box, text in zip(self._names, (self.position, self.shift), names, strict=True):
            label.setText(text)
            box.set_names(text, self.tr("less"), self.tr("more"))
        self.told.setText(words)
        self.dials.set_dials(dials)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours and the text size."""
        self.dials.set_theme(theme, scale)
