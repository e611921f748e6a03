"""A room in which what needs more height than there is keeps it, and scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Room(QScrollArea):
    """By wheel or by its bar. It asks for ``least`` pixels of height and for as much width as its content.

    Not ``widgetResizable``: with that, a view with wrapped text gets the height it would like instead.
    """

    def __init__(self, content: QWidget, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(least)
        self.setWidget(content)
        # The ground of the window shows through, not that of a text field.
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)

    def least_size(self) -> QSize:
        """What the content is never made smaller than."""
        return self._content.minimumSizeHint().expandedTo(self._content.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area watches its widget.
        if event.type() == QEvent.Type.LayoutRequest and watched is self._content:
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows and pages are the window's: they move the selection and the steps.
        event.ignore()

    def _fit(self) -> None:
        self._content.resize(self.viewport().size().expandedTo(self.least_size()))
