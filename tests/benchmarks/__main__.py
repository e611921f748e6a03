"""Run the benchmarks and write them down: ``python -m tests.benchmarks [--only NAME] [--repeats N] [--write]``."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
from collections.abc import Sequence
from pathlib import Path

import torch

from tests.benchmarks import Benchmark, Row, catalogue

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
HEADER = """# Benchmarks

Made by `make bench`. Contestants take turns in one process; figures are ratios of medians, since absolute
times say more about the machine than about the program. "Reach" is what we want.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table for every benchmark; with --write put them into docs/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", metavar="NAME", help="run this benchmark alone")
    parser.add_argument("--repeats", type=int, default=100, help="how often each contestant runs")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    chosen = parser.parse_args(arguments)
    page = [HEADER, _machine()]
    for benchmark in catalogue():
        if chosen.only in (None, benchmark.name):
            text = _table(benchmark, benchmark.run(chosen.repeats))
            print(text, flush=True)
            page.append(text)
    if chosen.write:
        PAGE.write_text("\n".join(page), encoding="utf-8")
    return 0


def _machine() -> str:
    kind = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    accelerator = torch.cuda.get_device_name() if torch.cuda.is_available() else "no accelerator"
    versions = f"Python {platform.python_version()}, torch {torch.__version__}"
    return f"{datetime.date.today().isoformat()}, {kind}, {accelerator}, {versions}.\n"


def _table(benchmark: Benchmark, rows: Sequence[Row]) -> str:
    lines = [f"## {benchmark.name}: {benchmark.about}\n", "| what | median | p95 | ratio | reach |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    lines += [f"| {r.what} | {r.median} | {r.p95} | {r.figure} | {r.reach} |" for r in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
