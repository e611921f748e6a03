"""What the command line prints: plain lines on standard output, problems and remarks on standard error."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable

from core.files import reason
from core.problems import Problem, ProblemError

# Half surrogates, line separators and the marks that turn the direction of all that follows.
_UNSAFE = {"Cc", "Cs", "Zl", "Zp"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def say(lines: Iterable[str]) -> None:
    """Print the lines; ProblemError ``unwritable_file`` where standard output cannot take them."""
    try:
        for line in lines:
            print(printable(line))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ProblemError("unwritable_file", path="standard output", reason=reason(error)) from error


def remark(label: str, problem: Problem) -> None:
    """Print ``label: sentence`` on standard error, in one line."""
    print(printable(f"{label}: {sentence(problem)}"), file=sys.stderr)


def sentence(problem: Problem) -> str:
    """What went wrong in words, even where Qt, which carries the words, cannot be loaded."""
    try:
        from app import problems
    except ImportError as error:  # Qt is not installed, or lacks a library of the system
        return f"{problem.kind.replace('_', ' ')} (and Qt cannot be loaded: {error}); run “make setup” first."
    return problems.sentence(problem)


def printable(text: str) -> str:
    """The text in one line that leaves the terminal as it is: control characters are written as escapes."""
    return "".join(_escaped(c) if unicodedata.category(c) in _UNSAFE or c in _TURNING else c for c in text)


def escape_what_the_terminal_lacks() -> None:
    """Print what the terminal's encoding has no bytes for as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
