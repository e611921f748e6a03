"""A slider: from one of its moves to the painted maps, and from its rest to the newly written output.

The real window at 1280x720 with all maps of the attention view, a sentence of 12 tokens, repainted in place. A
move is a pass over the last output. How long the slider has to rest before a new one is written is counted in.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication

from app.panels.what_if_heads import HeadSection
from app.preview import REST_MS
from tests.benchmarks import Benchmark, Row, Times, interleaved, ms
from tests.benchmarks.window import Bench, build

MOVE_MS, OUTPUT_MS = 33, 150


def moves(bench: Bench, section: HeadSection) -> Callable[[], object]:
    """The slider one tick further, up and down again, as while it is dragged."""
    slider = section.temperature.slider
    ticks = itertools.cycle([*range(100, 140), *range(140, 100, -1)])

    def move() -> None:
        slider.setSliderDown(True)
        slider.setValue(next(ticks))
        bench.window.repaint()

    return move


def rests(bench: Bench, section: HeadSection) -> Callable[[], object]:
    """The output written anew."""
    move = moves(bench, section)

    def rest() -> None:
        move()
        bench.session.preview._on_rest()
        bench.window.repaint()

    return rest


def run(repeats: int) -> Sequence[Row]:
    """Moves and rests, each by itself."""
    bench = build()
    bench.window.stage.show_tab(bench.window.stage.tab_named("attention"))
    section = next(one for one in bench.window.side.what_if.sections if isinstance(one, HeadSection))
    section.header.setChecked(True)
    section.reach.setCurrentIndex(section.reach.findData("every"))
    section.draw()
    QApplication.processEvents()
    moved = interleaved({"move": moves(bench, section)}, 4 * repeats)["move"]
    rested = interleaved({"rest": rests(bench, section)}, repeats)["rest"]
    bench.close()
    # The rest begins with the move, which is painted meanwhile.
    outputs = Times(tuple(seconds - moved.median + REST_MS / 1000 for seconds in rested.seconds))
    text = f"{REST_MS} ms of rest and the output written anew"
    return [
        Row("one move to painted maps", ms(moved.median), ms(moved.p95), "", f"<= {MOVE_MS} ms"),
        Row(text, ms(outputs.median), ms(outputs.p95), "", f"<= {OUTPUT_MS} ms"),
    ]


BENCHMARK = Benchmark("slider", "a temperature that moves, painted, 1280x720, attention view", run)
