"""One start of the real application that ends by itself: to see that it starts, or to take its picture."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.console import say
from app.export import write_picture
from app.main_window import MainWindow
from app.problems import sentence
from app.session import Session
from core.problems import ProblemError

LIMIT_MS = 120_000
LOOK_MS, SETTLE_MS = 20, 400


class Rehearsal(QObject):
    """Waits until the window shows a trace with everything that belongs to it, then closes it.

    ``status`` is the exit status: 0 when the trace was shown in time and nothing was raised.
    """

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        picture: Path | None,
        parent: QObject,
        *,
        told: bool = True,
    ) -> None:
        super().__init__(parent)
        self._session, self._window, self._picture, self._told = session, window, picture, told
        self.status = 1
        self._clock = QElapsedTimer()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._mapped = False

    def begin(self) -> None:
        """Start waiting; where it is told, says when window and first map are painted, for whoever times the start."""
        self._session.trace_changed.connect(self._on_trace_changed)
        self._clock.start()
        self._look.start()
        self._window.repaint()
        self._tell("smoke: window painted")

    @Slot()
    def _on_trace_changed(self) -> None:
        if not self._mapped:
            self._mapped = True
            self._window.repaint()
            self._tell("smoke: first map painted")

    @Slot()
    def _on_look(self) -> None:
        if self._session.settled:
            self._look.stop()
            QTimer.singleShot(SETTLE_MS, self._on_settled)
        elif self._session.problem is not None:
            self._fail(sentence(self._session.problem))
        elif self._clock.hasExpired(LIMIT_MS):
            self._fail("No trace within two minutes.")

    @Slot()
    def _on_settled(self) -> None:
        trace = self._session.trace
        assert trace is not None
        try:
            if self._picture is not None:
                write_picture(self._window, self._picture)
        except ProblemError as error:
            self._fail(sentence(error.problem))
            return
        self.status = 0
        text = self._session.state.text
        self._tell(f'smoke: window shown, {len(trace.steps)} steps traced for "{text}"')
        if self._picture is not None:
            say([f"written: {self._picture}"])
        self._end()

    def _tell(self, line: str) -> None:
        if self._told:
            say([line])

    def _fail(self, text: str) -> None:
        print(f"error: {text}", file=sys.stderr)
        if self._picture is not None:
            print(f"not written: {self._picture}", file=sys.stderr)
        self._end()

    def _end(self) -> None:
        self._look.stop()
        self._window.close()
        QApplication.quit()
