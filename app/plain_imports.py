"""Give Python its own import statement back, which PySide6 replaces for names in snake_case that nobody here uses."""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Import without reading the source of every module for a mention of PySide6, which then stays in memory.

    That would be all of torch: a fifth of a second and 45 MB. Where PySide6 does no such thing, nothing is changed.
    """
    import PySide6.QtCore  # noqa: F401  it replaces the statement once, when it is first imported

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
