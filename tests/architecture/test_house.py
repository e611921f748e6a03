"""The house rules that can be counted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def files() -> Iterator[tuple[str, Path, str]]:
    """Name, path and text of every source file."""
    for path in (
        ROOT / "main.py",
        *(path for name in ("core", "app", "tests") for path in (ROOT / name).rglob("*.py")),
    ):
        yield path.relative_to(ROOT).as_posix(), path, path.read_text("utf-8")


def function_lengths(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_too_long() -> None:
    assert {
        name: len(text.splitlines()) for name, _, text in files() if len(text.splitlines()) > LONGEST_FILE
    } == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{name}:{function}": lines for name, _, text in files() for function, lines in function_lengths(text)
    }
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_nothing_is_left_to_do() -> None:
    assert [name for name, _, text in files() if UNFINISHED.search(text)] == []


def test_every_file_name_says_something() -> None:
    assert [
        name for name, path, _ in files() if path.stem in EMPTY_NAMES and "training" not in path.parts
    ] == []
