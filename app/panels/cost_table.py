"""What a block costs beside what the whole model costs, and which of it the blocks of the figure say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QPushButton, QWidget

from app.fonts import numeric_font
from app.reading.block_costs import QUANTITIES, Quantity, in_words
from app.theme import SIZE_SMALL, SPACE_1, type_size
from core.measures.costs import Cost

_CHOICES = """
QPushButton, QPushButton:checked, QPushButton:focus {{
    text-align: left; font-size: {size}px; padding: 0 3px 0 0; min-width: 0;
    border: 1px solid transparent; background: transparent; color: palette(text);
}}
QPushButton:focus {{ border: 1px dashed palette(text); }}
"""


class CostTable(QWidget):
    """Three lines with two numbers each; the tips give them in full. One line is chosen for the figure."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = [self._label("quiet") for _ in range(2)]
        # The mark of a radio button can hardly be seen on dark ground: these write their own.
        self.choices: dict[Quantity, QPushButton] = {
            name: QPushButton(autoDefault=False) for name in QUANTITIES
        }
        self.numbers = {name: [self._label("small") for _ in range(2)] for name in QUANTITIES}
        self._words: dict[Quantity, str] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, SPACE_1, SPACE_1)
        grid.setHorizontalSpacing(SPACE_1)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(self._heads, 1):
            grid.addWidget(head, 0, column)
        for row, name in enumerate(QUANTITIES, 1):
            self.choices[name].setCheckable(True)
            self._group.addButton(self.choices[name])
            grid.addWidget(self.choices[name], row, 0)
            for column, number in enumerate(self.numbers[name], 1):
                grid.addWidget(number, row, column)
        self.choices["parameters"].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    def quantity(self) -> Quantity:
        """Which quantity the blocks of the figure say."""
        return next(name for name, choice in self.choices.items() if choice.isChecked())

    def show_costs(self, block: Cost, whole: Cost) -> None:
        """Show the cost of a block beside that of the whole."""
        for column, shown in enumerate((block, whole)):
            for name, tip in zip(QUANTITIES, self._tips(shown), strict=True):
                self.numbers[name][column].setText(in_words(shown, name))
                self.numbers[name][column].setToolTip(tip)

    def set_scale(self, scale: float) -> None:
        """Use a text size factor."""
        for label in (label for row in self.numbers.values() for label in row):
            label.setFont(numeric_font(SIZE_SMALL, scale))
        self.setStyleSheet(_CHOICES.format(size=type_size(SIZE_SMALL, scale)))

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for head, text in zip(self._heads, (self.tr("block"), self.tr("in all")), strict=True):
            head.setText(text)
        texts = self.tr("parameters"), self.tr("multiply-adds"), self.tr("memory")
        self._words = dict(zip(QUANTITIES, texts, strict=True))
        for name, choice in self.choices.items():
            choice.setAccessibleName(self._words[name])
            choice.setToolTip(self.tr("Shown in every block"))
        self._mark()

    def _mark(self) -> None:
        for name, choice in self.choices.items():
            choice.setText(f"{'●' if choice.isChecked() else '○'} {self._words.get(name, '')}")

    def _on_toggled(self, _button: QPushButton, checked: bool) -> None:
        if checked:
            self._mark()
            self.chosen.emit()

    def _tips(self, shown: Cost) -> tuple[str, str, str]:
        memory = self.tr("{parameters} bytes of parameters, {values} bytes of computed values")
        return (
            f"{shown.parameters:,}",
            f"{shown.multiply_adds:,}",
            memory.format(parameters=f"{shown.parameter_bytes:,}", values=f"{shown.value_bytes:,}"),
        )

    @staticmethod
    def _label(role: str) -> QLabel:
        label = QLabel(alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setProperty("role", role)
        return label
