"""A drop-down list for narrow places: what is chosen ends in an ellipsis, the list is as wide as its words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

LEAST_LETTERS = 3
LIST_MARGIN = 32
"""What the list needs beside its words: its frame, and the bar that scrolls it."""


class ChoiceBox(QComboBox):
    """It may get as narrow as a few letters, and leaves the wheel to the page that it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, minimumContentsLength=LEAST_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def shown_text(self) -> str:
        """What is chosen, as far as there is room."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())

    def showPopup(self) -> None:
        """Open the list so wide that every choice can be read."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + LIST_MARGIN)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
