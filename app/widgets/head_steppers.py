"""Which layer, and which head of it: two small numbers with their names."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.theme import SPACE_2
from app.widgets.stepper import Stepper
from app.widgets.translated import TranslatedWidget


class HeadSteppers(TranslatedWidget):
    """Counts as people do, from 1; only with ``first`` 0 there is something before the first layer."""

    layer_requested = Signal(int)
    head_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer, self.head = Stepper(1, 1), Stepper(1, 1)
        self._names = QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        for part in (self._names[0], self.layer, self._names[1], self.head):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.layer.value_requested.connect(self.layer_requested)
        self.head.value_requested.connect(self.head_requested)
        self.retranslate()

    def show_layer(self, layer: int, layers: int, first: int = 1) -> None:
        """Show this layer out of so many."""
        self._show(self.layer, layer, first, layers)

    def show_head(self, head: int, heads: int) -> None:
        """Show this head out of so many; with none of them there is no head to choose."""
        for part in (self._names[1], self.head):
            part.setVisible(heads > 0)
        self._show(self.head, head, 1, heads)

    @staticmethod
    def _show(stepper: Stepper, value: int, first: int, last: int) -> None:
        with QSignalBlocker(stepper.number):
            stepper.number.setRange(first, max(first, last))
        stepper.show_value(value)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        words = (
            (self.tr("Layer"), self.tr("Layer before"), self.tr("Next layer")),
            (self.tr("Head"), self.tr("Head before"), self.tr("Next head")),
        )
        for label, stepper, names in zip(self._names, (self.layer, self.head), words, strict=True):
            label.setText(names[0])
            stepper.set_names(*names)
