"""How long a person waits: from the start of the process to the window, and to the first attention map."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import Benchmark, Row, Times, ms, row

ROOT = Path(__file__).resolve().parents[2]
IMPORT_TORCH = (sys.executable, "-c", "import torch")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled code is kept from the first start on, as pip keeps torch's: one is not to be timed with and one without."""
SMOKE = (sys.executable, str(ROOT / "main.py"), "--smoke")
WINDOW, MAP = "smoke: window painted", "smoke: first map painted"


def run(repeats: int) -> Sequence[Row]:
    """Whole processes in turn; a tenth of the repeats, as each takes seconds."""
    imports, windows, maps = [], [], []
    for turn in range(max(3, repeats // 10) + 1):
        imported = _wall(IMPORT_TORCH)
        moments = _moments()
        if turn:  # the first turn compiles, and fills the file cache
            imports.append(imported)
            windows.append(moments[WINDOW])
            maps.append(moments[MAP])
    torch, window, first = Times(tuple(imports)), Times(tuple(windows)), Times(tuple(maps))
    return [
        Row("import torch", ms(torch.median), ms(torch.p95), "1.00 x", ""),
        row("start to first window", window, window.median / torch.median, 1.0),
        row("start to first attention map", first, first.median / torch.median, 2.0),
    ]


def _wall(command: Sequence[str]) -> float:
    before = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - before


def _moments() -> dict[str, float]:
    """Seconds from the start of the process to each thing that the application says of itself."""
    environment = ENVIRONMENT | {"QT_QPA_PLATFORM": "offscreen"}
    moments = {}
    before = time.perf_counter()
    with subprocess.Popen(SMOKE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            moments[line.strip()] = time.perf_counter() - before
    assert process.returncode == 0
    return moments


BENCHMARK = Benchmark("start", "from the start of the process", run)
