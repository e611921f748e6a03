"""Two words in each other's place: what the model then says and computes, with positions and without."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.theme import SPACE_2, SPACE_4, Theme
from app.widgets.number_table import NumberTable
from app.widgets.scale import Numbers


class SwapPage(QWidget):
    """Two boxes to choose the words, the four outputs, and how far every token's vector moved."""

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = QComboBox(), QComboBox()
        self._name, self.reason = QLabel(), QLabel(wordWrap=True)
        self._heads = QLabel(), QLabel()
        self._texts = QLabel(), QLabel()
        self.outputs = tuple(QLabel() for _ in range(4))
        self.table = NumberTable()
        for label in (*self._texts, *self.outputs):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for label in (*self._heads, *self._texts):
            label.setProperty("role", "quiet")
        self.reason.setProperty("role", "caption")
        self._lay_out()
        for box in self.boxes:
            box.activated.connect(lambda: self.chosen.emit(*(box.currentIndex() for box in self.boxes)))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        for part in (self._name, *self.boxes):
            row.addWidget(part)
        row.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_2)
        for column, head in enumerate(self._heads):
            grid.addWidget(head, 0, column + 1)
        for at, output in enumerate(self.outputs):
            order, positions = divmod(at, 2)
            grid.addWidget(self._texts[order], order + 1, 0)
            grid.addWidget(output, order + 1, positions + 1)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE_2)
        whole.addLayout(row)
        whole.addLayout(grid)
        whole.addWidget(self.reason)
        whole.addWidget(self.table, 1)

    def set_words(self, words: Sequence[str], first: int, second: int) -> None:
        """Offer these words, two of which are chosen."""
        self._name.setText(self.tr("Swap"))
        for box, chosen, name in zip(
            self.boxes, (first, second), (self.tr("first word"), self.tr("second word")), strict=True
        ):
            box.setAccessibleName(name)
            with QSignalBlocker(box):
                if [box.itemText(at) for at in range(box.count())] != list(words):
                    box.clear()
                    box.addItems(list(words))
                box.setCurrentIndex(chosen)

    def set_outputs(self, texts: Sequence[str], outputs: Sequence[str | None]) -> None:
        """The two sentences, and their outputs: each with positions, then without; None is still computed.

        There are no outputs where a model writes nothing.
        """
        titles = self.tr("with positions"), self.tr("without positions")
        for head, title in zip(self._heads, titles, strict=True):
            head.setText(title)
        for label, text in zip(self._texts, texts, strict=True):
            label.setText(text)
        for label, output in zip(self.outputs, outputs, strict=False):
            label.setText(self.tr("computing …") if output is None else output)
        for part in (*self._heads, *self.outputs):
            part.setVisible(bool(outputs))

    def show_reason(self, shown: bool) -> None:
        """Show how far the vectors moved and why, or, while that is not known, nothing of it."""
        self.reason.setVisible(shown)
        self.table.setVisible(shown)

    def set_changes(self, changes: Numbers, labels: Sequence[str]) -> None:
        """How far each token's vector moved in per cent of its length, [tokens, with and without]."""
        titles = self.tr("moved by %, with positions"), self.tr("moved by %, without positions")
        self.table.set_rows(changes, row_labels=labels, column_titles=titles)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the text size."""
        self.table.set_theme(theme, scale)
