"""Lines of source code with their file and numbers; the lines that matter stand out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from app.theme import LIGHT, SIZE_SMALL, Theme, type_size

NUMBER_WIDTH, HANGING = 6, 4
"""Characters that the number of a line takes, and by how many the rest of a broken line is indented."""
_BREAK = re.compile(r" |\(|(?=\.[a-z])")
"""A line of code is broken behind a space or an opening bracket, or before the name of a method."""


@dataclass(frozen=True)
class CodeLines:
    """Whole lines of one file; ``marked`` are the numbers of those that stand out."""

    file: str
    first_line: int
    text: str
    marked: tuple[int, ...] = ()


class CodeBlock(QPlainTextEdit):
    """Shows pieces of source; they can be selected and copied. A long line goes on below, further to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[CodeLines, ...] = ()
        self._theme = LIGHT
        self._letters = QFont()
        self._room = 0  # for so many characters
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break long lines anew."""
        super().resizeEvent(event)
        if self._characters() != self._room:
            self._write()

    def _characters(self) -> int:
        """How many characters a line has room for; those that stand out are the widest."""
        font = QFont(self._letters)
        font.setBold(True)
        width = self.viewport().width() - 2 * self.document().documentMargin()
        return int(width / QFontMetricsF(font).horizontalAdvance("0"))

    def _write(self) -> None:
        self._room = self._characters()
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
                for part in _broken(f"{number:4d}  {line}", self._room):
                    self._write_line(cursor, part, self._theme.text, number in piece.marked)
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


def _broken(line: str, room: int) -> list[str]:
    """A line in parts that have room, all but the first indented further than the line itself."""
    code = line[NUMBER_WIDTH:]
    indent = NUMBER_WIDTH + len(code) - len(code.lstrip()) + HANGING
    parts = []
    while len(line) > max(room, 2 * indent):
        at = max((found.end() for found in _BREAK.finditer(line, indent + 1, room)), default=room)
        parts.append(line[:at].rstrip())
        line = " " * indent + line[at:].lstrip()
    return [*parts, line]
