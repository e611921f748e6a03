"""Traces beside the one on screen: those that a view wished for, as far as they are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace


class FurtherTraces:
    """What is at hand comes while it is being wished for; nothing has to be drawn again for that."""

    def __init__(self, wish: Callable[[TraceRequest], None]) -> None:
        self._wish = wish
        self._asking = False
        self._traces: dict[TraceRequest, Trace] = {}
        self._problems: dict[TraceRequest, Problem] = {}

    def forget(self) -> None:
        """Keep nothing, as when another trace comes on screen."""
        self._traces, self._problems = {}, {}

    def take(self, trace: Trace) -> bool:
        """Keep a trace; whether that is news to what was drawn."""
        self._traces[trace.request] = trace
        return not self._asking

    def take_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Note that one cannot be computed."""
        self._problems[request] = problem

    def problem(self, requests: Sequence[TraceRequest]) -> Problem | None:
        """Why one of these cannot be computed."""
        return next((self._problems[one] for one in requests if one in self._problems), None)

    def traces(self, requests: Sequence[TraceRequest], present: Trace) -> list[Trace | None]:
        """The trace of each request, wished for where it is not there; ``present`` may be one of them."""
        self._asking = True
        for request in requests:
            if request != present.request and request not in self._traces:
                self._wish(request)
        self._asking = False
        return [present if one == present.request else self._traces.get(one) for one in requests]
