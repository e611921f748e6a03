"""The right side: what-if above, inspector below, each of which folds away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.panels.inspector import Inspector
from app.panels.what_if import WhatIfPanel
from app.theme import SPACE_1, SPACE_2

WIDTH, HEIGHT = 324, 284


class SidePanel(QSplitter):
    """Gone altogether when both parts are folded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.what_if = WhatIfPanel()
        self.inspector = Inspector()
        self._titles = (QLabel(), QLabel())
        self._parts = [
            _part(title, content)
            for title, content in zip(self._titles, (self.what_if, self.inspector), strict=True)
        ]
        for part in self._parts:
            self.addWidget(part)
        # What-if keeps room for its switches; the inspector takes what is left over.
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([HEIGHT, HEIGHT])
        # The switches scroll along with the keyboard; the inspector has nothing to press and scrolls itself.
        self._area(0).setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        for label, text in zip(self._titles, (self.tr("What if …"), self.tr("Inspector")), strict=True):
            label.setText(text)
        self._area(1).setAccessibleName(self._titles[1].text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _area(self, part: int) -> QScrollArea:
        area = self._parts[part].findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        return area


def _part(title: QLabel, content: QWidget) -> QWidget:
    part, area = QWidget(), QScrollArea(widgetResizable=True)
    title.setProperty("role", "quiet")
    area.setWidget(content)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # The ground of the window shows through, not that of a text field.
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    column = QVBoxLayout(part)
    column.setContentsMargins(SPACE_2, SPACE_1, SPACE_1, 0)
    column.setSpacing(0)
    column.addWidget(title)
    column.addWidget(area, 1)
    return part
