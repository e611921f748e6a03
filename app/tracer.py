"""Everything that runs beside the window: one thread, two lanes, the newest request wins.

The only file with threads. It knows no state, no view and no model: what to compute with is handed in.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.problems import Problem, ProblemError
from core.request import TraceRequest
from core.trace import Candidate, Trace

Compute: TypeAlias = Callable[[TraceRequest, Callable[[Candidate], None], Callable[[], bool]], Trace]
Prepare: TypeAlias = Callable[[], object]

PATIENCE_S = 30.0
"""How long closing waits for the thread: the import of a large library cannot be interrupted."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Answer:
    """What became of a request: its trace and how long it took, or the problem that stood in the way."""

    request: TraceRequest
    trace: Trace | None = None
    problem: Problem | None = None
    seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class Progress:
    """The output of a request as far as it is generated."""

    request: TraceRequest
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        """The pieces as one text."""
        return "".join(self.pieces)


@dataclass(eq=False)
class _Job:
    """A request in a lane; ``cancelled`` is set from the window's thread and read by the computation."""

    request: TraceRequest
    foreground: bool
    cancelled: threading.Event


class Tracer(QObject):
    """Computes requests on a thread of its own and reports on the thread that it was made in.

    The foreground lane holds one request: a newer one cancels and replaces it, and only the newest is ever
    answered. The background lane is a queue that gives way to the foreground. An exception is an answer too.
    """

    answered = Signal(object)  # Answer of the newest foreground request
    background_answered = Signal(object)  # Answer
    progressed = Signal(object)  # Progress of the newest foreground request
    prepared = Signal(object)  # what ``prepare`` returned, or the Problem that it met
    busy_changed = Signal(bool)

    _done = Signal(object, object)
    _said = Signal(object, object)

    def __init__(
        self, compute: Compute, prepare: Prepare | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._compute = compute
        self._prepare = prepare
        self._changed = threading.Condition()
        self._foreground: _Job | None = None
        self._background: deque[_Job] = deque()
        self._running: _Job | None = None
        self._closing = False
        self._newest: _Job | None = None
        self._busy = False
        self._thread = threading.Thread(target=self._work, name="tracer", daemon=True)
        # Connections to slots of this object, so that Qt carries them over to its thread.
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self._said.connect(self._on_said, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a foreground request is waiting for its answer."""
        return self._busy

    def submit(self, request: TraceRequest) -> None:
        """Compute this in the foreground; whatever was asked before is dropped, background work too."""
        job = _Job(request, True, threading.Event())
        with self._changed:
            self._drop_all()
            self._foreground = job
            self._start_thread()
            self._changed.notify()
        self._newest = job
        self._set_busy(True)

    def submit_background(self, request: TraceRequest) -> None:
        """Compute this when the foreground has nothing to do."""
        with self._changed:
            self._background.append(_Job(request, False, threading.Event()))
            self._start_thread()
            self._changed.notify()

    def cancel(self) -> None:
        """Forget everything that was asked; no answer comes."""
        with self._changed:
            self._drop_all()
        self._newest = None
        self._set_busy(False)

    def shut_down(self) -> None:
        """Cancel, and wait until the thread has ended."""
        self.cancel()
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(PATIENCE_S)

    def _drop_all(self) -> None:
        for job in (self._foreground, self._running, *self._background):
            if job is not None:
                job.cancelled.set()
        self._foreground = None
        self._background.clear()

    def _start_thread(self) -> None:
        if not self._thread.is_alive() and not self._closing:
            self._thread.start()

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)

    @Slot(object, object)
    def _on_done(self, job: _Job | None, result: object) -> None:
        if job is None:
            self.prepared.emit(result)
        elif job.cancelled.is_set():
            return
        elif not job.foreground:
            self.background_answered.emit(result)
        elif job is self._newest:
            self._newest = None
            self._set_busy(False)
            self.answered.emit(result)

    @Slot(object, object)
    def _on_said(self, job: _Job, progress: Progress) -> None:
        if job is self._newest:
            self.progressed.emit(progress)

    # From here on: the tracer's own thread.

    def _work(self) -> None:
        if self._prepare is not None:
            self._done.emit(None, self._prepared(self._prepare))
        while (job := self._next()) is not None:
            self._done.emit(job, self._answer(job))

    def _next(self) -> _Job | None:
        with self._changed:
            self._running = None
            while not (self._closing or self._foreground or self._background):
                self._changed.wait()
            if self._closing:
                return None
            if self._foreground is not None:
                self._running, self._foreground = self._foreground, None
            else:
                self._running = self._background.popleft()
            return self._running

    def _answer(self, job: _Job) -> Answer:
        said: list[str] = []

        def on_token(candidate: Candidate) -> None:
            said.append(candidate.text)
            if job.foreground:
                self._said.emit(job, Progress(job.request, tuple(said)))

        started = time.perf_counter()
        try:
            trace = self._compute(job.request, on_token, job.cancelled.is_set)
            return Answer(job.request, trace=trace, seconds=time.perf_counter() - started)
        except ProblemError as error:
            return Answer(job.request, problem=error.problem)
        except Exception as error:  # whatever went wrong is shown, and the thread lives on
            _log.exception("computing failed")
            return Answer(job.request, problem=_internal(error))

    def _prepared(self, prepare: Prepare) -> object:
        try:
            return prepare()
        except ProblemError as error:
            return error.problem
        except Exception as error:
            _log.exception("preparing failed")
            return _internal(error)


def _internal(error: Exception) -> Problem:
    return Problem("internal", {"reason": f"{type(error).__name__}: {error}"})
