"""The line between stage and step bar that is there while something is changed: what, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.explanations import intervention_title
from app.panels.active_chips import ActiveChips
from app.panels.what_changed import WhatChanged
from app.problems import sentence
from app.state import Comparison, SessionState
from app.theme import SPACE_1, SPACE_3
from core.interventions import Intervention
from core.problems import Problem
from core.request import ModelId, TraceRequest
from core.trace import Trace


class WhatIfBar(QWidget):
    """Below the stage, so that no switch moves away under the pointer when it appears."""

    removal_requested = Signal(object)  # an Intervention
    emptied = Signal()  # the last chip is gone, and it had the keyboard

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ActiveChips()
        self.changed = WhatChanged()
        self.reason = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.reason.setProperty("role", "quiet")
        self._dormant: tuple[tuple[Intervention, Problem], ...] = ()
        self._reached: Intervention | None = None
        self._request: TraceRequest | None = None
        row = QHBoxLayout()
        row.setSpacing(SPACE_3)
        row.addWidget(self.chips, 1)
        row.addWidget(self.changed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_1, SPACE_3, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.reason)
        self.chips.removal_requested.connect(self.removal_requested)
        self.chips.reached.connect(self._on_reached)
        self.hide()

    def show_state(self, state: SessionState) -> None:
        """A chip for each what-if of this state; without any, the line goes away."""
        had_keyboard = any(chip.hasFocus() for chip in self.chips.chips())
        self._request = state.request(ModelId(state.model))
        self.chips.set_interventions(state.interventions, self._request)
        self.setVisible(bool(state.interventions))
        if had_keyboard and not state.interventions:
            self.emptied.emit()

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Say what has no effect in this trace, and what the rest changed."""
        self._dormant = trace.dormant
        self._say_reasons()
        self.changed.show_trace(trace, comparison)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_reasons()

    def _say_reasons(self) -> None:
        """Each chip without effect says so; why, of one at a time, since there is little room."""
        reasons = {edit: sentence(reason) for edit, reason in self._dormant}
        self.chips.set_reasons(reasons)
        self.reason.setVisible(bool(reasons))
        if reasons:
            edit = self._reached if self._reached in reasons else next(iter(reasons))
            text = self.tr("{what} — {reason}")
            self.reason.setText(
                text.format(what=intervention_title(edit, self._request), reason=reasons[edit])
            )

    def _on_reached(self, edit: Intervention) -> None:
        self._reached = edit
        self._say_reasons()
