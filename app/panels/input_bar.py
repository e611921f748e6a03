"""The top of the window: direction, the sentence, examples, undo and redo, theme and language."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.panels.choice_menu import ChoiceMenu
from app.panels.examples import EXAMPLES
from app.panels.sentence_line import SentenceLine
from app.theme import SPACE_1, SPACE_2, SPACE_3
from app.widgets.legible_label import LegibleLabel
from app.widgets.translated import TranslatedWidget
from core.request import Direction

AUTO = "auto"
_DIRECTIONS: dict[str, Direction | None] = {AUTO: None, "zh-en": "zh-en", "en-zh": "en-zh"}


class InputBar(TranslatedWidget):
    """What is typed, and where it goes wrong: the message stands right under the line."""

    text_typed = Signal(str)
    target_typed = Signal(object)  # str, or None: the decoder writes its own sentence
    example_requested = Signal(str)
    direction_requested = Signal(object)  # a Direction or None
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.direction = QToolButton()
        self.line = SentenceLine()
        self.examples = QToolButton()
        self.target_toggle = QToolButton()
        self.target_label = QLabel()
        self.target = SentenceLine()
        self.message = LegibleLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._directions, self._sentences = ChoiceMenu(self), ChoiceMenu(self)
        self._chosen: Direction | None = None
        self._is_read = self._translates = True
        self._goes_on = False
        self._detected: Direction = "zh-en"
        self._tools = QHBoxLayout()
        self._lay_out()
        self._connect()
        self.show_target(None)
        self.show_message("")
        self.retranslate()

    def add_tools(self, *actions: QAction) -> None:
        """Put buttons for these actions at the right end."""
        for action in actions:
            button = QToolButton(autoRaise=True)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tools.addWidget(button)

    def show_text(self, text: str, *, is_read: bool = True) -> None:
        """Show the sentence of the present state, or that one part of a model reads numbers in its place."""
        self.line.show_text(text if is_read else "")
        self._sentences.show_choice(text if is_read else "")
        if is_read != self._is_read:
            self._is_read = is_read
            self.target_toggle.setEnabled(is_read)
            self.retranslate()

    def show_reader(self, *, translates: bool, goes_on: bool) -> None:
        """Show whether there is a direction to choose, and whether what is given follows the sentence itself."""
        if (translates, goes_on) != (self._translates, self._goes_on):
            self._translates, self._goes_on = translates, goes_on
            self.direction.setEnabled(translates)
            self.retranslate()

    def show_target(self, text: str | None) -> None:
        """Show the sentence that the decoder is fed, or fold its line away."""
        with QSignalBlocker(self.target_toggle):
            self.target_toggle.setChecked(text is not None)
        self.target.show_text(text or "")
        self.target.setVisible(text is not None)
        self.target_label.setVisible(text is not None)

    def show_direction(self, chosen: Direction | None, effective: Direction) -> None:
        """Show the chosen direction; "auto" says which one was detected."""
        if (chosen, effective) != (self._chosen, self._detected):
            self._chosen, self._detected = chosen, effective
            self._say_direction()

    def show_message(self, text: str, quiet: bool = True) -> None:
        """Say something under the line, quietly or as a problem; nothing for an empty text."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.message.setProperty("role", "quiet" if quiet else "problem")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        numbers = self.tr("This part reads the board's numbers; type a sentence for a whole model")
        sentence = self.tr("Type a sentence in Chinese or English")
        self.line.setPlaceholderText(sentence if self._is_read else numbers)
        self.line.setAccessibleName(self.tr("Sentence"))
        self.direction.setAccessibleName(self.tr("Direction"))
        way = self.tr("Direction of the translation")
        untaught = self.tr("This model has not learned to translate, so it has no direction")
        self.direction.setToolTip(way if self._translates else untaught)
        self.examples.setText(self.tr("Examples ▾"))
        feed = self.tr("Feed the decoder a sentence of yours instead of its own words (teacher forcing)")
        self.target_toggle.setToolTip(feed if self._is_read else numbers)
        self.target_label.setText(self.tr("Decoder is fed"))
        self._say_target()
        self._say_direction()

    def minimumSizeHint(self) -> QSize:
        """Let the sentence give way, however long it or the message is."""
        return QSize(480, super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        self.target_toggle.setCheckable(True)
        for button, menu in ((self.direction, self._directions), (self.examples, self._sentences)):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(menu)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sentences.set_choices({text: text for text in EXAMPLES})
        first, second, whole = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        whole.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_1)
        for row in (first, second, whole, self._tools):
            row.setSpacing(SPACE_2)
        self._tools.setSpacing(0)
        for widget in (self.direction, self.line, self.examples, self.target_toggle):
            first.addWidget(widget, 1 if widget is self.line else 0)
        first.addLayout(self._tools)
        second.addWidget(self.target_label)
        second.addWidget(self.target, 1)
        whole.addLayout(first)
        whole.addWidget(self.message)
        whole.addLayout(second)

    def _connect(self) -> None:
        self.line.typed.connect(self.text_typed)
        # Qt does not connect a signal of a string straight to one of any object.
        self.target.typed.connect(lambda text: self.target_typed.emit(text))  # noqa: PLW0108
        for line in (self.line, self.target):
            line.left.connect(self.left)
        self.target_toggle.toggled.connect(self._on_target_toggled)
        self._sentences.chosen.connect(self.example_requested)
        self._directions.chosen.connect(lambda way: self.direction_requested.emit(_DIRECTIONS[way]))

    def _on_target_toggled(self, wanted: bool) -> None:
        self.target_typed.emit("" if wanted else None)
        if wanted:
            self.target.setFocus()

    def _say_target(self) -> None:
        """A decoder alone is given no translation of the sentence, but how it goes on."""
        if self._goes_on:
            title, name = self.tr("Given continuation"), self.tr("Continuation")
            empty = self.tr("Type how the sentence goes on; empty means that the decoder writes it")
        else:
            title, name = self.tr("Given target"), self.tr("Target sentence")
            empty = self.tr("Type the target sentence; empty means that the decoder writes its own")
        self.target_toggle.setText(title)
        self.target.setPlaceholderText(empty)
        self.target.setAccessibleName(name)

    def _say_direction(self) -> None:
        names = {"zh-en": self.tr("中 → EN"), "en-zh": self.tr("EN → 中")}
        auto = self.tr("Auto: {direction}").format(direction=names[self._detected])
        self._directions.set_choices({AUTO: auto} | names)
        self._directions.show_choice(self._chosen or AUTO)
        choice = self.tr("{choice} ▾").format(choice=self._directions.choice_text())
        self.direction.setText(choice if self._translates else self.tr("No direction"))
