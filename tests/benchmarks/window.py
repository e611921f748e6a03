"""From a key or a toggle to the painted window, against the least that it could cost.

The real window at 1280x720 with the attention view; the request is computed and the window repainted in
place, so that no timer and no thread switch is measured. The floor is one plain pass (or one plain cached
generation) of the same model and one repaint of the same window.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

import torch
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.appearance import Appearance
from app.collector import Collector
from app.fonts import install_fonts
from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from app.state import SessionState
from app.trace_cache import TraceCache
from app.tracer import Answer
from app.translation import Translator
from app.views import catalogue
from core.catalogue import DEFAULT_MODEL, find
from core.decoding.greedy import generate
from core.interventions import Intervention
from core.interventions.positions_off import PositionsOff
from core.request import TraceRequest
from core.run import compute
from core.tokenizers.bilingual import START
from core.weights import LoadedModel, load
from tests.benchmarks import Benchmark, Row, Times, interleaved, row

TEXT = "The children play in the park beside the river"


class SynchronousTracer(QObject):
    """Stands where the tracer stands, and computes at once; baselines, which come later, are left out."""

    answered = Signal(object)
    background_answered = Signal(object)
    progressed = Signal(object)
    busy_changed = Signal(bool)
    busy = False

    def submit(self, request: TraceRequest) -> None:
        self.answered.emit(Answer(request, compute(request, device="cpu")))

    def submit_background(self, request: TraceRequest) -> None:
        pass

    def cancel(self) -> None:
        pass


@dataclass
class Bench:
    """The window, its session, and the same model by itself."""

    session: Session
    window: MainWindow
    loaded: LoadedModel

    def key(self) -> Callable[[], object]:
        """One key typed at the end of the sentence, another time taken away again."""
        keys = itertools.cycle([Qt.Key.Key_S, Qt.Key.Key_Backspace])
        line = self.window.input_bar.line

        def press() -> None:
            QTest.keyClick(line, next(keys))
            self.window.repaint()

        return press

    def toggle(self) -> Callable[[], object]:
        """The positions taken away, another time brought back."""

        def click() -> None:
            self.session.change(self.session.state.toggled(PositionsOff()), "toggle")
            self.window.repaint()

        return click

    def close(self) -> None:
        """Delete the window, which would otherwise be styled and kept along with those of later benchmarks."""
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)

    def plain_pass(self) -> object:
        trace = self.session.trace
        assert trace is not None
        source = torch.tensor([[token.id for token in trace.tokens["source"]]])
        fed = torch.tensor([[token.id for token in trace.tokens["target"]]])
        with torch.inference_mode():
            self.loaded.model(source, fed)
        self.window.repaint()
        return None

    def plain_generation(self, interventions: tuple[Intervention, ...]) -> Callable[[], object]:
        """As many tokens as the window generates with these interventions and, another time, without.

        With them the output may have another length, which is no cost of the window's.
        """
        lengths = itertools.cycle([self._output_length(interventions), self._output_length(())])

        def generation() -> None:
            trace = self.session.trace
            assert trace is not None
            source = torch.tensor([[token.id for token in trace.tokens["source"]]])
            present = torch.ones_like(source, dtype=torch.bool)
            with torch.inference_mode():
                encoded = self.loaded.model.encoder(source, present)
                list(generate(self.loaded.model, encoded, present, [START], end=-1, limit=next(lengths)))
            self.window.repaint()

        return generation

    def _output_length(self, interventions: tuple[Intervention, ...]) -> int:
        assert self.session.trace is not None
        request = replace(self.session.trace.request, interventions=interventions)
        return len(compute(request, device="cpu").generation)


def build() -> Bench:
    """The real window without its thread, with nothing remembered from one request to the next."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    install_fonts(app)
    settings = Settings(Path(mkdtemp()) / "settings.ini")
    tracer = SynchronousTracer()
    session = Session(tracer, SessionState(text=TEXT), TraceCache(0))  # type: ignore[arg-type]
    tracer.setParent(session)
    Collector(session)  # as in the application: no collection of garbage falls into what is measured
    appearance = Appearance(settings, Translator(), "light", "en", session)
    window = MainWindow(session, appearance, settings, catalogue())
    window.resize(1280, 720)
    window.show()
    session.compute()
    QApplication.processEvents()
    return Bench(session, window, load(find(DEFAULT_MODEL)))


def run(repeats: int) -> Sequence[Row]:
    """Generated and teacher-forced, key and toggle."""
    bench = build()
    rows = _against_floor(
        "with generation",
        bench,
        bench.plain_generation(()),
        bench.plain_generation((PositionsOff(),)),
        repeats,
    )
    trace = bench.session.trace
    assert trace is not None
    forced = replace(bench.session.state, target_text=trace.output_text)
    bench.session.change(forced, "target")
    rows += _against_floor("teacher-forced", bench, bench.plain_pass, bench.plain_pass, repeats)
    bench.close()
    return rows


def _against_floor(
    how: str, bench: Bench, key_floor: Callable[[], object], toggle_floor: Callable[[], object], repeats: int
) -> list[Row]:
    works = {
        "key": bench.key(),
        "toggle": bench.toggle(),
        "key floor": key_floor,
        "toggle floor": toggle_floor,
    }
    # Each is done twice in a turn: a key is taken away again, a toggle switched back.
    times: dict[str, Times] = interleaved(
        {name: lambda work=work: (work(), work()) for name, work in works.items()}, repeats
    )
    rows = []
    for name in ("key", "toggle"):
        taken, floor = times[name], times[f"{name} floor"]
        rows.append(row(f"{how}: {name} to painted, twice", taken, taken.median / floor.median, 2.0))
        rows.append(row(f"{how}: floor of that, twice", floor, 1.0))
    return rows


BENCHMARK = Benchmark("window", "from input to the painted window, 1280x720, attention view", run)
