"""Collects garbage on the window's thread only: a widget freed on the tracer's thread brings the process down."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 500


class Collector(QObject):
    """Takes Python's collector over: what it would do at any moment, on any thread, is done here by a timer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._beat = QTimer(self, interval=EVERY_MS)
        self._beat.timeout.connect(self.collect)
        self._beat.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, if one is."""
        due = [
            at
            for at, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if due:
            gc.collect(max(due))
