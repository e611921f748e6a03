"""One word in two sentences: a line to type the second one in, the word, and its cosines as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.theme import SPACE_2, Theme
from app.widgets.choice_box import ChoiceBox
from app.widgets.level_chart import LevelChart
from app.widgets.translated import TranslatedWidget

PAUSE_MS = 350
"""A pause in typing that long, and the sentence is read."""


class ContextPage(TranslatedWidget):
    """Says what is typed once there is a pause, or at Enter."""

    text_edited = Signal()
    text_chosen = Signal(str)
    word_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.box, self.chart, self.message = QLineEdit(), ChoiceBox(), LevelChart(), QLabel()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._names = QLabel(), QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        for label, buddy in zip(self._names, (self.line, self.box), strict=True):
            label.setBuddy(buddy)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._say)
        self._pause.timeout.connect(self._say)
        self.box.activated.connect(self.word_chosen)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        for part, stretch in ((self._names[0], 0), (self.line, 1), (self._names[1], 0), (self.box, 0)):
            row.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.chart, 1)

    def show_text(self, text: str) -> None:
        """Show a sentence, unless one is being typed."""
        is_typed = self.line.hasFocus() and self.line.isModified()
        if not is_typed and text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def set_words(self, words: Sequence[str], chosen: int) -> None:
        """Offer these words."""
        with QSignalBlocker(self.box):
            if [self.box.itemText(at) for at in range(self.box.count())] != list(words):
                self.box.clear()
                self.box.addItems(list(words))
            self.box.setCurrentIndex(chosen)
        self.box.setEnabled(bool(words))

    def say(self, text: str, *, is_problem: bool = False) -> None:
        """Say why there is nothing to show, or nothing."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.message.setProperty("role", "problem" if is_problem else "")
        self.message.style().polish(self.message)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours and the text size."""
        self.chart.set_theme(theme, scale)

    @property
    def is_being_typed(self) -> bool:
        """Whether a sentence is being typed, so that what is shown belongs to the former one."""
        return self._pause.isActive()

    def _on_edited(self) -> None:
        self._pause.start()
        self.text_edited.emit()

    def _say(self) -> None:
        self._pause.stop()
        self.text_chosen.emit(self.line.text())

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self._names[0].setText(self.tr("Second sentence"))
        self._names[1].setText(self.tr("Word in both"))
        for label, part in zip(self._names, (self.line, self.box), strict=True):
            part.setAccessibleName(label.text())
