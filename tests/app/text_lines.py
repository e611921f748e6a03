"""Text put into a line as people do it: through an input method, or from the clipboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit


def compose(line: QLineEdit, text: str) -> None:
    """Type as an input method does: QTest cannot press a key for a Chinese character."""
    line.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def replace_by_typing(line: QLineEdit, text: str) -> None:
    """Select all and type over it; nothing typed is the key that deletes."""
    line.setFocus()
    line.selectAll()
    if text:
        compose(line, text)
    else:
        QTest.keyClick(line, Qt.Key.Key_Delete)


def replace_by_pasting(line: QLineEdit, text: str) -> None:
    """Select all and press ctrl+V."""
    QApplication.clipboard().setText(text)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
