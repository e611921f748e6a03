"""The table of everything that can be done by menu and key: where it stands, its key and its words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

SEPARATOR = "-"
TABS = 9

MENUS: dict[str, tuple[str, ...]] = {
    "file": ("save_figure", "save_trace", SEPARATOR, "quit"),
    "edit": (
        "undo",
        "redo",
        SEPARATOR,
        "type",
        "leave",
        SEPARATOR,
        "copy_numbers",
        "copy_arithmetic",
        "copy_latex",
        "cancel",
    ),
    "view": (
        "text_larger",
        "text_smaller",
        "text_normal",
        SEPARATOR,
        "show_architecture",
        "show_what_if",
        "show_inspector",
        "animate",
        SEPARATOR,
    ),
    "go": (
        "find",
        SEPARATOR,
        "step_forward",
        "step_back",
        "granularity_next",
        SEPARATOR,
        "play",
        "faster",
        "slower",
        "nudge_forward",
        "nudge_back",
        SEPARATOR,
        "bookmark",
        "bookmark_next",
        "bookmark_back",
    ),
    "selection": (
        "cell_left",
        "cell_right",
        "cell_up",
        "cell_down",
        SEPARATOR,
        "layer_back",
        "layer_forward",
        "head_back",
        "head_forward",
        SEPARATOR,
        "arithmetic",
    ),
    "what_if": ("before", "silence", "all_off", SEPARATOR),
    "model": (),
    "device": (),
    "language": (),
    "help": ("keys", "checks", "about"),
}

# Keys that press or move something in the widget that has the keyboard: the window gets what is left over.
PLAIN_KEYS = {
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
KEYS: dict[str, tuple[str, ...]] = {
    "layer_back": ("[",),
    "layer_forward": ("]",),
    "head_back": (",",),
    "head_forward": (".",),
    "play": ("P",),
    "find": ("Ctrl+K",),
    "granularity_next": ("G",),
    "faster": ("Shift+.",),
    "slower": ("Shift+,",),
    "nudge_forward": ("Alt+Right",),
    "nudge_back": ("Alt+Left",),
    "bookmark": ("M",),
    "bookmark_next": ("F2",),
    "bookmark_back": ("Shift+F2",),
    "save_figure": ("Ctrl+S",),
    "save_trace": ("Ctrl+Shift+S",),
    "quit": ("Ctrl+Q",),
    "undo": ("Ctrl+Z",),
    "redo": ("Ctrl+Shift+Z", "Ctrl+Y"),
    "type": ("Ctrl+L",),
    "copy_numbers": ("Ctrl+Shift+C",),
    "copy_arithmetic": ("Ctrl+Alt+C",),
    "copy_latex": ("Ctrl+Alt+X",),
    "arithmetic": ("=",),
    "text_larger": ("Ctrl++", "Ctrl+="),
    "text_smaller": ("Ctrl+-",),
    "text_normal": ("Ctrl+0",),
    "show_architecture": ("F7",),
    "show_what_if": ("F8",),
    "show_inspector": ("F9",),
    "keys": ("F1",),
    # A clicker sends these wherever the keyboard is.
    "clicker_forward": ("PgDown",),
    "clicker_back": ("PgUp",),
} | {f"tab_{number}": (str(number),) for number in range(1, TABS + 1)}

CHECKABLE = ("show_architecture", "show_what_if", "show_inspector", "animate", "before", "play", "bookmark")

# Qt's stubs call a marked text an object, hence Any.

TITLES: dict[str, Any] = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "go": QT_TRANSLATE_NOOP("Actions", "&Go"),
    "selection": QT_TRANSLATE_NOOP("Actions", "&Selection"),
    "what_if": QT_TRANSLATE_NOOP("Actions", "&What if"),
    "model": QT_TRANSLATE_NOOP("Actions", "&Model"),
    "device": QT_TRANSLATE_NOOP("Actions", "&Device"),
    "language": QT_TRANSLATE_NOOP("Actions", "&Language"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}

TEXTS: dict[str, Any] = {
    "save_figure": QT_TRANSLATE_NOOP("Actions", "Save figure …"),
    "save_trace": QT_TRANSLATE_NOOP("Actions", "Save trace …"),
    "quit": QT_TRANSLATE_NOOP("Actions", "Quit"),
    "undo": QT_TRANSLATE_NOOP("Actions", "Undo"),
    "redo": QT_TRANSLATE_NOOP("Actions", "Redo"),
    "type": QT_TRANSLATE_NOOP("Actions", "Type a sentence"),
    "leave": QT_TRANSLATE_NOOP("Actions", "Leave the text line"),
    "copy_numbers": QT_TRANSLATE_NOOP("Actions", "Copy the numbers of the inspector"),
    "copy_arithmetic": QT_TRANSLATE_NOOP("Actions", "Copy the arithmetic as text"),
    "copy_latex": QT_TRANSLATE_NOOP("Actions", "Copy the arithmetic as LaTeX"),
    "arithmetic": QT_TRANSLATE_NOOP("Actions", "Arithmetic of the selected number"),
    "cancel": QT_TRANSLATE_NOOP("Actions", "Cancel the computation"),
    "text_larger": QT_TRANSLATE_NOOP("Actions", "Larger text"),
    "text_smaller": QT_TRANSLATE_NOOP("Actions", "Smaller text"),
    "text_normal": QT_TRANSLATE_NOOP("Actions", "Normal text size"),
    "show_architecture": QT_TRANSLATE_NOOP("Actions", "Architecture"),
    "show_what_if": QT_TRANSLATE_NOOP("Actions", "What-if panel"),
    "show_inspector": QT_TRANSLATE_NOOP("Actions", "Inspector"),
    "animate": QT_TRANSLATE_NOOP("Actions", "Animate steps"),
    "theme": QT_TRANSLATE_NOOP("Actions", "Light or dark"),
    "language_next": QT_TRANSLATE_NOOP("Actions", "Next language"),
    "step_forward": QT_TRANSLATE_NOOP("Actions", "Step forward"),
    "step_back": QT_TRANSLATE_NOOP("Actions", "Step back"),
    "find": QT_TRANSLATE_NOOP("Actions", "Find a command or a step …"),
    "granularity_next": QT_TRANSLATE_NOOP("Actions", "Change the step size"),
    "play": QT_TRANSLATE_NOOP("Actions", "Play the steps"),
    "faster": QT_TRANSLATE_NOOP("Actions", "Faster"),
    "slower": QT_TRANSLATE_NOOP("Actions", "Slower"),
    "nudge_forward": QT_TRANSLATE_NOOP("Actions", "Transition a little forward"),
    "nudge_back": QT_TRANSLATE_NOOP("Actions", "Transition a little back"),
    "bookmark": QT_TRANSLATE_NOOP("Actions", "Bookmark this step"),
    "bookmark_next": QT_TRANSLATE_NOOP("Actions", "Next bookmark"),
    "bookmark_back": QT_TRANSLATE_NOOP("Actions", "Bookmark before"),
    "cell_left": QT_TRANSLATE_NOOP("Actions", "Cell to the left"),
    "cell_right": QT_TRANSLATE_NOOP("Actions", "Cell to the right"),
    "cell_up": QT_TRANSLATE_NOOP("Actions", "Cell above"),
    "cell_down": QT_TRANSLATE_NOOP("Actions", "Cell below"),
    "layer_back": QT_TRANSLATE_NOOP("Actions", "Layer before"),
    "layer_forward": QT_TRANSLATE_NOOP("Actions", "Next layer"),
    "head_back": QT_TRANSLATE_NOOP("Actions", "Head before"),
    "head_forward": QT_TRANSLATE_NOOP("Actions", "Next head"),
    "before": QT_TRANSLATE_NOOP("Actions", "Show before (while held)"),
    "silence": QT_TRANSLATE_NOOP("Actions", "Silence the selected head"),
    "all_off": QT_TRANSLATE_NOOP("Actions", "Take all what-ifs away"),
    "keys": QT_TRANSLATE_NOOP("Actions", "Keys"),
    "checks": QT_TRANSLATE_NOOP("Actions", "Checks of what was computed"),
    "about": QT_TRANSLATE_NOOP("Actions", "About Attention Microscope"),
}

SHORT_TEXTS: dict[str, Any] = {
    "undo": QT_TRANSLATE_NOOP("Actions", "Undo"),
    "redo": QT_TRANSLATE_NOOP("Actions", "Redo"),
    "theme": QT_TRANSLATE_NOOP("Actions", "Theme"),
    "language_next": QT_TRANSLATE_NOOP("Actions", "中/EN"),
}
