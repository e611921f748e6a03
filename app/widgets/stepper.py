"""A small whole number between two buttons that a finger can hit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from app.theme import SPACE_1
from app.widgets.wheel import left_to_page, watch_wheel

BUTTON_WIDTH, NUMBER_WIDTH, DIGIT_WIDTH = 26, 40, 28


class Stepper(QWidget):
    """Less, the number, more; the number can be typed and stepped with the arrow keys too."""

    value_requested = Signal(int)

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QSpinBox(minimum=least, maximum=most)
        self.less, self.more = QToolButton(), QToolButton()
        # In place of Qt's two small arrows, whose room would hide the number.
        self.number.setStyleSheet(
            "QSpinBox { padding: 0; } QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }"
        )
        self.number.lineEdit().setStyleSheet("border: 0; padding: 0; background: transparent;")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedWidth(NUMBER_WIDTH if most > 9 else DIGIT_WIDTH)
        watch_wheel(self, self.number)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        for button, sign in ((self.less, "−"), (self.more, "+")):
            button.setText(sign)
            button.setStyleSheet("QToolButton { padding: 0; }")
            button.setFixedWidth(BUTTON_WIDTH)
        for part in (self.less, self.number, self.more):
            row.addWidget(part)
        self.less.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.number.valueChanged.connect(self.value_requested)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return left_to_page(watched, event)

    def show_value(self, value: int) -> None:
        """Show this number without asking for it."""
        with QSignalBlocker(self.number):
            self.number.setValue(value)

    def _step(self, by: int) -> None:
        self.number.stepBy(by)
        self.number.lineEdit().deselect()  # as if it had been typed into

    def set_names(self, number: str, less: str, more: str) -> None:
        """Name the parts for a screen reader and for the pointer."""
        for part, name in ((self.number, number), (self.less, less), (self.more, more)):
            part.setAccessibleName(name)
            part.setToolTip(name)
