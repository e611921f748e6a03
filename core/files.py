"""Write a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from core.problems import ProblemError


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let ``write`` fill a file beside ``path`` that then takes its place, so that nothing half-written stays.

    Raises ProblemError ``unwritable_file``.
    """
    try:
        target = path.resolve()
        # A folder, or a device such as /dev/null, must not be replaced by a file.
        if target.exists() and not target.is_file():
            raise ProblemError("unwritable_file", path=str(path), reason="it is not a file")
        _fill_and_move(target, write)
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in the name, a circle of links
        raise ProblemError("unwritable_file", path=str(path), reason=reason(error)) from error


def reason(error: Exception) -> str:
    """What the system says went wrong, without numbers and names of files."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return getattr(error, "strerror", None) or str(error)


def _fill_and_move(target: Path, write: Callable[[BinaryIO], object]) -> None:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            write(file)
        unfinished.replace(target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
