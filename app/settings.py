"""What the application remembers between two starts, typed, in one INI file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

LANGUAGES = ("en", "zh")
THEMES = ("light", "dark", "system")
DIRECTIONS = ("auto", "zh-en", "en-zh")
GRANULARITIES = ("operation", "sublayer", "layer", "token")
SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.5


class Settings:
    """Typed access to the settings file. A damaged value reads as its default; a folder that cannot be
    written never raises, the settings then live until the application ends and `problem()` is true."""

    def __init__(self, path: Path | None = None) -> None:
        """Open `path`, or the user's own settings file when it is None."""
        if path is None:
            form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
            self._store = QSettings(form, scope, "attention-microscope", "attention-microscope")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)
        self._store.setFallbacksEnabled(False)
        self._unwritable = not _can_write(Path(self._store.fileName()))

    def path(self) -> Path:
        """Return where the settings are kept."""
        return Path(self._store.fileName())

    def problem(self) -> bool:
        """Tell whether what is set now will be forgotten, because the file cannot be written or read."""
        self.sync()  # only whoever writes finds out; where nothing has changed, it costs nothing
        return self._unwritable or self._store.status() != QSettings.Status.NoError

    def sync(self) -> None:
        """Write now what has not been written yet."""
        if not self._unwritable:
            self._store.sync()

    @property
    def language(self) -> str:
        """ "en" or "zh"; the system's language until one is chosen."""
        return self._choice("language", LANGUAGES, system_language())

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", "zh" if value.startswith("zh") else "en")

    @property
    def theme(self) -> str:
        """ "light", "dark" or "system"."""
        return self._choice("theme", THEMES, "light")

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def text_scale(self) -> float:
        """The text size factor, 1 as designed."""
        value = self._number("text_scale", 1.0)
        return value if SMALLEST_TEXT <= value <= LARGEST_TEXT else 1.0

    @text_scale.setter
    def text_scale(self, value: float) -> None:
        self._store.setValue("text_scale", float(min(LARGEST_TEXT, max(SMALLEST_TEXT, value))))

    @property
    def device(self) -> str:
        """The device to compute on, "auto" until one is chosen."""
        return self._text("device", "auto")

    @device.setter
    def device(self, value: str) -> None:
        self._store.setValue("device", value)

    @property
    def direction(self) -> str:
        """ "auto", "zh-en" or "en-zh"."""
        return self._choice("direction", DIRECTIONS, "auto")

    @direction.setter
    def direction(self, value: str) -> None:
        self._store.setValue("direction", value)

    @property
    def last_text(self) -> str:
        """The sentence that was typed last."""
        return self._text("last_text", "")

    @last_text.setter
    def last_text(self, value: str) -> None:
        # A lone surrogate cannot be written to a file.
        self._store.setValue("last_text", value.encode("utf-8", "ignore").decode("utf-8"))

    @property
    def granularity(self) -> str:
        """What one step of the walk passes over."""
        return self._choice("granularity", GRANULARITIES, "operation")

    @granularity.setter
    def granularity(self, value: str) -> None:
        self._store.setValue("granularity", value)

    @property
    def speed(self) -> float:
        """How fast the walk plays, 1 as designed."""
        return self._number("speed", 1.0)

    @speed.setter
    def speed(self, value: float) -> None:
        self._store.setValue("speed", value)

    @property
    def animated(self) -> bool:
        """Whether steps run their transitions."""
        return self._text("animated", "true") != "false"

    @animated.setter
    def animated(self, value: bool) -> None:
        self._store.setValue("animated", "true" if value else "false")

    @property
    def bookmarks(self) -> tuple[str, ...]:
        """The sites of the marked steps."""
        return tuple(self._text("bookmarks", "").split())

    @bookmarks.setter
    def bookmarks(self, sites: Sequence[str]) -> None:
        self._store.setValue("bookmarks", " ".join(sites))

    @property
    def window_geometry(self) -> QByteArray:
        """What QWidget.saveGeometry gave, empty at first."""
        value = self._store.value("window_geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @window_geometry.setter
    def window_geometry(self, value: QByteArray) -> None:
        self._store.setValue("window_geometry", value)

    def splitter_sizes(self, name: str) -> tuple[int, ...]:
        """Return the sizes kept for the splitter called `name`, none at first."""
        parts = self._text(f"splitters/{name}", "").split()
        return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()

    def set_splitter_sizes(self, name: str, sizes: Sequence[int]) -> None:
        """Keep the sizes of the splitter called `name`."""
        self._store.setValue(f"splitters/{name}", " ".join(str(size) for size in sizes))

    def _text(self, key: str, default: str) -> str:
        value = self._store.value(key, default)
        # An unquoted comma in the file reads as a list.
        return (
            ",".join(map(str, value))
            if isinstance(value, list)
            else str(value if value is not None else default)
        )

    def _number(self, key: str, default: float) -> float:
        try:
            return float(self._text(key, str(default)))
        except ValueError:
            return default

    def _choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self._text(key, default)
        return value if value in choices else default


def system_language() -> str:
    """Return "zh" where the desktop speaks Chinese, otherwise "en"."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def _can_write(path: Path) -> bool:
    """Tell whether the file, or the folder that will hold it, can be written."""
    if path.exists():
        return path.is_file() and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
