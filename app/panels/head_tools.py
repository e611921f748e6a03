"""How the heads of an attention are looked at: sorted, listed, by words, several as one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.panels.choice_menu import ChoiceMenu
from app.reading.figure_words import column_title, sort_name
from app.reading.head_figures import Figure
from app.reading.heads_look import HeadsLook
from app.reading.several_heads import POOLINGS, Pooling
from app.theme import SPACE_1

UNSORTED = ("breadth",)
"""Figures that sort as another one does, and are left out of the menu."""


class HeadTools(QWidget):
    """Shows a look and says which one is wished."""

    look_wished = Signal(object)  # a HeadsLook
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = HeadsLook()
        self._figures: tuple[Figure, ...] = ()
        self.order, self.listed, self.words, self.copy = (_small() for _ in range(4))
        self.pooling: dict[Pooling, QToolButton] = {name: _small() for name in POOLINGS}
        self.unmark = _small()
        self._marked = QWidget()
        self._menu = ChoiceMenu(self)
        self._lay_out()
        self._connect()
        self._say()

    def show_look(self, look: HeadsLook, figures: tuple[Figure, ...]) -> None:
        """Show this look, and offer to sort by these figures."""
        if (look, figures) != (self._look, self._figures):
            self._look, self._figures = look, figures
            self._say()

    def retranslate(self) -> None:
        """Set every text again."""
        self._say()

    def _lay_out(self) -> None:
        self.order.setMenu(self._menu)
        self.order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.listed, self.words, *self.pooling.values()):
            button.setCheckable(True)
        row, marked, column = QHBoxLayout(), QHBoxLayout(self._marked), QVBoxLayout(self)
        for button in (self.order, self.listed, self.words, self.copy):
            row.addWidget(button)
        for button in (*self.pooling.values(), self.unmark):
            marked.addWidget(button)
        for line in (row, marked):
            line.addStretch(1)
            line.setSpacing(SPACE_1)
        column.addLayout(row)
        column.addWidget(self._marked)
        column.setSpacing(SPACE_1)
        for layout in (marked, column):
            layout.setContentsMargins(0, 0, 0, 0)
        self._marked.hide()
        self.copy.hide()

    def _connect(self) -> None:
        self._menu.chosen.connect(self._on_sorted)
        self.listed.clicked.connect(lambda checked: self._wish(listed=checked))
        self.words.clicked.connect(lambda checked: self._wish(words=checked))
        self.copy.clicked.connect(self.copy_requested)
        self.unmark.clicked.connect(lambda: self._wish(marked=frozenset()))
        for name, button in self.pooling.items():
            button.clicked.connect(lambda _=False, name=name: self._wish(pooling=name))

    def _say(self) -> None:
        look = self._look
        offered: dict[str, str] = {name: sort_name(name) for name in self._figures if name not in UNSORTED}
        self._menu.set_choices(offered)
        self._menu.show_choice(look.figure)
        self.order.setText(self.tr("Sort: {figure} ▾").format(figure=_short(look.figure)))
        self.listed.setText(self.tr("Figures"))
        self.words.setText(self.tr("Words"))
        self.copy.setText(self.tr("Copy"))
        self.unmark.setText(self.tr("Unmark"))
        self.pooling["mean"].setText(self.tr("Mean"))
        self.pooling["maximum"].setText(self.tr("Maximum"))
        self._explain()
        self.listed.setChecked(look.listed)
        self.words.setChecked(look.words)
        self.copy.setVisible(look.listed)
        self._marked.setVisible(bool(look.marked))
        for name, button in self.pooling.items():
            button.setChecked(name == look.pooling)

    def _explain(self) -> None:
        self.order.setToolTip(self.tr("The order of the heads; the same again turns it round"))
        self.listed.setToolTip(self.tr("A table of what is measured of each head, in place of the maps"))
        self.words.setToolTip(
            self.tr(
                "Join pieces into words: weights are added up over the pieces looked at and averaged over those "
                "that ask. Chinese is read character by character and stays so."
            )
        )
        self.copy.setToolTip(self.tr("Copy the table, for a spreadsheet"))
        self.unmark.setToolTip(self.tr("See one head again"))

    def _wish(self, **choices: Any) -> None:
        self._show_checks()
        self.look_wished.emit(replace(self._look, **choices))

    def _show_checks(self) -> None:
        """A click moves the mark by itself; what is shown follows the look alone."""
        self.listed.setChecked(self._look.listed)
        self.words.setChecked(self._look.words)
        for name, button in self.pooling.items():
            button.setChecked(name == self._look.pooling)

    def _on_sorted(self, name: str) -> None:
        self.look_wished.emit(self._look.sorted_by(cast("Figure", name)))


def _small() -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "small")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _short(figure: Figure) -> str:
    return sort_name(figure) if figure == "layer" else column_title(figure)
