"""Whether there is a screen to open a window on. Qt itself would end the process without asking."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Whether Qt can open a window here: always on Windows and macOS, elsewhere where a display is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def draw_without_display() -> None:
    """Have Qt draw into memory where there is no display; to be called before a QApplication is made."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
