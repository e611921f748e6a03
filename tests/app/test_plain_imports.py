"""Imports beside PySide6 read no sources."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import pytest

from app.plain_imports import import_plainly

ROOT = Path(__file__).resolve().parents[2]
READ = """
import sys
if "plainly" in sys.argv:
    from app.plain_imports import import_plainly
    import_plainly()
else:
    import PySide6.QtCore
import core.request, linecache
print(any(name.endswith("problems.py") for name in linecache.cache))
"""


def sources_are_read(*arguments: str) -> bool:
    """Whether the source of a module is in memory after its import from another one, in a process of its own."""
    command = [sys.executable, "-c", READ, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split() == ["True"]


def test_plain_imports_read_no_sources() -> None:
    assert not sources_are_read("plainly")


def test_imports_beside_pyside_are_worth_it() -> None:
    """Where this fails, PySide6 has learned better, and ``plain_imports`` can go."""
    assert sources_are_read()


def test_an_import_statement_that_is_plain_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = getattr(builtins, "__orig_import__", builtins.__import__)
    monkeypatch.setattr(builtins, "__import__", plain)
    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    import_plainly()
    assert builtins.__import__ is plain
