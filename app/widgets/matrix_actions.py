"""What can be done with a matrix by menu and key: copy it, keep parts of it secret, look closer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

_KEYS = {
    "csv": "Ctrl+C",
    "numpy": "Ctrl+Alt+N",
    "cover": "H",
    "reveal": "R",
    "closer": "+",
    "farther": "-",
    "whole": "0",
}
_MENU = ("csv", "numpy", "", "cover", "cover_new", "reveal", "", "closer", "farther", "whole")
_OF_THE_MATRIX = ("closer", "farther", "whole")
"""Keys that a matrix with the keyboard takes itself; here they are only told."""


class MatrixActions(QObject):
    """The actions of the matrices in a widget; ``menu`` holds them all."""

    requested = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.menu = QMenu(widget)
        self._actions: dict[str, QAction] = {}
        for name in _MENU:
            if name:
                self._add(widget, name)
            else:
                self.menu.addSeparator()
        self._actions["cover_new"].setCheckable(True)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        texts = {
            "csv": self.tr("Copy matrix as CSV"),
            "numpy": self.tr("Copy matrix as NumPy"),
            "cover": self.tr("Hide selected cell, then row, then all"),
            "cover_new": self.tr("Hide every new output"),
            "reveal": self.tr("Reveal"),
            "closer": self.tr("Look closer"),
            "farther": self.tr("Look from farther away"),
            "whole": self.tr("Whole matrix"),
        }
        for name, text in texts.items():
            self._actions[name].setText(text)

    def _add(self, widget: QWidget, name: str) -> None:
        action = self._actions[name] = QAction(widget)
        if name in _KEYS:
            action.setShortcut(QKeySequence(_KEYS[name]))
        told = name in _OF_THE_MATRIX
        context = Qt.ShortcutContext.WidgetShortcut if told else Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(context)
        action.triggered.connect(lambda _=False: self.requested.emit(name))
        self.menu.addAction(action)
        widget.addAction(action)
