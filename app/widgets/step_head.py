"""What an operation is: its title, its formula, and beside it a paragraph or the code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.theme import LIGHT, SIZE_TITLE, SPACE_1, SPACE_4, Theme, type_size
from app.widgets.caption import Caption
from app.widgets.choice import Choice
from app.widgets.code_block import CodeLines
from app.widgets.formula import Formula, formula_svg
from app.widgets.words_and_code import WordsAndCode

FORMULA_SHARE = 0.33
CODE_FORMULA_SHARE = 0.22
HEIGHT, CODE_HEIGHT = 92, 112


class StepHead(QWidget):
    """Keeps its height and the place of everything from one operation to the next.

    In a low window it gives up the height of a line that comes below it, so that nothing else has to move.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.formula, self.about = Caption(size=SIZE_TITLE), Formula(), WordsAndCode()
        self.sides = Choice()
        self._text_scale, self._given_up = 1.0, 0
        self._theme = LIGHT
        self._unset: list[str] = []  # formulas to set in type while nothing else is to do
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._set_one_formula)
        self.sides.chosen.connect(self._on_chosen)
        above, below, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        above.addWidget(self.title, 1)
        above.addWidget(self.sides)
        below.setSpacing(SPACE_4)
        below.addWidget(self.formula)
        below.addWidget(self.about, 1, Qt.AlignmentFlag.AlignTop)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(above)
        column.addLayout(below)
        self.retranslate()

    def set_title(self, title: str) -> None:
        """Name the operation."""
        self.title.set_text(title, "", leads=False)

    def set_about(self, latex: str, words: str, code: Sequence[CodeLines]) -> None:
        """Say what it does: as a formula, in words and in code."""
        self.formula.set_latex(latex, words)
        self.about.set_words(words)
        self.about.set_code(code)

    def rehearse(self, formulas: Iterable[str]) -> None:
        """Set these in type beforehand: a formula takes long the first time, and the walk should not wait."""
        self._unset = sorted(formulas)
        self._idle.start()

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        for widget in (self.title, self.formula, self.about):
            widget.set_theme(theme, scale)
        self._theme, self._text_scale = theme, scale
        self._place()

    def give_up(self, height: int) -> None:
        """Be lower by so much: the formula gets smaller, and of a long explanation the end is scrolled to."""
        if height != self._given_up:
            self._given_up = height
            self._place()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.sides.set_options({"words": self.tr("Words"), "code": self.tr("Code")})
        self.sides.set_chosen("code" if self.about.shows_code() else "words")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        """Give the formula its share of the width, so that words do not jump from one step to the next."""
        code = self.about.shows_code()
        self.formula.setFixedWidth(round(self.width() * (CODE_FORMULA_SHARE if code else FORMULA_SHARE)))
        height = round((CODE_HEIGHT if code else HEIGHT) * self._text_scale) - self._given_up
        line = self.about.words.fontMetrics().lineSpacing()
        self.formula.setFixedHeight(height)
        self.about.setFixedHeight(height if code or not self._given_up else height // line * line)

    def _set_one_formula(self) -> None:
        if not self._unset or not self.isVisible():
            self._idle.stop()
            return
        formula_svg(self._unset.pop(), type_size(SIZE_TITLE, self._text_scale), self._theme.text)

    def _on_chosen(self, side: str) -> None:
        self.about.show_code(side == "code")
        self.sides.set_chosen(side)
        self._place()
