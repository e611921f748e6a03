"""What every test run starts with: no display needed, one thread, tiny models instead of trained ones."""

import gc
import itertools
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from PySide6.QtCore import QCoreApplication, QEvent

pytest_plugins = ["tests.tiny"]

# A widget of a finished test must not be freed on the thread that computes for the next one.
gc.disable()
_EVERY = 20
_finished = itertools.count(1)


def pytest_runtest_teardown() -> None:
    # What pytest-qt has closed is really deleted here: its timers would fire in the tests to come.
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if next(_finished) % _EVERY == 0:
        gc.collect()
