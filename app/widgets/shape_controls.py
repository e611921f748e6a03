"""The shape of a small model: a stepper for each size, where the norm stands, and other numbers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.theme import SPACE_1, SPACE_2
from app.widgets.choice import Choice
from app.widgets.stepper import Stepper
from app.widgets.translated import TranslatedWidget


class ShapeControls(TranslatedWidget):
    """Shows the sizes it is given; whatever is pressed is a wish."""

    size_requested = Signal(str, int)
    norm_requested = Signal(str)
    numbers_requested = Signal()

    def __init__(self, limits: Mapping[str, tuple[int, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steppers = {name: Stepper(*ends) for name, ends in limits.items()}
        self._labels = {name: QLabel() for name in limits}
        self.norm, self.numbers = Choice(), QPushButton()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(SPACE_1)
        for row, (name, stepper) in enumerate(self.steppers.items()):
            grid.addWidget(self._labels[name], row, 0)
            grid.addWidget(stepper, row, 1)
            stepper.value_requested.connect(lambda value, name=name: self.size_requested.emit(name, value))
        grid.addWidget(self.norm, len(limits), 0, 1, 2)
        grid.addWidget(self.numbers, len(limits) + 1, 0, 1, 2)
        grid.setRowStretch(len(limits) + 2, 1)
        self.norm.chosen.connect(self.norm_requested)
        self.numbers.clicked.connect(self.numbers_requested)
        self.retranslate()

    def show_shape(self, sizes: Mapping[str, int], norm: str) -> None:
        """Show these sizes, and "post" or "pre"."""
        for name, stepper in self.steppers.items():
            stepper.show_value(sizes[name])
        self.norm.set_chosen(norm)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        words = {
            "width": self.tr("Width"),
            "heads": self.tr("Heads"),
            "encoder_layers": self.tr("Encoder layers"),
            "decoder_layers": self.tr("Decoder layers"),
            "feed_forward_width": self.tr("Feed-forward width"),
        }
        for name, stepper in self.steppers.items():
            word = words[name]
            self._labels[name].setText(word)
            less, more = self.tr("{size}: less").format(size=word), self.tr("{size}: more").format(size=word)
            stepper.set_names(word, less, more)
        self.norm.set_options({"post": self.tr("Post-norm"), "pre": self.tr("Pre-norm")})
        self.numbers.setText(self.tr("Draw other numbers"))
