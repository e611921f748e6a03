"""What the wheel does over a number: it scrolls the page, unless the number has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class WheelToPage(QObject):
    """Otherwise a page that is scrolled would change whatever number comes under the pointer."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__(parts[0])
        for part in parts:
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        passes = event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget)
        if passes and not watched.hasFocus():
            event.ignore()
            return True
        return False
