"""The right side: what-if above, inspector below, each of which folds away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.panels.inspector import Inspector, scrolling
from app.panels.what_if import FEW_LINES, MANY_LINES, WhatIfPanel
from app.theme import SPACE_1, SPACE_2

WIDTH = 324
SHARE = 0.54
"""Of the height, for what-if at most: the terms of a long sum need as much room as its switches."""
ROOMY = 34
"""From so many lines of text on there is room for more words."""


class SidePanel(QSplitter):
    """Gone altogether when both parts are folded. What the switches do not need of their share, the terms get."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.what_if = WhatIfPanel()
        self.inspector = Inspector()
        self._title = QLabel()
        self._title.setProperty("role", "quiet")
        self._switches = scrolling(self.what_if)
        # The switches scroll along with the keyboard.
        self._switches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._switches.viewport().installEventFilter(self)
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._keep_pressed)
        self._parts = [_part(self._title, self._switches, self.what_if.words), _part(self.inspector)]
        for part in self._parts:
            self.addWidget(part)
        self._share = SHARE
        self.setChildrenCollapsible(False)
        self.what_if.installEventFilter(self)
        self.splitterMoved.connect(lambda *_: self._remember(self.sizes()))
        self.setMinimumWidth(220)
        self.retranslate()

    def set_shown(self, what_if: bool, inspector: bool) -> None:
        """Unfold or fold the parts."""
        for part, shown in zip(self._parts, (what_if, inspector), strict=True):
            part.setVisible(shown)
        self.setVisible(what_if or inspector)
        self._divide()

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Divide the height like this, now and when it changes."""
        self._remember(sizes)
        self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        many = self.height() > ROOMY * self.fontMetrics().height()
        self.what_if.words.set_lines(MANY_LINES if many else FEW_LINES)
        self._divide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.what_if:
            self._divide()  # a group of switches has opened or closed
        elif event.type() == QEvent.Type.Resize and watched is self._switches.viewport():
            self._resized.start()
        return super().eventFilter(watched, event)

    def _remember(self, sizes: Sequence[int]) -> None:
        self._share = sizes[0] / sum(sizes) if sum(sizes) else SHARE

    def _divide(self) -> None:
        total = sum(self.sizes())
        first = min(round(total * self._share), self._needed())
        super().setSizes([first, total - first])

    def _needed(self) -> int:
        """The height at which every switch is in view, with room for the words below."""
        height = self.what_if.heightForWidth(self.what_if.width()) if self.what_if.hasHeightForWidth() else -1
        around = self._title.sizeHint().height() + self.what_if.words.sizeHint().height() + SPACE_1
        return max(height, self.what_if.sizeHint().height()) + around

    def sizeHint(self) -> QSize:
        """Ask for room for two short sentences side by side, not more."""
        return QSize(WIDTH, 400)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self._title.setText(self.tr("What if …"))

    def _keep_pressed(self) -> None:
        """What was pressed last stays in view while the room for it changes."""
        pressed = self.what_if.focusWidget()
        if pressed is not None and pressed.isVisible():
            self._switches.ensureWidgetVisible(pressed, 0, SPACE_1)

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
