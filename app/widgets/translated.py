"""A widget that says everything again when the language changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class TranslatedWidget(QWidget):
    """Its own words are set in one place, from which they can be set again."""

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
