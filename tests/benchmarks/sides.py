"""Two passes side by side against one: a toggle to the painted page A | B, and to the painted attention view.

The real window at 1280x720, a sentence of 12 tokens. For A | B, current settings and baseline, the baseline is
computed too; everything is repainted in place, and no timer and no thread switch is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.session import Session
from app.tracer import Answer
from core.interventions.positions_off import PositionsOff
from core.request import TraceRequest
from core.run import compute
from tests.benchmarks import Benchmark, Row, interleaved, row
from tests.benchmarks.window import Bench, SynchronousTracer, build

REACH = 3.2


def answer_baseline(session: Session, tracer: SynchronousTracer) -> None:
    """Compute what the present settings are compared with, as the thread would in the background."""
    trace = session.trace
    assert trace is not None
    if trace.request.interventions:
        request: TraceRequest = trace.request.baseline()
        tracer.background_answered.emit(Answer(request, compute(request, device="cpu")))


def toggle(bench: Bench, view: str) -> Callable[[], object]:
    """The positions taken away and brought back, in front of that view."""
    stage, session, window = bench.window.stage, bench.session, bench.window
    tracer = next(child for child in session.children() if isinstance(child, SynchronousTracer))

    def once() -> None:
        session.change(session.state.toggled(PositionsOff()), "toggle")
        if view == "sides":
            answer_baseline(session, tracer)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # B - A comes and goes
        window.repaint()

    def twice() -> None:
        once()
        once()

    def shown() -> None:
        stage.tabs.setCurrentIndex(stage.tab_named(view))
        twice()

    return shown


def run(repeats: int) -> Sequence[Row]:
    """With an output written freely and with a given one, over which B - A is drawn too."""
    bench = build()
    for view in ("sides", "attention"):
        bench.window.stage.bring(view)
        QApplication.processEvents()
    rows = _against_one("with generation", bench, repeats)
    trace = bench.session.trace
    assert trace is not None
    bench.session.change(replace(bench.session.state, target_text=trace.output_text), "target")
    rows += _against_one("teacher-forced", bench, repeats)
    bench.close()
    return rows


def _against_one(how: str, bench: Bench, repeats: int) -> list[Row]:
    """Both in turn; bringing the page to the front is a part of both."""
    times = interleaved({"sides": toggle(bench, "sides"), "one": toggle(bench, "attention")}, repeats)
    taken, floor = times["sides"], times["one"]
    return [
        row(f"{how}: toggle to both sides painted, twice", taken, taken.median / floor.median, REACH),
        row(f"{how}: toggle to painted attention view, twice", floor, 1.0),
    ]


BENCHMARK = Benchmark("sides", "A | B against one view, 1280x720, current settings and baseline", run)
