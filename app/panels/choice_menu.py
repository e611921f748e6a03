"""A menu of which one entry holds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """Says what is wished; the mark moves only when ``show_choice`` is called."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QActionGroup(self)
        self._choice = ""
        self._group.triggered.connect(self._on_triggered)

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Offer these: what is chosen, and how it reads."""
        self.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
            action.deleteLater()
        for key, text in choices.items():
            action = QAction(text, self, checkable=True)
            action.setData(key)
            self._group.addAction(action)
            self.addAction(action)
        self.show_choice(self._choice)

    def show_choice(self, key: str) -> None:
        """Mark this one."""
        self._choice = key
        for action in self._group.actions():
            action.setChecked(action.data() == key)

    def choice_text(self) -> str:
        """How the marked entry reads."""
        return next((action.text() for action in self._group.actions() if action.isChecked()), self._choice)

    def _on_triggered(self, action: QAction) -> None:
        wish = str(action.data())
        self.show_choice(self._choice)
        self.chosen.emit(wish)
