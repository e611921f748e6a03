"""Who may import whom: the contracts of pyproject.toml, and what really gets loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter import api
from importlinter.application.use_cases import lint_imports

ROOT = Path(__file__).resolve().parents[2]
THREADS = {
    "QThread",
    "QThreadPool",
    "QRunnable",
    "threading",
    "_thread",
    "concurrent",
    "multiprocessing",
    "asyncio",
}

ALL_OF_CORE = """
import importlib, pkgutil, core
for module in pkgutil.walk_packages(core.__path__, "core."):
    importlib.import_module(module.name)
"""
PLAIN_HALF = """
import importlib, pkgutil
import core.board, core.catalogue, core.checks, core.presets, core.problems, core.request, core.trace, core.trace_file
for name in ("derivations", "interventions", "measures", "tokenizers"):
    package = importlib.import_module(f"core.{name}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
"""


def loaded_after(code: str) -> set[str]:
    """The top-level packages in sys.modules of a fresh interpreter that ran this code."""
    report = code + "\nimport sys\nprint(*{name.partition('.')[0] for name in sys.modules})"
    answer = subprocess.run(
        [sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert answer.returncode == 0, answer.stderr
    return set(answer.stdout.split())


def threads_in(path: Path) -> set[str]:
    """The names for threads and processes that a file imports or uses."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update([(node.module or "").partition(".")[0], *(alias.name for alias in node.names)])
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
    return names & THREADS


def test_the_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    assert api.read_configuration()["contracts_options"]
    assert lint_imports(cache_dir=None, no_logo=True)


def test_core_never_loads_qt() -> None:
    assert not {"PySide6", "shiboken6", "pyqtgraph", "app"} & loaded_after(ALL_OF_CORE)


def test_the_plain_half_of_core_does_not_load_torch() -> None:
    assert "torch" not in loaded_after(PLAIN_HALF)


def test_the_window_does_not_load_torch() -> None:
    loaded = loaded_after("import app.main_window")
    assert "PySide6" in loaded
    assert "torch" not in loaded


@pytest.mark.parametrize("module", ["app.state", "app.command_line"])
def test_what_needs_no_window_loads_neither_qt_nor_torch(module: str) -> None:
    assert not {"PySide6", "torch"} & loaded_after(f"import {module}")


def test_only_the_tracer_has_threads() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / "app").rglob("*.py") if threads_in(path)}
    assert found == {"app/tracer.py"}
