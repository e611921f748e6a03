"""Garbage is collected on the window's thread, whichever thread makes it."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.collector import Collector


class Knot:
    """Refers to itself, so that only the collector can free it; remembers the thread that did."""

    freed_on: threading.Thread | None = None

    def __init__(self) -> None:
        self.itself = self
        weakref.finalize(self, self.note)

    @classmethod
    def note(cls) -> None:
        cls.freed_on = threading.current_thread()


@pytest.fixture
def collector(qapp: QObject) -> Iterator[Collector]:
    Knot.freed_on = None
    gc.collect()
    parent = QObject()
    yield Collector(parent)
    parent.deleteLater()


def make_knots() -> None:
    for _ in range(2 * gc.get_threshold()[0]):
        Knot()


def test_python_no_longer_collects_by_itself(collector: Collector) -> None:
    thread = threading.Thread(target=make_knots)
    thread.start()
    thread.join()
    assert not gc.isenabled()
    assert Knot.freed_on is None


def test_what_another_thread_left_is_freed_on_the_windows_thread(collector: Collector, qtbot: QtBot) -> None:
    thread = threading.Thread(target=make_knots)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: Knot.freed_on is threading.main_thread())
