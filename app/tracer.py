"""Everything that runs beside the window: one thread, two lanes, the newest request wins.

Long work comes in pieces and gives way between them. The only file with threads. It knows no state, no view and
no model: what to compute with is handed in.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True, eq=False)
class Advance:
    """How far some work has come: what its pieces have brought, or the problem that ended it."""

    subject: object
    items: tuple[object, ...]
    complete: bool
    problem: Problem | None = None


@dataclass(eq=False)
class _Job:
    """A request in a lane; ``cancelled`` is set from the window's thread and read by the computation."""

    request: TraceRequest
    foreground: bool
    cancelled: threading.Event


@dataclass(eq=False)
class _Work:
    """Work that is done piece by piece: each item that ``pieces`` yields is one."""

    name: str
    subject: object
    pieces: Iterator[object]
    items: tuple[object, ...] = ()
    cancelled: threading.Event = field(default_factory=threading.Event)


_END = object()


class Tracer(QObject):
    """Computes requests on a thread of its own and reports on the thread that it was made in.

    The foreground lane holds one request: a newer one cancels and replaces it, and only the newest is ever
    answered. The background lane is a queue that gives way to the foreground. Work in pieces gives way to both
    after every piece, and then goes on. An exception is an answer too.
    """

    answered = Signal(object)  # Answer of the newest foreground request
    background_answered = Signal(object)  # Answer
    work_advanced = Signal(object)  # Advance, after every piece
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
        self._works: dict[str, _Work] = {}  # in the order of their turns
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

    def submit_work(self, name: str, subject: object, pieces: Iterator[object]) -> None:
        """Do this piece by piece when both lanes are empty; work of the same name that is under way is dropped.

        ``pieces`` is a generator, none of which has run yet: all of it runs on the tracer's thread.
        """
        with self._changed:
            self._drop_work(name)
            self._works[name] = _Work(name, subject, pieces)
            self._start_thread()
            self._changed.notify()

    def cancel(self) -> None:
        """Forget every request; no answer comes. Work in pieces goes on."""
        with self._changed:
            self._drop_all()
        self._newest = None
        self._set_busy(False)

    def shut_down(self) -> None:
        """Forget everything, and wait until the thread has ended."""
        self.cancel()
        with self._changed:
            for name in tuple(self._works):
                self._drop_work(name)
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

    def _drop_work(self, name: str) -> None:
        if name in self._works:
            self._works.pop(name).cancelled.set()

    def _start_thread(self) -> None:
        if not self._thread.is_alive() and not self._closing:
            self._thread.start()

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)

    @Slot(object, object)
    def _on_done(self, job: _Job | _Work | None, result: object) -> None:
        if self._closing or (job is not None and job.cancelled.is_set()):
            return
        if job is None:
            self.prepared.emit(result)
        elif isinstance(job, _Work):
            self.work_advanced.emit(result)
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
            self._done.emit(job, self._answer(job) if isinstance(job, _Job) else self._advance(job))

    def _next(self) -> _Job | _Work | None:
        with self._changed:
            self._running = None
            while not (self._closing or self._foreground or self._background or self._works):
                self._changed.wait()
            if self._closing:
                return None
            if self._foreground is not None:
                self._running, self._foreground = self._foreground, None
            elif self._background:
                self._running = self._background.popleft()
            else:
                return next(iter(self._works.values()))
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

    def _advance(self, work: _Work) -> Advance:
        """Run one piece; the next one has its turn after all other work. What is done gets no further turn."""
        problem = None
        item: object = _END
        try:
            item = next(work.pieces, _END)
        except ProblemError as error:
            problem = error.problem
        except Exception as error:
            _log.exception("working failed")
            problem = _internal(error)
        complete = item is _END
        if not complete:
            work.items = (*work.items, item)
        with self._changed:
            if not work.cancelled.is_set():
                del self._works[work.name]
                if not complete:
                    self._works[work.name] = work
        return Advance(work.subject, work.items, complete, problem)

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
