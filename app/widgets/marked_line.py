"""A sentence in one line of which some words are marked: as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

BEFORE = 4
"""So many words before the first marked one are shown where there is no room for all."""

PLACE = "{text}"


class Word(NamedTuple):
    """A piece of the sentence with the space before it."""

    text: str
    marked: bool = False


class _Measured(NamedTuple):
    """How wide the frame without words is, and each of the words, in a font."""

    font: QFont
    frame: float
    words: list[float]


class MarkedLine(QLabel):
    """What stands around the first marked word is shown; the whole stands in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame, self._words = "", tuple[Word, ...]()
        self._measured: _Measured | None = None
        self.setTextFormat(Qt.TextFormat.RichText)  # never guessed from the text: it is always escaped
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_words(self, frame: str, words: Sequence[Word] = ()) -> None:
        """Show the words in the place of ``{text}`` in the frame."""
        if (frame, tuple(words)) == (self._frame, self._words):
            return
        self._frame, self._words, self._measured = frame, tuple(words), None
        self.setToolTip(escape(frame.replace(PLACE, _joined(words))))
        self._fit()
        self.updateGeometry()

    def needed(self) -> int:
        """The width that the whole takes."""
        measured = self._measures()
        return round(measured.frame + sum(measured.words)) + 4

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetricsF(self.font())
        if not self._words or self.needed() <= self.width():
            frame = metrics.elidedText(self._frame, Qt.TextElideMode.ElideRight, self.width())
            self.setText(_rich(frame if not self._words else self._frame, self._words))
            return
        around = self._frame.replace(PLACE, "… …")
        start, end = self._seen(self.width() - 4 - metrics.horizontalAdvance(around))
        first, last = [Word("… ")] * (start > 0), [Word(" …")] * (end < len(self._words))
        self.setText(_rich(self._frame, (*first, *self._words[start:end], *last)))

    def _seen(self, room: float) -> tuple[int, int]:
        """Which words there is room for, around the first marked one, or from the first on."""
        widths, count = self._measures().words, len(self._words)
        first = next((at for at, word in enumerate(self._words) if word.marked), 0)
        start = max(0, first - BEFORE)
        while start < first and sum(widths[start : first + 1]) > room:
            start += 1
        end = first + 1
        while end < count and sum(widths[start : end + 1]) <= room:
            end += 1
        while end == count and start > 0 and sum(widths[start - 1 :]) <= room:
            start -= 1
        return start, end

    def _measures(self) -> _Measured:
        """Kept until the words or the font change: whoever shares the room out asks often."""
        font = self.font()
        if self._measured is None or self._measured.font != font:
            self._measured = _measured(font, self._frame, self._words)
        return self._measured


def _measured(font: QFont, frame: str, words: Sequence[Word]) -> _Measured:
    bold = QFont(font)
    bold.setBold(True)
    plain, marked = QFontMetricsF(font), QFontMetricsF(bold)
    widths = [(marked if word.marked else plain).horizontalAdvance(word.text) for word in words]
    return _Measured(font, plain.horizontalAdvance(frame.replace(PLACE, "")), widths)


def _rich(frame: str, words: Sequence[Word]) -> str:
    before, place, after = frame.partition(PLACE)
    if not place:
        return escape(frame)
    inner = "".join(
        f"<u><b>{escape(word.text)}</b></u>" if word.marked else escape(word.text) for word in words
    )
    return escape(before) + inner.strip() + escape(after)


def _joined(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words).strip()
