"""Traces that were computed already: the least recently used go first when the bytes run out."""

from __future__ import annotations

from collections import OrderedDict

from core.request import TraceRequest
from core.trace import Trace

BUDGET = 512 * 1024 * 1024


class TraceCache:
    """Request to trace, within a budget of bytes; a trace larger than the whole budget is not kept."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._traces: OrderedDict[TraceRequest, Trace] = OrderedDict()
        self.nbytes = 0

    def __len__(self) -> int:
        return len(self._traces)

    def get(self, request: TraceRequest) -> Trace | None:
        """The trace of this request, which counts as used now."""
        if request in self._traces:
            self._traces.move_to_end(request)
        return self._traces.get(request)

    def put(self, request: TraceRequest, trace: Trace) -> None:
        """Keep a trace and let the oldest go until the budget holds."""
        former = self._traces.pop(request, None)
        self.nbytes += trace.nbytes - (former.nbytes if former else 0)
        self._traces[request] = trace
        while self.nbytes > self._budget:
            _, oldest = self._traces.popitem(last=False)
            self.nbytes -= oldest.nbytes

    def clear(self) -> None:
        """Forget everything."""
        self._traces.clear()
        self.nbytes = 0
