"""One place for an explanation in words and for the code that does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from app.theme import Theme
from app.widgets.code_block import CodeBlock, CodeLines
from app.widgets.symbol_text import as_rich_text


class WordsAndCode(QWidget):
    """Shows the words, or the code in their place; what is too long scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setContentsMargins(4, 0, 4, 0)
        self.code = CodeBlock()
        self._pieces: tuple[CodeLines, ...] = ()
        self._room = QScrollArea(widgetResizable=True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setWidget(self.words)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        # The ground of the window shows through, not that of a text field.
        for part in (self._room.viewport(), self.words):
            part.setAutoFillBackground(False)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._room)
        self._stack.addWidget(self.code)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self.code.set_theme(theme, scale)

    def show_code(self, shown: bool) -> None:
        """Show the code, or the words."""
        self._stack.setCurrentWidget(self.code if shown else self._room)
        self._write_code()

    def shows_code(self) -> bool:
        """Tell whether the code is shown."""
        return self._stack.currentWidget() is self.code

    def set_words(self, text: str) -> None:
        """Say this, from its beginning."""
        if text != self._room.accessibleName():
            self.words.setText(as_rich_text(text))
            self._room.setAccessibleName(text)
            self._room.verticalScrollBar().setValue(0)

    def set_code(self, pieces: Sequence[CodeLines]) -> None:
        """Show these lines, once the code is looked at."""
        self._pieces = tuple(pieces)
        self._write_code()

    def pieces(self) -> tuple[CodeLines, ...]:
        """Return the lines that the code side shows."""
        return self._pieces

    def _on_range_changed(self, low: int, high: int) -> None:
        """Stop Tab here only where there is something to scroll to."""
        self._room.setFocusPolicy(Qt.FocusPolicy.StrongFocus if high > low else Qt.FocusPolicy.NoFocus)

    def _write_code(self) -> None:
        if self.shows_code():
            self.code.set_code(self._pieces)
