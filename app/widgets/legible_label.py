"""A label that never shows empty boxes."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel

from app.widgets.themed import legible


class LegibleLabel(QLabel):
    """Writes a character that no font has as its code point, as the chips of the tokens do."""

    def setText(self, text: str) -> None:
        """Show this text, as far as it can be written."""
        metrics = QFontMetricsF(self.font())
        super().setText("\n".join(legible(metrics, line) for line in text.split("\n")))
