"""What the colours and numbers of a matrix amount to, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from app.theme import SPACE_2, Theme
from app.widgets.legend import Legend
from app.widgets.legible_label import LegibleLabel
from app.widgets.scale import Scale

FACTS_WIDTH = 176
"""Room for the numbers in two lines, where the legend would take it all."""


class StepFoot(QWidget):
    """One line: numbers, legend, and the buttons."""

    reveal_requested = Signal()
    keep_toggled = Signal(bool)

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = LegibleLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.facts.setProperty("role", "small")
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend = Legend()
        self.legend.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.reveal, self.keep, self.more = QPushButton(), QPushButton(), QPushButton()
        self.keep.setCheckable(True)
        self.more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(self.facts, 1)
        for widget in (self.legend, self.reveal, self.keep, self.more):
            row.addWidget(widget)
        self.reveal.hide()
        self.reveal.clicked.connect(self.reveal_requested)
        self.keep.toggled.connect(self.keep_toggled)
        self.retranslate()

    def tell(self, facts: str, scale: Scale | None, masked: str, *, secret: bool = False) -> None:
        """Say the numbers; explain the colours where there are any, without their ends where these are secret."""
        self.facts.setText(facts)
        self.legend.setVisible(scale is not None)
        if scale is not None:
            self.legend.set_scale(scale, masked=masked, secret=secret)

    def set_covered(self, covered: bool) -> None:
        """Offer to reveal what is covered."""
        self.reveal.setVisible(covered)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self.legend.set_theme(theme, scale)
        self.facts.setMinimumWidth(round(FACTS_WIDTH * scale))

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.reveal.setText(self.tr("Reveal"))
        self.reveal.setToolTip(self.tr("Show what is hidden (R)"))
        self.keep.setText(self.tr("Keep scale"))
        self.keep.setToolTip(self.tr("The same colours for the same numbers in all steps of one kind"))
        self.more.setText(self.tr("Matrix"))
        self.more.setToolTip(self.tr("Copy, hide, look closer"))
