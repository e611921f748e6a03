"""How much each head does for the output on screen: found in the background, one head at a time, where it is asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.session import Session
from app.state import AttentionKind
from app.tracer import Advance, Tracer
from core.interventions.heads import ATTENTIONS, layers_of
from core.interventions.silence_head import SilenceHead
from core.measures.head_effects import HeadEffect, HeadEffects
from core.request import TraceRequest
from core.trace import Trace

SilenceEach: TypeAlias = Callable[[Trace, Sequence[SilenceHead]], Iterator[HeadEffect]]
WORK = "ablation"
KEPT = 8
"""So many traces' effects are kept: undo and a toggle back need no second search."""
REST_MS = 400
"""After a new trace the search waits for so long, lest it slow down what is typed next."""


class Ablation(QObject):
    """Has the heads of the trace on screen silenced in turn. What was found is kept when the search is ended."""

    effects_changed = Signal(object)  # HeadEffects

    def __init__(
        self,
        session: Session,
        tracer: Tracer,
        silence_each: SilenceEach,
        parent: QObject | None = None,
        *,
        rest_ms: int = REST_MS,
    ) -> None:
        super().__init__(parent)
        self._session, self._tracer, self._silence_each = session, tracer, silence_each
        self._known: OrderedDict[TraceRequest, HeadEffects] = OrderedDict()
        self._subject: HeadEffects | None = None  # what was known when the work under way began
        self._work: Iterator[HeadEffect] | None = None  # what waits until nothing new has come for a while
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._begin)
        session.trace_changed.connect(self._on_trace_changed)
        tracer.work_advanced.connect(self._on_work_advanced)

    @Slot(object)
    def measure(self, first: AttentionKind | None) -> None:
        """Begin or go on with the trace on screen, the heads of that attention first; None ends the search."""
        trace = self._session.trace
        self._stop()
        if first is None or trace is None:
            return
        heads = _heads(trace, first)
        known = self._known.get(trace.request, HeadEffects(trace.request, count=len(heads)))
        known = replace(known, problem=None)
        left = [head for head in heads if head not in known.changes]
        if left:
            self._subject = known
            self._work = self._silence_each(trace, left)
            if not self._rest.isActive():
                self._begin()
        self._tell(known)

    @Slot()
    def _begin(self) -> None:
        if self._work is not None and self._subject is not None:
            self._tracer.submit_work(WORK, self._subject, self._work)
        self._work = None

    @Slot(Trace)
    def _on_trace_changed(self, trace: Trace) -> None:
        if self._rest.interval():
            self._rest.start()
        if self._subject is not None and self._subject.request != trace.request:
            self._stop()

    @Slot(object)
    def _on_work_advanced(self, advance: Advance) -> None:
        if self._subject is None or advance.subject is not self._subject:
            return
        found = {item.head: item.change for item in advance.items if isinstance(item, HeadEffect)}
        changes = {**self._subject.changes, **found}
        self._tell(replace(self._subject, changes=changes, problem=advance.problem))
        if advance.complete:
            self._subject = None

    def _stop(self) -> None:
        if self._subject is not None:
            self._subject = self._work = None
            self._tracer.submit_work(WORK, WORK, iter(()))  # takes the place of what is under way

    def _tell(self, effects: HeadEffects) -> None:
        self._known[effects.request] = effects
        self._known.move_to_end(effects.request)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.effects_changed.emit(effects)


def _heads(trace: Trace, first: AttentionKind) -> list[SilenceHead]:
    shape = trace.architecture
    kinds = (first, *(kind for kind in ATTENTIONS if kind != first))
    return [
        SilenceHead(kind, layer, head)
        for kind in kinds
        for layer in range(layers_of(shape, kind))
        for head in range(shape.heads)
    ]
