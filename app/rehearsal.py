"""One start of the real application that ends by itself: to see that it starts, or to take its picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.problems import sentence
from app.session import Session

LIMIT_MS = 120_000
LOOK_MS, SETTLE_MS = 20, 400


class Rehearsal(QObject):
    """Waits until the window shows a trace with everything that belongs to it, then closes it.

    ``status`` is the exit status: 0 when the trace was shown in time and nothing was raised.
    """

    def __init__(self, session: Session, window: MainWindow, picture: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window, self._picture = session, window, picture
        self.status = 1
        self._clock = QElapsedTimer()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._mapped = False

    def begin(self) -> None:
        """Start waiting; says when the window and the first map are painted, for whoever times the start."""
        self._session.trace_changed.connect(self._on_trace_changed)
        self._clock.start()
        self._look.start()
        self._window.repaint()
        _say(sys.stdout, "smoke: window painted")

    @Slot()
    def _on_trace_changed(self) -> None:
        if not self._mapped:
            self._mapped = True
            self._window.repaint()
            _say(sys.stdout, "smoke: first map painted")

    @Slot()
    def _on_look(self) -> None:
        if self._session.settled:
            self._look.stop()
            QTimer.singleShot(SETTLE_MS, self._on_settled)
        elif self._session.problem is not None:
            self._end(sys.stderr, sentence(self._session.problem))
        elif self._clock.hasExpired(LIMIT_MS):
            self._end(sys.stderr, "no trace within two minutes")

    @Slot()
    def _on_settled(self) -> None:
        trace = self._session.trace
        assert trace is not None
        if self._picture is not None and not self._window.grab().save(str(self._picture)):
            self._end(sys.stderr, f"{self._picture} cannot be written")
            return
        self.status = 0
        text = self._session.state.text
        self._end(sys.stdout, f'smoke: window shown, {len(trace.steps)} steps traced for "{text}"')

    def _end(self, stream: TextIO, line: str) -> None:
        self._look.stop()
        _say(stream, line)
        self._window.close()
        QApplication.quit()


def _say(stream: TextIO, line: str) -> None:
    stream.write(line + "\n")
    stream.flush()
