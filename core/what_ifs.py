"""Interventions under a name, as JSON files in a folder: what a person wants to try again. Imports without torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from core.files import reason, write_whole
from core.interventions import Intervention, canonical_order, intervention_from_plain
from core.interventions import catalogue as interventions
from core.problems import ProblemError

SUFFIX = ".json"


class WhatIfs:
    """The named sets of interventions of one folder, which need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> tuple[str, ...]:
        """The names, in alphabetical order; none where the folder cannot be read."""
        try:
            return tuple(sorted(unquote(path.stem) for path in self.folder.glob(f"*{SUFFIX}")))
        except OSError:
            return ()

    def save(self, name: str, kept: Sequence[Intervention]) -> None:
        """Keep the interventions under the name, in the place of former ones; ProblemError ``unwritable_file``."""
        path = self._path(name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProblemError("unwritable_file", path=str(path), reason=reason(error)) from error
        plain = {"name": name, "interventions": [edit.to_plain() for edit in kept]}
        text = json.dumps(plain, indent=1, ensure_ascii=False)
        write_whole(path, lambda file: file.write(f"{text}\n".encode()))

    def load(self, name: str) -> tuple[Intervention, ...]:
        """The interventions of that name; ProblemError ``unreadable_file`` or ``unknown_what_if``."""
        path = self._path(name)
        try:
            listed = json.loads(path.read_text("utf-8"))["interventions"]
            unknown = [item["name"] for item in listed if item["name"] not in interventions()]
            if unknown:
                raise ProblemError("unknown_what_if", name=str(unknown[0]))
            return canonical_order(map(intervention_from_plain, listed))
        except OSError as error:
            raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ProblemError(
                "unreadable_file", path=str(path), reason="not a preset, or damaged"
            ) from error

    def forget(self, name: str) -> None:
        """Delete the set of that name, if it is there; ProblemError ``unwritable_file``."""
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise ProblemError("unwritable_file", path=str(path), reason=reason(error)) from error

    def _path(self, name: str) -> Path:
        # A name may hold anything that a person types; a file's name may not.
        return self.folder / f"{quote(name, safe=' ')}{SUFFIX}"
