"""After a change the difference is shown for a moment: what with, and for how long."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.trace import Trace

FLASH_MS = 900


class Flash(QObject):
    """Knows the trace that the one on screen is compared with. While a slider moves there is none: what it did is
    shown once, from where it began to where it came to rest."""

    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trace: Trace | None = None
        self._start: Trace | None = None  # from before the slider moved
        self._sliding = False
        self._end = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._end.timeout.connect(self._on_end)

    def take(self, before: Trace | None, after: Trace, *, seen: bool) -> None:
        """A trace comes in the place of another one."""
        if before is not after and not self._sliding:
            self._begin(self._start or before, after, seen)
            self._start = None

    def slide(self, sliding: bool, present: Trace | None, *, seen: bool) -> None:
        """A slider begins to move, or has come to rest; the trace of its last place may be still to come."""
        self._sliding = sliding
        if sliding:
            self._stop()
            self._start = present
        elif present is not None:
            self._begin(self._start, present, seen)
            self._start = self._start if seen else None

    def _begin(self, before: Trace | None, after: Trace, seen: bool) -> None:
        self._stop()
        if before is not None and seen and _is_toggled(before, after):
            self.trace = before
            self._end.start()

    def _stop(self) -> None:
        self._end.stop()
        self.trace = None

    def _on_end(self) -> None:
        self.trace = self._start = None
        self.over.emit()


def _is_toggled(before: Trace, after: Trace) -> bool:
    """Whether both traces differ in their interventions only, so that what changed is worth a look."""
    one, other = before.request, after.request
    return one.interventions != other.interventions and (one.model, one.inputs) == (other.model, other.inputs)
