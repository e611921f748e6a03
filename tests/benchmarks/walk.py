"""The walk: from a wish to the painted window, for a step, for a moment of a transition, and for a derivation.

The real window at 1280x720 with the step view, a sentence of 12 tokens, repainted in place; no timer is measured.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QApplication

from app.state import Playback
from core.derivations import Cell
from core.trace import Step
from tests.benchmarks import Benchmark, Row, interleaved, ms
from tests.benchmarks.window import Bench, build

STEP_MS, MOMENT_MS, MOMENT_P95_MS, DERIVATION_MS = 16, 16.7, 33, 10
MOMENTS = (0.1, 0.3, 0.5, 0.7, 0.9)


def steps(bench: Bench) -> Callable[[], object]:
    """The next step of the walk, shown whole."""
    assert bench.session.trace is not None
    places = itertools.cycle(range(len(bench.session.trace.steps)))

    def step() -> None:
        bench.session.walk.jump(next(places))
        bench.window.repaint()

    return step


def moments(bench: Bench) -> Callable[[], object]:
    """One moment of a transition, of every step in turn; the first one of a step prepares its picture."""
    assert bench.session.trace is not None
    places = itertools.cycle(itertools.product(range(len(bench.session.trace.steps)), MOMENTS))
    window = bench.window

    def moment() -> None:
        at, alpha = next(places)
        window.stage.show_moment(Playback(at, alpha))
        window.repaint()

    return moment


def derivations(bench: Bench) -> Callable[[], object]:
    """Another cell selected, and its arithmetic written out."""
    assert bench.session.trace is not None
    cells = itertools.cycle(_cells(bench.session.trace.steps))
    bench.window.stage.show_moment(bench.session.playback)  # after the transitions, a step at rest

    def derive() -> None:
        bench.session.select(replace(bench.session.selection, cell=next(cells)))
        bench.window.repaint()

    return derive


def _cells(steps: Sequence[Step]) -> list[Cell]:
    """One cell of every step, anywhere in it, the same ones every time."""
    chance = np.random.default_rng(1)
    return [Cell(step.site, tuple(int(chance.integers(length)) for length in step.shape)) for step in steps]


def run(repeats: int) -> Sequence[Row]:
    """The three, each by itself, since they show different things."""
    bench = build()
    bench.window.stage.show_tab(bench.window.stage.tab_named("step"))
    QApplication.processEvents()
    reaches = {
        "next step to painted": (steps(bench), f"<= {STEP_MS} ms"),
        "one moment of a transition": (moments(bench), f"<= {MOMENT_MS} ms, p95 <= {MOMENT_P95_MS} ms"),
        "derivation of a cell to painted": (derivations(bench), f"<= {DERIVATION_MS} ms"),
    }
    rows = []
    for name, (work, reach) in reaches.items():
        times = interleaved({name: work}, 8 * repeats)[name]
        rows.append(Row(name, ms(times.median), ms(times.p95), "", reach))
    bench.close()
    return rows


BENCHMARK = Benchmark("walk", "steps, transitions and derivations, painted, 1280x720, step view", run)
