"""Traces that are computed beside the one on screen: its baselines, and those that somebody asked for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.state import Comparison
from app.trace_cache import TraceCache
from app.tracer import Answer, Tracer
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace


class Beside(QObject):
    """Has them computed in the background; whatever comes is kept in the cache."""

    comparison_changed = Signal(Comparison)
    traced = Signal(Trace)  # one that was asked for
    failed = Signal(TraceRequest, Problem)  # instead of it

    def __init__(self, tracer: Tracer, cache: TraceCache, parent: QObject) -> None:
        super().__init__(parent)
        self.comparison = Comparison()
        self._tracer, self._cache = tracer, cache
        self._baselines: tuple[TraceRequest, ...] = ()  # its own generation, and over the tokens on screen
        self._asked: set[TraceRequest] = set()
        tracer.background_answered.connect(self._on_answered)

    @property
    def complete(self) -> bool:
        """Whether every baseline is there."""
        return not self._baselines or None not in (self.comparison.own, self.comparison.forced)

    def fetch(self, request: TraceRequest) -> None:
        """Ask for a trace; ``traced`` brings it, at once where it is at hand."""
        known = self._cache.get(request)
        if known is not None:
            self.traced.emit(known)
        elif request not in self._asked:
            self._asked.add(request)
            self._tracer.submit_background(request)

    def forget_wishes(self) -> None:
        """Wait for nothing that was asked for, as when the tracer drops it."""
        self._asked.clear()

    def compare(self, trace: Trace) -> None:
        """Compare this trace without its interventions: with its own generation, and over the same tokens."""
        self._baselines, self.comparison = (), Comparison()
        if trace.request.interventions:
            own = trace.request.baseline()
            self._baselines = own, replace(own, target=trace.as_target)
            self.comparison = Comparison(*(self._cache.get(one) for one in self._baselines))

    def compare_preview(self, former: Trace | None) -> None:
        """Compare one that goes over the same tokens as the ``former`` trace, so that its baselines stay."""
        self._baselines = ()
        if former is not None and not former.request.interventions:
            self.comparison = Comparison(own=former, forced=former)

    def fetch_baselines(self) -> None:
        """Have those computed that are not at hand."""
        for request in dict.fromkeys(self._baselines):
            if self._cache.get(request) is None:
                self._tracer.submit_background(request)

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        is_asked = answer.request in self._asked
        self._asked.discard(answer.request)
        if answer.trace is None:
            if is_asked and answer.problem is not None:
                self.failed.emit(answer.request, answer.problem)
            return
        self._cache.put(answer.request, answer.trace)
        if is_asked:
            self.traced.emit(answer.trace)
        if answer.request in self._baselines:
            own, forced = (answer.trace if one == answer.request else None for one in self._baselines)
            self.comparison = Comparison(own or self.comparison.own, forced or self.comparison.forced)
            self.comparison_changed.emit(self.comparison)
