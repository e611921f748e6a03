"""All keys on one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.theme import SPACE_1, SPACE_4, SPACE_6

Key = tuple[str, str]


class HelpDialog(QDialog):
    """A table of what each key does, by menu."""

    def __init__(self, sections: Sequence[tuple[str, Sequence[Key]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        page, grid = QWidget(), QGridLayout()
        page.setLayout(grid)
        grid.setHorizontalSpacing(SPACE_6)
        grid.setVerticalSpacing(SPACE_1)
        for title, keys in sections:
            self._add_section(grid, title, keys)
        hint = QLabel(
            self.tr("While a text line has the keyboard, keys write text; Esc leaves the line."),
            wordWrap=True,
        )
        hint.setProperty("role", "quiet")
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        for widget in (area, hint, buttons):
            column.addWidget(widget)
        self.resize(560, 560)

    def _add_section(self, grid: QGridLayout, title: str, keys: Sequence[Key]) -> None:
        heading = QLabel(title)
        heading.setProperty("role", "title")
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for name, key in keys:
            row = grid.rowCount()
            grid.addWidget(QLabel(name), row, 0)
            shown = QLabel(key)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(shown, row, 1)
