"""The right side: what-if above, inspector below, each of which folds away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.panels.inspector import Inspector, scrolling
from app.panels.what_if import WhatIfPanel
from app.theme import SPACE_1, SPACE_2

WIDTH, HEIGHT = 324, 100
SHARES = 3, 2


class SidePanel(QSplitter):
    """Gone altogether when both parts are folded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.what_if = WhatIfPanel()
        self.inspector = Inspector()
        self._title = QLabel()
        self._title.setProperty("role", "quiet")
        switches = scrolling(self.what_if)
        # The switches scroll along with the keyboard.
        switches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._parts = [_part(self._title, switches, self.what_if.words), _part(self.inspector)]
        for part in self._parts:
            self.addWidget(part)
        # What-if keeps room for its switches and for the groups below them.
        for at, share in enumerate(SHARES):
            self.setStretchFactor(at, share)
        self.setSizes([share * HEIGHT for share in SHARES])
        self.setChildrenCollapsible(False)
        self.setMinimumWidth(220)
        self.retranslate()

    def set_shown(self, what_if: bool, inspector: bool) -> None:
        """Unfold or fold the parts."""
        for part, shown in zip(self._parts, (what_if, inspector), strict=True):
            part.setVisible(shown)
        self.setVisible(what_if or inspector)

    def sizeHint(self) -> QSize:
        """Ask for room for two short sentences side by side, not more."""
        return QSize(WIDTH, 400)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self._title.setText(self.tr("What if …"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _part(*widgets: QWidget) -> QWidget:
    """Widgets below each other; what scrolls takes the room, or the only one."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(SPACE_2, SPACE_1, SPACE_1, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QScrollArea) or len(widgets) == 1 else 0)
    return part
