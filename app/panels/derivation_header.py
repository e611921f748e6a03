"""What stands above the arithmetic of a number: the way back, where the number is, what it is, its formula."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.deferred_view import text_label
from app.explanations import SEPARATOR
from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.formula import Formula
from app.widgets.translated import TranslatedWidget

FORMULA_SHARE = 0.75
"""Of the size at which formulas are set elsewhere, so that each is set in type but once."""

CRUMBS = 3
"""How many places of a long way are named."""


class DerivationHeader(TranslatedWidget):
    """Shows what it is told and says when Back or Home is pressed."""

    back_requested = Signal()
    home_requested = Signal()
    grown = Signal()  # the formula has come, and with it another height

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back, self.home = QToolButton(), QToolButton()
        self.way, self.title, self.place = text_label("quiet"), text_label("quiet"), text_label("small")
        self.value, self.formula = text_label(), Formula()
        self._set: set[str] = set()  # formulas that are in type already
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._wanted = ("", "")
        self._title = ""
        self._lay_out()
        self.back.clicked.connect(self.back_requested)
        self.home.clicked.connect(self.home_requested)
        self._idle.timeout.connect(self._on_idle)
        self.retranslate()

    def show_way(self, names: Sequence[str]) -> None:
        """Name the places from home to here; no way back is offered at home."""
        followed = len(names) > 1
        for part in (self.back, self.home, self.way):
            part.setVisible(followed)
        shown = [*names] if len(names) <= CRUMBS else [names[0], "…", *names[-CRUMBS + 1 :]]
        self.way.setText(" › ".join(shown))

    def show_place(self, title: str, place: str, value: str, exact: str) -> None:
        """Say where the number stands and what it is."""
        self._title = title
        self._fit_title()
        self.place.setText(place)
        self.value.setText(value)
        self.value.setToolTip(exact)
        self.value.setAccessibleName(exact)

    def show_formula(self, latex: str, spoken: str) -> None:
        """Show a formula; one that was never set in type comes a moment after the numbers."""
        self._wanted = (latex, spoken)
        self.formula.setVisible(bool(latex))
        if latex in self._set:
            self._set_formula()
        else:
            self._idle.start()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self._set.clear()
        self.formula.set_theme(theme, scale)
        self._fit_formula()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        texts = (
            (self.back, self.tr("Back"), self.tr("Back one number (Backspace)")),
            (self.home, self.tr("Home"), self.tr("Back to where following began (Alt+Home)")),
        )
        for button, text, tip in texts:
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(_row(self.back, self.home, None))
        column.addWidget(self.way)
        column.addWidget(self.title)
        column.addLayout(_row(self.place, self.value))
        column.addWidget(self.formula)
        for button in (self.back, self.home):
            button.setProperty("role", "small")
        self.value.setWordWrap(False)
        self.value.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.value.setProperty("role", "figure")

    def _fit_title(self) -> None:
        """Leave out the first words of a long name, so that it takes one line and the terms get the room."""
        metrics, parts = self.title.fontMetrics(), self._title.split(SEPARATOR)
        shown = self._title
        while len(parts) > 2 and metrics.horizontalAdvance(shown) > self.width():
            parts = parts[1:]
            shown = SEPARATOR.join(["…", *parts])
        self.title.setText(shown)
        self.title.setToolTip(self._title if shown != self._title else "")
        self.title.setAccessibleName(self._title)

    def _on_idle(self) -> None:
        self._set_formula()
        self.grown.emit()

    def _set_formula(self) -> None:
        self._set.add(self._wanted[0])
        self.formula.set_latex(*self._wanted)
        self._fit_formula()

    def _fit_formula(self) -> None:
        self.formula.setFixedHeight(round(self.formula.sizeHint().height() * FORMULA_SHARE))


def _row(*parts: QWidget | None) -> QBoxLayout:
    """Widgets side by side; the first takes the room, or what stands for None."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_2)
    for at, part in enumerate(parts):
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if at == 0 and None not in parts else 0)
    return row
