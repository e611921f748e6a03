"""Everything that can be done by menu and key, in one table; what an action does is connected elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

SEPARATOR = "-"
TABS = 9

MENUS: dict[str, tuple[str, ...]] = {
    "file": ("save_figure", "save_trace", SEPARATOR, "quit"),
    "edit": ("undo", "redo", SEPARATOR, "type", "leave", SEPARATOR, "copy_numbers", "cancel"),
    "view": (
        "text_larger",
        "text_smaller",
        "text_normal",
        SEPARATOR,
        "show_what_if",
        "show_inspector",
        SEPARATOR,
    ),
    "go": (
        "step_forward",
        "step_back",
        "play",
        SEPARATOR,
        "cell_left",
        "cell_right",
        "cell_up",
        "cell_down",
        SEPARATOR,
        "layer_back",
        "layer_forward",
        "head_back",
        "head_forward",
    ),
    "what_if": ("before", "silence", "all_off", SEPARATOR),
    "model": (),
    "device": (),
    "language": (),
    "help": ("keys", "about"),
}

# Keys that press or move something in the widget that has the keyboard: the window gets what is left over.
_PLAIN_KEYS = {
    "leave": "Esc",
    "step_forward": "Space",
    "step_back": "Shift+Space",
    "cell_left": "Left",
    "cell_right": "Right",
    "cell_up": "Up",
    "cell_down": "Down",
    "before": "B",
}

# A text line keeps the characters among these to itself; anything else leaves them to the window.
_KEYS: dict[str, tuple[str, ...]] = {
    "layer_back": ("[",),
    "layer_forward": ("]",),
    "head_back": (",",),
    "head_forward": (".",),
    "play": ("P",),
    "save_figure": ("Ctrl+S",),
    "save_trace": ("Ctrl+Shift+S",),
    "quit": ("Ctrl+Q",),
    "undo": ("Ctrl+Z",),
    "redo": ("Ctrl+Shift+Z", "Ctrl+Y"),
    "type": ("Ctrl+L",),
    "copy_numbers": ("Ctrl+Shift+C",),
    "text_larger": ("Ctrl++", "Ctrl+="),
    "text_smaller": ("Ctrl+-",),
    "text_normal": ("Ctrl+0",),
    "show_what_if": ("F8",),
    "show_inspector": ("F9",),
    "keys": ("F1",),
    # A clicker sends these wherever the keyboard is.
    "clicker_forward": ("PgDown",),
    "clicker_back": ("PgUp",),
} | {f"tab_{number}": (str(number),) for number in range(1, TABS + 1)}

_CHECKABLE = ("show_what_if", "show_inspector", "before", "play")


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
            rows = [(_plain(action.text()), self._keys_of(action)) for action in menu.actions()]
            if any(keys for _, keys in rows):
                yield _plain(menu.title()), [(name, keys) for name, keys in rows if keys]

    def _keys_of(self, action: QAction) -> str:
        twins = {"step_forward": "clicker_forward", "step_back": "clicker_back"}
        twin = twins.get(action.objectName())
        keys = [*action.shortcuts(), *(self._actions[twin].shortcuts() if twin else [])]
        return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for name, text in self._texts().items():
            self._actions[name].setText(text)
        for name, text in self._short_texts().items():
            self._actions[name].setIconText(text)
        titles = self._titles()
        for name, menu in self.menus.items():
            menu.setTitle(titles[name])

    def _add(self, name: str) -> None:
        action = self._actions[name] = QAction(self._window, checkable=name in _CHECKABLE)
        action.setObjectName(name)
        if name in _PLAIN_KEYS:
            key = QKeySequence(_PLAIN_KEYS[name])
            action.setShortcut(key)
            # Shown in the menu, but never taken from a widget that uses the key itself.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._plain[key] = action
        elif name in _KEYS:
            action.setShortcuts([QKeySequence(key) for key in _KEYS[name]])
            self._window.addAction(action)

    def _titles(self) -> dict[str, str]:
        return {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "view": self.tr("&View"),
            "go": self.tr("&Go"),
            "what_if": self.tr("&What if"),
            "model": self.tr("&Model"),
            "device": self.tr("&Device"),
            "language": self.tr("&Language"),
            "help": self.tr("&Help"),
        }

    def _texts(self) -> dict[str, str]:
        return {
            "save_figure": self.tr("Save figure …"),
            "save_trace": self.tr("Save trace …"),
            "quit": self.tr("Quit"),
            "undo": self.tr("Undo"),
            "redo": self.tr("Redo"),
            "type": self.tr("Type a sentence"),
            "leave": self.tr("Leave the text line"),
            "copy_numbers": self.tr("Copy the numbers of the inspector"),
            "cancel": self.tr("Cancel the computation"),
            "text_larger": self.tr("Larger text"),
            "text_smaller": self.tr("Smaller text"),
            "text_normal": self.tr("Normal text size"),
            "show_what_if": self.tr("What-if panel"),
            "show_inspector": self.tr("Inspector"),
            "theme": self.tr("Light or dark"),
            "language_next": self.tr("Next language"),
            "step_forward": self.tr("Step forward"),
            "step_back": self.tr("Step back"),
            "play": self.tr("Play the steps"),
            "cell_left": self.tr("Cell to the left"),
            "cell_right": self.tr("Cell to the right"),
            "cell_up": self.tr("Cell above"),
            "cell_down": self.tr("Cell below"),
            "layer_back": self.tr("Layer before"),
            "layer_forward": self.tr("Next layer"),
            "head_back": self.tr("Head before"),
            "head_forward": self.tr("Next head"),
            "before": self.tr("Show before (while held)"),
            "silence": self.tr("Silence the selected head"),
            "all_off": self.tr("Take all what-ifs away"),
            "keys": self.tr("Keys"),
            "about": self.tr("About Attention Microscope"),
        }

    def _short_texts(self) -> dict[str, str]:
        return {
            "undo": self.tr("Undo"),
            "redo": self.tr("Redo"),
            "theme": self.tr("Theme"),
            "language_next": self.tr("中/EN"),
        }


def _names() -> Iterator[str]:
    return (entry for entries in MENUS.values() for entry in entries if entry != SEPARATOR)


def _plain(title: str) -> str:
    """A title without the mark of its letter, which Chinese puts into brackets behind the words."""
    return re.sub(r"\(&.\)|&", "", title)
