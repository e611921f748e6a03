"""What a block costs beside what the whole model costs, for the sentence on screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.fonts import numeric_font
from app.theme import SIZE_SMALL, SPACE_1
from app.widgets.blocks import Block
from app.widgets.number_text import counted
from core.measures.costs import Cost, cost
from core.trace import Trace


class CostTable(QWidget):
    """Three lines with two numbers each; the tips give them in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._whole = Cost()
        self._heads = [self._label("quiet", Qt.AlignmentFlag.AlignRight) for _ in range(2)]
        self._names = [self._label("quiet", Qt.AlignmentFlag.AlignLeft) for _ in range(3)]
        self.numbers = [
            [self._label("small", Qt.AlignmentFlag.AlignRight) for _ in range(2)] for _ in range(3)
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, SPACE_1)
        grid.setHorizontalSpacing(SPACE_1)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(self._heads, 1):
            grid.addWidget(head, 0, column)
        for row, (name, numbers) in enumerate(zip(self._names, self.numbers, strict=True), 1):
            grid.addWidget(name, row, 0)
            for column, number in enumerate(numbers, 1):
                grid.addWidget(number, row, column)

    def show_block(self, trace: Trace, block: Block) -> None:
        """Show the cost of this block beside that of the whole."""
        if trace is not self._trace:
            self._trace, self._whole = trace, cost(trace, trace.steps)
        costs = cost(trace, [trace.steps[at] for at in block.steps]), self._whole
        for column, shown in enumerate(costs):
            memory = shown.parameter_bytes + shown.value_bytes
            texts = counted(shown.parameters), counted(shown.multiply_adds), counted(memory, "B")
            for row, (text, tip) in enumerate(zip(texts, self._tips(shown), strict=True)):
                self.numbers[row][column].setText(text)
                self.numbers[row][column].setToolTip(tip)

    def set_scale(self, scale: float) -> None:
        """Use a text size factor."""
        for label in (label for row in self.numbers for label in row):
            label.setFont(numeric_font(SIZE_SMALL, scale))

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for head, text in zip(self._heads, (self.tr("block"), self.tr("in all")), strict=True):
            head.setText(text)
        texts = self.tr("parameters"), self.tr("multiply-adds"), self.tr("memory")
        for name, text in zip(self._names, texts, strict=True):
            name.setText(text)

    def _tips(self, shown: Cost) -> tuple[str, str, str]:
        memory = self.tr("{parameters} bytes of parameters, {values} bytes of computed values")
        return (
            f"{shown.parameters:,}",
            f"{shown.multiply_adds:,}",
            memory.format(parameters=f"{shown.parameter_bytes:,}", values=f"{shown.value_bytes:,}"),
        )

    @staticmethod
    def _label(role: str, alignment: Qt.AlignmentFlag) -> QLabel:
        label = QLabel(alignment=alignment | Qt.AlignmentFlag.AlignVCenter)
        label.setProperty("role", role)
        return label
