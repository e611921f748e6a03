"""One step of undo: from one state of the session to another."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.state import SessionState

if TYPE_CHECKING:
    from app.session import Session


class StateChange(QUndoCommand):
    """Swaps two states. Keystrokes of one burst merge; a burst that ends where it began leaves no trace.

    It does not keep the session, which keeps it: see ``empty_in_time``.
    """

    def __init__(self, session: Session, after: SessionState, text: str, burst: int | None = None) -> None:
        super().__init__(text)
        self._session = weakref.ref(session)
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
        self._go_to(self._after)

    def undo(self) -> None:
        self._go_to(self._before, new_burst=True)

    def _go_to(self, state: SessionState, *, new_burst: bool = False) -> None:
        session = self._session()
        if session is not None:
            if new_burst:
                session.end_burst()
            session.set_state(state)


def empty_in_time(stack: QUndoStack, session: Session) -> None:
    """Empty the stack just before its session is freed, while all its commands still stand.

    Python's collector frees a cycle in any order. Were it to free a command before the stack, whose C++ side goes
    with the session's, the stack would free that command once more, and the process would end there.
    """
    weakref.finalize(session, _empty, stack)


def _empty(stack: QUndoStack) -> None:
    if shiboken6.isValid(stack):
        stack.blockSignals(True)
        stack.clear()
