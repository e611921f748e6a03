"""The log of what was tried, kept from one window to the next: one entry a line, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from app.trials import MOST, Trial
from core.files import reason, write_whole
from core.problems import ProblemError
from core.request import TraceRequest

NAME, ASIDE = "log.jsonl", ".damaged"


class TrialArchive:
    """One file, which need not be there yet. It keeps the last ``MOST`` entries, the oldest first."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Trial]:
        """The entries, numbered from 1; ProblemError ``unreadable_file`` for a damaged file, which is put aside."""
        try:
            lines = self.path.read_text("utf-8").splitlines()
            return [_trial(number, json.loads(line)) for number, line in enumerate(lines[-MOST:], start=1)]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise ProblemError("unreadable_file", path=str(self.path), reason=reason(error)) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ProblemError) as error:
            aside = self.path.with_name(self.path.name + ASIDE)
            with suppress(OSError):
                self.path.replace(aside)
            raise ProblemError("unreadable_file", path=str(aside), reason="not a log, or damaged") from error

    def add(self, trials: Iterable[Trial]) -> None:
        """Add entries to those that are there by now, perhaps from another window; a setting is kept once.

        Raises ProblemError ``unwritable_file``, or ``unreadable_file`` where it is left as it was.
        """
        kept = {trial.request: trial for trial in (*self._there(), *trials)}
        last = sorted(kept.values(), key=lambda trial: trial.when.timestamp())[-MOST:]
        text = "".join(f"{json.dumps(_plain(trial))}\n" for trial in last)
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, lambda file: file.write(text.encode()))

    def _there(self) -> list[Trial]:
        try:
            return self.read()
        except ProblemError:
            if self.path.exists():
                raise
            return []  # it was damaged, and is put aside


def _plain(trial: Trial) -> dict[str, Any]:
    return {
        "request": trial.request.to_plain(),
        "output": trial.output,
        "when": trial.when.isoformat(),
        "seconds": trial.seconds,
        "change": trial.change,
        "target_text": trial.target_text,
    }


def _trial(number: int, plain: dict[str, Any]) -> Trial:
    seconds, change = (None if plain[name] is None else float(plain[name]) for name in ("seconds", "change"))
    request, when = TraceRequest.from_plain(plain["request"]), datetime.fromisoformat(plain["when"])
    return Trial(number, request, str(plain["output"]), when, seconds, change, plain["target_text"])
