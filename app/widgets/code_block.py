"""Lines of source code with their file and numbers; the lines that matter stand out."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from app.theme import LIGHT, SIZE_SMALL, Theme, type_size


@dataclass(frozen=True)
class CodeLines:
    """Whole lines of one file; ``marked`` are the numbers of those that stand out."""

    file: str
    first_line: int
    text: str
    marked: tuple[int, ...] = ()


class CodeBlock(QPlainTextEdit):
    """Shows pieces of source; they can be selected and copied, and scroll where they are long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[CodeLines, ...] = ()
        self._theme = LIGHT
        self._letters = QFont()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)

    def set_code(self, pieces: Sequence[CodeLines]) -> None:
        """Show these pieces, one below the other."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self._write()

    def code(self) -> tuple[CodeLines, ...]:
        """Return the pieces that are shown."""
        return self._pieces

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self._theme = theme
        font = self._letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(type_size(SIZE_SMALL, scale))
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        former, first_marked = "", 0
        for piece in self._pieces:
            if piece.file != former:
                self._write_line(cursor, piece.file, self._theme.text_quiet)
            former = piece.file
            for number, line in enumerate(textwrap.dedent(piece.text).splitlines(), piece.first_line):
                if number in piece.marked and not first_marked:
                    first_marked = self.blockCount()
                self._write_line(cursor, f"{number:4d}  {line}", self._theme.text, number in piece.marked)
        self._show_line(max(0, first_marked - 2))

    def _show_line(self, number: int) -> None:
        """Scroll so that a line of the block is the first in view."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(number)

    def _write_line(self, cursor: QTextCursor, text: str, colour: str, marked: bool = False) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        letters.setFont(self._letters)  # The style sheet would set all of it in the size of running text.
        letters.setForeground(QColor(colour))
        if marked:
            block.setBackground(QColor(self._theme.raised))
            letters.setFontWeight(QFont.Weight.Bold)
        if not self.document().isEmpty():
            cursor.insertBlock()
        cursor.setBlockFormat(block)
        cursor.insertText(text, letters)
