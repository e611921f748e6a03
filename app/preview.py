"""What is shown while a slider moves: the pass over the last output, since writing a new one takes longer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.request import TraceRequest
from core.trace import Trace

REST_MS = 45
"""A slider that has stood still for so long gets its output written anew."""


class Preview(QObject):
    """Knows whether a slider moves, and what to compute meanwhile."""

    changed = Signal(bool)  # whether what is computed from now on is a preview
    ended = Signal()  # by itself: the slider rests

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.active = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)

    def move(self) -> None:
        """The slider has moved."""
        self._rest.start()
        self._set_active(True)

    def end(self) -> None:
        """Whatever comes next is no preview."""
        self._rest.stop()
        self._set_active(False)

    def of(self, request: TraceRequest, last: Trace | None) -> TraceRequest:
        """The request, while a slider moves over the tokens of the last output, if there is one."""
        if not self.active or request.target is not None or last is None or not last.tokens["target"]:
            return request
        return replace(request, target=last.as_target)

    def _on_rest(self) -> None:
        self._set_active(False)
        self.ended.emit()

    def _set_active(self, active: bool) -> None:
        if active != self.active:
            self.active = active
            self.changed.emit(active)
