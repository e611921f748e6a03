"""One step of undo: from one state of the session to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from app.state import SessionState

if TYPE_CHECKING:
    from app.session import Session


class StateChange(QUndoCommand):
    """Swaps two states. Keystrokes of one burst merge; a burst that ends where it began leaves no trace."""

    def __init__(self, session: Session, after: SessionState, text: str, burst: int | None = None) -> None:
        super().__init__(text)
        self._session = session
        self._before, self._after = session.state, after
        self._burst = burst

    def id(self) -> int:
        return -1 if self._burst is None else self._burst % 2**31

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, StateChange) or other._burst != self._burst:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._session.set_state(self._after)

    def undo(self) -> None:
        self._session.end_burst()
        self._session.set_state(self._before)
