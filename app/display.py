"""Whether there is a screen to open a window on. Qt itself would end the process without asking."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path

PLATFORM = "QT_QPA_PLATFORM"


def has_display() -> bool:
    """Whether Qt can open a window here: always on Windows and macOS, elsewhere where a display answers.

    A platform that is asked for by name and needs no display counts as one, such as "offscreen".
    """
    if sys.platform in ("win32", "darwin"):
        return True
    # Such as "wayland;xcb", or "offscreen:size=800x600".
    asked = [name.partition(":")[0] for name in os.environ.get(PLATFORM, "").split(";") if name]
    return any(map(_can_draw, asked or ("wayland", "xcb")))


def draw_without_display() -> None:
    """Have Qt draw into memory where there is no display; to be called before a QApplication is made."""
    if not has_display():
        os.environ[PLATFORM] = "offscreen"


def _can_draw(platform: str) -> bool:
    """Whether what this one of Qt's platforms draws on is there."""
    if platform.startswith("wayland"):
        return _wayland_answers()
    return platform != "xcb" or _x11_answers()


def _x11_answers() -> bool:
    """Whether the X server of DISPLAY lets us in, by the library that Qt itself asks: so the names of displays,
    those of other machines and permissions mean the same to both."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # Qt may have one of its own
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_answers() -> bool:
    """Whether a compositor listens at the socket of WAYLAND_DISPLAY."""
    if os.environ.get("WAYLAND_SOCKET"):  # connected already, by whoever started us
        return True
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # an absolute name stays as it is
    try:
        with socket.socket(socket.AF_UNIX) as there:
            there.connect(str(path))
    except OSError:
        return False
    return True
