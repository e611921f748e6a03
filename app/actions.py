"""Everything that can be done by menu and key, as actions; what an action does is connected elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from app.action_table import CHECKABLE, KEYS, MENUS, PLAIN_KEYS, SEPARATOR, SHORT_TEXTS, TABS, TEXTS, TITLES


class Actions(QObject):
    """The actions of the window by name, and the menus that hold them."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._plain: dict[QKeySequence, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for name in (*_names(), "theme", "language_next", "clicker_forward", "clicker_back"):
            self._add(name)
        for number in range(1, TABS + 1):
            self._add(f"tab_{number}")
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put the actions into menus."""
        for name, entries in MENUS.items():
            menu = self.menus[name] = bar.addMenu("")
            for entry in entries:
                if entry == SEPARATOR:
                    menu.addSeparator()
                else:
                    menu.addAction(self._actions[entry])
        self.retranslate()

    def for_key(self, key: QKeySequence) -> QAction | None:
        """The action that a plain key stands for, where no widget took the key."""
        return self._plain.get(key)

    def key_table(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Every menu with its actions and their keys in words, for the page of help."""
        for menu in self.menus.values():
            rows = [(plain(action.text()), self.keys_of(action)) for action in menu.actions()]
            if any(keys for _, keys in rows):
                yield plain(menu.title()), [(name, keys) for name, keys in rows if keys]

    def keys_of(self, action: QAction) -> str:
        """The keys of an action in words."""
        twins = {"step_forward": "clicker_forward", "step_back": "clicker_back"}
        twin = twins.get(action.objectName())
        return keys_in_words(action, *([self._actions[twin]] if twin else []))

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for name, text in TEXTS.items():
            self._actions[name].setText(_say(text))
        for name, text in SHORT_TEXTS.items():
            self._actions[name].setIconText(_say(text))
        for name, menu in self.menus.items():
            menu.setTitle(_say(TITLES[name]))

    def _add(self, name: str) -> None:
        action = self._actions[name] = QAction(self._window, checkable=name in CHECKABLE)
        action.setObjectName(name)
        action.setAutoRepeat(name not in CHECKABLE)
        if name in PLAIN_KEYS:
            key = QKeySequence(PLAIN_KEYS[name])
            action.setShortcut(key)
            # Shown in the menu, but never taken from a widget that uses the key itself.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._plain[key] = action
        elif name in KEYS:
            action.setShortcuts([QKeySequence(key) for key in KEYS[name]])
            self._window.addAction(action)


def keys_in_words(*actions: QAction) -> str:
    """All keys of some actions, as they are written on the keyboard."""
    keys = [key for action in actions for key in action.shortcuts()]
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _names() -> Iterator[str]:
    return (entry for entries in MENUS.values() for entry in entries if entry != SEPARATOR)


def _say(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def plain(title: str) -> str:
    """A title without the mark of its letter, which Chinese puts into brackets behind the words."""
    return re.sub(r"\(&.\)|&", "", title)
