"""Benchmarks: everything is run side by side in one process, interleaved, and told as ratios.

One benchmark a file, each ending in ``BENCHMARK = Benchmark(...)``; ``make bench`` runs them all.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Times:
    """Seconds of every repeat."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the repeats took at most so long."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """19 of 20 repeats took at most so long."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * 0.95))]


@dataclass(frozen=True)
class Row:
    """One line of a benchmark's table; ``reach`` is what we want ``figure`` to be at most."""

    what: str
    median: str
    p95: str
    figure: str
    reach: str


@dataclass(frozen=True)
class Benchmark:
    """A benchmark by name: what it measures, and how to run it with so many repeats."""

    name: str
    about: str
    run: Callable[[int], Sequence[Row]]


def interleaved(works: Mapping[str, Work], repeats: int, warm_up: int = 5) -> dict[str, Times]:
    """Time every piece of work ``repeats`` times, taking turns, so that a slow moment hits all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    for turn in range(warm_up + repeats):
        for name, work in works.items():
            before = time.perf_counter()
            work()
            if turn >= warm_up:
                seconds[name].append(time.perf_counter() - before)
    return {name: Times(tuple(values)) for name, values in seconds.items()}


def row(what: str, times: Times, figure: float, reach: float | None = None) -> Row:
    """A line with a ratio."""
    return Row(what, ms(times.median), ms(times.p95), f"{figure:.2f} x", f"<= {reach:g} x" if reach else "")


def ms(seconds: float) -> str:
    """Milliseconds with three significant digits or so."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def catalogue() -> Iterator[Benchmark]:
    """Every benchmark found by its file, in order of name."""
    for entry in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        if hasattr(module, "BENCHMARK"):
            yield module.BENCHMARK
