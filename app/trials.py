"""What was tried, as plain values: the settings with their outputs, and which of them are marked to be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from core.request import TraceRequest

MOST = 500
"""So many settings are kept; then the oldest that is not marked goes."""

MARKS = 2
"""So many may be marked, as A and B; a further mark takes the place of the older one."""


@dataclass(frozen=True)
class Trial:
    """One setting: its output, when it was first tried, and the seconds that took (None: it was at hand).

    ``change`` is the log-probability of the output minus that of the very same output without the what-ifs;
    None where nothing is intervened or as long as it is not computed. ``target_text`` is what was typed for the
    decoder to be fed.
    """

    number: int
    request: TraceRequest
    output: str
    when: datetime
    seconds: float | None = None
    change: float | None = None
    target_text: str | None = None


@dataclass(frozen=True)
class Trials:
    """Every distinct setting, the newest first; ``marks`` holds the requests that are marked, A before B."""

    entries: tuple[Trial, ...] = ()
    marks: tuple[TraceRequest, ...] = ()

    def of(self, request: TraceRequest) -> Trial | None:
        """The entry of a setting."""
        return next((trial for trial in self.entries if trial.request == request), None)

    def marked(self) -> tuple[Trial, ...]:
        """The entries that are marked, A before B."""
        return tuple(trial for trial in map(self.of, self.marks) if trial is not None)

    def adding(self, trial: Trial) -> Trials:
        """With a further entry, at the cost of the oldest one where there are too many."""
        entries = (trial, *self.entries)
        if len(entries) > MOST:
            oldest = next(old for old in reversed(entries) if old.request not in self.marks)
            entries = tuple(kept for kept in entries if kept is not oldest)
        return replace(self, entries=entries)

    def changing(self, trial: Trial) -> Trials:
        """With this entry in the place of the one with its number."""
        entries = tuple(trial if old.number == trial.number else old for old in self.entries)
        return replace(self, entries=entries)

    def without(self, request: TraceRequest) -> Trials:
        """Without the entry of a setting, and without its mark."""
        entries = tuple(trial for trial in self.entries if trial.request != request)
        return Trials(entries, tuple(mark for mark in self.marks if mark != request))

    def marking(self, request: TraceRequest) -> Trials:
        """With an entry marked that was not, or no longer marked."""
        kept = tuple(mark for mark in self.marks if mark != request)
        if request in self.marks or self.of(request) is None:
            return replace(self, marks=kept)
        return replace(self, marks=(*kept, request)[-MARKS:])
