"""Where the keyboard goes when the part that holds it is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
