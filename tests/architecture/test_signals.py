"""PySide6 6.12.0 on Python 3.11 loses a reference to True on every emit, until the process aborts."""

from __future__ import annotations

import subprocess
import sys

EMIT = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(bool)

heard = []
bell = Bell()
bell.rung.connect(heard.append)
for _ in range(10_000):
    bell.rung.emit(True)
print(len(heard))
"""


def test_ten_thousand_signals_do_not_abort() -> None:
    answer = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, timeout=120)
    assert (answer.returncode, answer.stdout.strip()) == (0, "10000"), answer.stderr
