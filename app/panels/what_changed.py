"""What the what-ifs changed in the output: the sentence with them and the sentence without, word by word."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.panels.output_tokens import changed
from app.reading.covers import HIDDEN
from app.reading.outputs import output
from app.state import Comparison
from app.theme import SPACE_4
from app.widgets.fair_shares import fair_shares
from app.widgets.marked_line import MarkedLine, Word
from core.trace import Trace


class WhatChanged(QWidget):
    """Both in one line, the model's own generation; words that the other lacks are underlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._comparison = Comparison()
        self._covered: Set[int] = frozenset()
        self.with_it, self.without_it = MarkedLine(self), MarkedLine(self)
        for line in (self.with_it, self.without_it):
            line.setProperty("role", "small")

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Compare this trace with its baseline."""
        self._trace, self._comparison = trace, comparison
        self._say()

    def cover(self, rows: Set[int]) -> None:
        """Keep secret, until told otherwise, what these rows of the decoder predict."""
        self._covered = rows
        self._say()

    def needed(self) -> int:
        """The width that both sentences take in full."""
        return self.with_it.needed() + SPACE_4 + self.without_it.needed()

    def sizeHint(self) -> QSize:
        return QSize(self.needed(), self.with_it.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        elif event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._share_room()

    def _share_room(self) -> None:
        start, lines = 0, (self.with_it, self.without_it)
        shares = fair_shares([line.needed() for line in lines], self.width() - SPACE_4)
        for line, share in zip(lines, shares, strict=True):
            line.setGeometry(start, 0, share, self.height())
            start += share + SPACE_4

    def _say(self) -> None:
        trace, own = self._trace, self._comparison.own
        if trace is None or not trace.request.interventions:
            return
        if not trace.tokens["predicted"]:
            self.with_it.set_words(self.tr("This model writes no output."))
            self.without_it.set_words("")
        else:
            self.with_it.set_words(self.tr("With: {text}"), _words(trace, own or trace, self._covered))
            self._say_without(trace, own)
        self._share_room()

    def _say_without(self, trace: Trace, own: Trace | None) -> None:
        if own is None:
            self.without_it.set_words(self.tr("Computing the output without …"))
        elif not changed(trace, own) and not changed(own, trace):
            self.without_it.set_words(self.tr("The output is the same without."))
        else:
            self.without_it.set_words(self.tr("Without: {text}"), _words(own, trace, self._covered))


def _words(trace: Trace, other: Trace, covered: Set[int]) -> list[Word]:
    """The output, with what ``other`` lacks marked; what the ``covered`` rows predict is not said."""
    differing = changed(trace, other)
    words = []
    for at, token in enumerate(output(trace)):
        if token.role != "special":
            text = HIDDEN if at + trace.prompt in covered else token.text
            words.append(Word(f" {text}" if token.starts_word else text, at in differing))
    return words or [Word("—")]
