"""How far the trace on screen can be trusted: it is checked beside the window, every time there is a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from app.session import Session
from app.tracer import Advance, Tracer
from core.checks import Check, Findings
from core.trace import Trace

CheckTrace: TypeAlias = Callable[[Trace], Iterator[Check]]
WORK = "checks"


class Trust(QObject):
    """Asks the tracer to check each trace that the session shows, and tells what was found."""

    findings_changed = Signal(object)  # Findings about the trace on screen

    def __init__(
        self, session: Session, tracer: Tracer, check: CheckTrace, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.findings = Findings()
        self._tracer, self._check = tracer, check
        self._trace: Trace | None = None
        session.trace_changed.connect(self._on_trace_changed)
        tracer.work_advanced.connect(self._on_work_advanced)

    @Slot(Trace)
    def _on_trace_changed(self, trace: Trace) -> None:
        self._trace = trace
        self._tell(Findings())
        self._tracer.submit_work(WORK, trace, self._check(trace))

    @Slot(object)
    def _on_work_advanced(self, advance: Advance) -> None:
        if advance.subject is self._trace:
            checks = tuple(item for item in advance.items if isinstance(item, Check))
            self._tell(Findings(checks, advance.complete, advance.problem))

    def _tell(self, findings: Findings) -> None:
        self.findings = findings
        self.findings_changed.emit(findings)
