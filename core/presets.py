"""Requests worth starting from, as JSON files: whole hand-sized models, and parts with numbers typed by hand.

A file holds a ``title`` (an id that the application has words for; empty in files that users save) and a
``request``. Importable without torch.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core import board
from core.files import reason, write_whole
from core.problems import ProblemError
from core.request import HandSized, Numbers, TraceRequest

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "presets"
SUFFIX = ".json"

_INNERMOST_LIST = re.compile(r"\[\n\s+([^\[\]{}]*?)\n\s+\]")


@dataclass(frozen=True)
class Preset:
    """A request with the id of its title."""

    title: str
    request: TraceRequest


@cache
def catalogue() -> tuple[Preset, ...]:
    """The presets that come with the application, in the order of their file names."""
    return tuple(load(path) for path in sorted(FOLDER.glob(f"*{SUFFIX}")))


def load(path: Path) -> Preset:
    """Read a preset; ProblemError ``unreadable_file``, or what is wrong with its numbers."""
    try:
        plain = json.loads(path.read_text("utf-8"))
        preset = Preset(str(plain["title"]), TraceRequest.from_plain(plain["request"]))
        _check(preset.request)
    except OSError as error:
        raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ProblemError("unreadable_file", path=str(path), reason="not a preset, or damaged") from error
    return preset


def save(path: Path, request: TraceRequest, title: str = "") -> None:
    """Write the request so that people can read it, a row of a matrix a line; ProblemError ``unwritable_file``."""
    plain = {"title": title, "request": request.to_plain()}
    text = _INNERMOST_LIST.sub(_on_one_line, json.dumps(plain, indent=1, ensure_ascii=False))
    write_whole(path, lambda file: file.write(f"{text}\n".encode()))


def _check(request: TraceRequest) -> None:
    match request.inputs:
        case HandSized() as inputs:
            board.architecture_of(inputs, vocabulary=0)
        case Numbers() as inputs:
            board.check_part(inputs)


def _on_one_line(found: re.Match[str]) -> str:
    # A line break within a text is written \n in JSON, so that these are all between numbers or texts.
    return "[" + re.sub(r"\n\s+", " ", found[1]) + "]"
