"""The log of what was tried: every distinct setting that the session shows, to come back to and to compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.session import Session
from app.state import Comparison, SessionState
from app.trials import Trial, Trials
from core.measures.changes import output_change
from core.request import TraceRequest
from core.trace import Trace


class TrialLog(QObject):
    """Sole owner of the trials. What is gone over within one step of undo, such as typing, is one entry.

    ``former`` tells the trials of former windows, the oldest first; it is asked when the first new one is noted.
    """

    changed = Signal(object)  # Trials

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        former: Callable[[], Sequence[Trial]] = tuple,
    ) -> None:
        super().__init__(parent)
        self.trials = Trials()
        self._session, self._now, self._former = session, now, former
        self._states: dict[TraceRequest, SessionState] = {}
        self._count = 0
        self._newest: TraceRequest | None = None  # what the present step of undo has brought into the log
        self._place = session.undo_stack.index()
        self._changing = self._waiting = False
        session.state_changed.connect(self._on_state_changed)
        session.undo_stack.indexChanged.connect(self._on_index_changed)
        session.trace_changed.connect(self._on_shown)
        session.comparison_changed.connect(self._on_shown)

    def note(self, trace: Trace, comparison: Comparison, seconds: float | None) -> None:
        """Write a setting down, or what has become known of it since."""
        self._recall()
        request, change = trace.request, _change(trace, comparison)
        trials = self._without_passed(request)
        known = trials.of(request)
        if known is None:
            self._count += 1
            self._states[request] = self._session.state
            given = self._session.state.target_text
            trial = Trial(self._count, request, trace.output_text, self._now(), seconds, change, given)
            trials, self._newest = trials.adding(trial), request
        elif known.change is None and change is not None:
            trials = trials.changing(replace(known, change=change))
        if trials is not self.trials:
            self._tell(trials)

    def mark(self, request: TraceRequest) -> None:
        """Mark an entry to be compared, or take its mark away."""
        self._tell(self.trials.marking(request))

    def go_back(self, request: TraceRequest) -> None:
        """Let the session return to a setting, exactly as it was chosen; that can be undone."""
        trial = self.trials.of(request)
        if trial is not None:
            taken = replace(self._session.state.taking(request), target_text=trial.target_text)
            name = QCoreApplication.translate("TrialLog", "return to a former setting")
            self._session.change(self._states.get(request, taken), name)

    def _recall(self) -> None:
        """Begin with the trials of former windows."""
        former, self._former = self._former, tuple
        entries = tuple(reversed(former()))
        if entries:
            self._count = entries[0].number
            self.trials = Trials(entries)

    @Slot()
    def _on_state_changed(self) -> None:
        self._changing = True  # until the undo stack has made a step of it, or a part of the last one

    @Slot()
    def _on_shown(self) -> None:
        trace = self._session.trace
        self._waiting = self._changing
        if trace is not None and not self._waiting and not self._is_preview(trace):
            self.note(trace, self._session.comparison, self._session.seconds)

    @Slot(int)
    def _on_index_changed(self, place: int) -> None:
        if place != self._place:
            self._place, self._newest = place, None
        self._changing = False
        if self._waiting:
            self._on_shown()

    def _is_preview(self, trace: Trace) -> bool:
        """Whether the trace belongs to a slider that moves: it is fed an output that nobody typed."""
        typed = bool((self._session.state.target_text or "").strip())
        return self._session.preview.active or (trace.request.target is not None and not typed)

    def _without_passed(self, request: TraceRequest) -> Trials:
        """The trials without what the present step of undo has only gone over, unless it is marked."""
        passed, self._newest = self._newest, request if request == self._newest else None
        if passed is None or passed == request or passed in self.trials.marks:
            return self.trials
        return self.trials.without(passed)

    def _tell(self, trials: Trials) -> None:
        kept = {trial.request for trial in trials.entries}
        self._states = {request: state for request, state in self._states.items() if request in kept}
        self.trials = trials
        self.changed.emit(trials)


def _change(trace: Trace, comparison: Comparison) -> float | None:
    forced = comparison.forced
    return None if forced is None or not trace.request.interventions else output_change(trace, forced)
