"""What the wheel does over a number: it scrolls the page, unless the number has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


def watch_wheel(owner: QWidget, *parts: QWidget) -> None:
    """Let ``owner`` see the events of its parts, which the wheel alone no longer gives the keyboard."""
    for part in parts:
        part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        part.installEventFilter(owner)


def left_to_page(watched: QObject, event: QEvent) -> bool:
    """Whether this is the wheel over a part without the keyboard; it is then ignored, so that the page gets it.

    Otherwise a page that is scrolled would change whatever number comes under the pointer.
    """
    if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
        return False
    event.ignore()
    return True
