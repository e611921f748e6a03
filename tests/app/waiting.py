"""A session over a tiny model that answers at once, for tests of what is built on it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from app.tracer import Advance, Answer
from core.problems import ProblemError
from core.request import TraceRequest
from core.run import compute


class PromptTracer(QObject):
    """Stands in for the tracer where threads would only make a test wait: computes when told to.

    ``requests`` are the foreground requests in order; ``answer`` computes the newest, ``catch_up`` the
    background, and ``work`` does the work in pieces.
    """

    answered = Signal(object)
    background_answered = Signal(object)
    work_advanced = Signal(object)
    progressed = Signal(object)
    prepared = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[TraceRequest] = []
        self.waiting: list[TraceRequest] = []
        self.background: list[TraceRequest] = []
        self.works: list[tuple[object, Iterator[object]]] = []
        self.prompt = True

    @property
    def busy(self) -> bool:
        return bool(self.waiting)

    def submit(self, request: TraceRequest) -> None:
        self.requests.append(request)
        self.waiting, self.background = [request], []
        if self.prompt:
            self.answer()

    def submit_background(self, request: TraceRequest) -> None:
        self.background.append(request)

    def submit_work(self, name: str, subject: object, pieces: Iterator[object]) -> None:
        self.works.append((subject, pieces))

    def cancel(self) -> None:
        self.waiting, self.background = [], []

    def shut_down(self) -> None:
        self.cancel()

    def answer(self) -> None:
        request = self.waiting.pop()
        self.answered.emit(_computed(request))

    def catch_up(self) -> None:
        while self.background:
            self.background_answered.emit(_computed(self.background.pop(0)))

    def work(self) -> None:
        while self.works:
            subject, pieces = self.works.pop(0)
            items: tuple[object, ...] = ()
            for item in pieces:
                items = (*items, item)
                self.work_advanced.emit(Advance(subject, items, complete=False))
            self.work_advanced.emit(Advance(subject, items, complete=True))


def _computed(request: TraceRequest) -> Answer:
    try:
        return Answer(request, trace=compute(request, device="cpu"), seconds=0.01)
    except ProblemError as error:
        return Answer(request, problem=error.problem)
