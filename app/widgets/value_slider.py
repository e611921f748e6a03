"""A number on a slider, with the exact number beside it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from app.theme import SPACE_2
from app.widgets.groove import Groove
from app.widgets.label_row import lay_in_a_row
from app.widgets.wheel import left_to_page, watch_wheel

TICKS = 200
NUMBER_LETTERS = 7
LEAST_SLIDER = 48


class ValueSlider(QWidget):
    """Says where it is moved to, and whether it still moves: a drag ends when the button is let go.

    With ``logarithmic`` every tick multiplies by the same factor. The number can be typed too, exactly. With
    ``below`` the slider has a line of its own, as for a narrow place, where each pixel of it is dear.
    """

    moved = Signal(float, bool)

    def __init__(
        self,
        least: float,
        most: float,
        *,
        logarithmic: bool = False,
        decimals: int = 2,
        below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most, self._logarithmic = least, most, logarithmic
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText)  # <s> is no mark-up
        self.slider = Groove(TICKS)
        self.number = QDoubleSpinBox(minimum=least, maximum=most, decimals=decimals)
        self.number.setKeyboardTracking(False)
        self.number.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        watch_wheel(self, self.slider, self.number)
        self._lay_out(below)
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.sliderReleased.connect(lambda: self.moved.emit(self.value(), False))
        self.number.valueChanged.connect(self._on_typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return left_to_page(watched, event)

    def value(self) -> float:
        """The number shown."""
        return float(self.number.value())

    def show_value(self, value: float) -> None:
        """Show this number without asking for it."""
        with QSignalBlocker(self.number), QSignalBlocker(self.slider):
            self.number.setValue(value)
            if not self.slider.isSliderDown():  # it stays under the pointer
                self.slider.setValue(self._tick(value))

    def set_names(self, label: str, explanation: str) -> None:
        """Name it, for the eye and for a screen reader."""
        self.label.setText(label)
        for part in (self.slider, self.number):
            part.setAccessibleName(label)
            part.setAccessibleDescription(explanation)
            part.setToolTip(explanation)

    def _lay_out(self, below: bool) -> None:
        self.number.setStyleSheet(
            "QDoubleSpinBox { padding: 0 4px; }"
            "QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: 0; }"
        )
        self.number.lineEdit().setStyleSheet("border: 0; padding: 0; background: transparent;")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setMinimumWidth(self.fontMetrics().horizontalAdvance("0" * NUMBER_LETTERS))
        self.slider.setMinimumWidth(LEAST_SLIDER)
        if below:
            self._lay_below()
            return
        parts = QHBoxLayout()
        parts.setSpacing(SPACE_2)
        parts.addWidget(self.slider, 1)
        parts.addWidget(self.number)
        lay_in_a_row(self, self.label, parts)

    def _lay_below(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        self.label.setMinimumWidth(1)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.number, 0, 1)
        grid.addWidget(self.slider, 1, 0, 1, 2)

    def _on_slid(self, tick: int) -> None:
        with QSignalBlocker(self.number):
            self.number.setValue(self._at(tick))
        self.moved.emit(self.value(), self.slider.isSliderDown())

    def _on_typed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._tick(value))
        self.moved.emit(value, False)

    def _at(self, tick: int) -> float:
        share = tick / TICKS
        if self._logarithmic:
            return float(self._least * (self._most / self._least) ** share)
        return self._least + (self._most - self._least) * share

    def _tick(self, value: float) -> int:
        if self._logarithmic:
            share = math.log(value / self._least) / math.log(self._most / self._least)
        else:
            share = (value - self._least) / (self._most - self._least)
        return round(share * TICKS)
