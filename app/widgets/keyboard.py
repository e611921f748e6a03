"""What arrow keys mean, and where the keyboard goes when the part that holds it is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


@contextmanager
def keyboard_kept(view: QWidget) -> Iterator[None]:
    """Give the keyboard to ``view`` where a part of it loses it: Qt hands it on to whatever comes next in Tab order.

    That may be a switch of another panel, which the next press of Space would turn.
    """
    holder = QApplication.focusWidget()
    held = holder is not None and view.isAncestorOf(holder)
    yield
    if held and holder is not None and not holder.isVisible():
        view.setFocus()


_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def arrow(event: QKeyEvent) -> tuple[int, int] | None:
    """Return how far down and to the right an arrow key points; None for other keys, and with Ctrl or Alt."""
    return None if event.modifiers() & _HELD else _ARROWS.get(Qt.Key(event.key()))


def place_along(event: QKeyEvent, now: int | None, count: int, *, downwards: bool = False) -> int | None:
    """Return which of ``count`` things in a line the arrows, Home and End lead to; None for other keys."""
    if count == 0 or event.modifiers() & _HELD:
        return None
    if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return 0 if event.key() == Qt.Key.Key_Home else count - 1
    down, right = arrow(event) or (0, 0)
    way = down if downwards else right
    if not way:
        return None
    return 0 if now is None else min(max(now + way, 0), count - 1)
