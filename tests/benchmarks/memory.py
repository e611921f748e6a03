"""Peak memory of whole processes: torch alone, one trace on the command line, and the window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import Benchmark, Row

ROOT = Path(__file__).resolve().parents[2]
MAIN = str(ROOT / "main.py")
COMMANDS = {
    "import torch": ("-c", "import torch"),
    "trace of 8 tokens": (MAIN, "trace", "我是一只猫娘。"),
    "the window with its first maps": (MAIN, "--smoke"),
}
MEASURED = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], check=True, capture_output=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def run(repeats: int) -> Sequence[Row]:
    """One run each: peak memory hardly varies."""
    peaks = {what: _peak(command) for what, command in COMMANDS.items()}
    floor = peaks["import torch"]
    return [Row(what, f"{peak:.0f} MB", "", f"{peak / floor:.2f} x", "") for what, peak in peaks.items()]


def _peak(command: Sequence[str]) -> float:
    """Megabytes at the highest; ru_maxrss counts kilobytes, on macOS bytes."""
    line = [sys.executable, "-c", MEASURED, sys.executable, *command]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(line, check=True, capture_output=True, text=True, env=environment)
    return int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


BENCHMARK = Benchmark("memory", "peak resident memory of a whole process", run)
