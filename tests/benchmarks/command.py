"""Run the benchmarks and write them down: what ``main.py bench`` does."""

from __future__ import annotations

import datetime
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from tests.benchmarks import Benchmark, Row, catalogue

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
HEADER = """# Benchmarks

Made by `make bench`. Contestants take turns in one process; figures are ratios of medians, since absolute
times say more about the machine than about the program. "Reach" is what we want.
"""


def run(only: str | None, repeats: int, write: bool) -> int:
    """Print a table for every benchmark, or for ``only`` one; with ``write`` put them into docs/benchmarks.md."""
    page = [HEADER, _machine()]
    for benchmark in catalogue():
        if only in (None, benchmark.name):
            text = _table(benchmark, benchmark.run(repeats))
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
            page.append(text)
    if write:
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
