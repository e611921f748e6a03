"""The line between stage and step bar that is there while something is changed: what, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.panels.active_chips import ActiveChips
from app.panels.what_changed import WhatChanged
from app.problems import sentence
from app.state import Comparison, SessionState
from app.theme import SPACE_1, SPACE_3
from core.trace import Trace


class WhatIfBar(QWidget):
    """Below the stage, so that no switch moves away under the pointer when it appears."""

    removal_requested = Signal(object)  # an Intervention

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ActiveChips()
        self.changed = WhatChanged()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_1, SPACE_3, 0)
        row.setSpacing(SPACE_3)
        row.addWidget(self.chips, 1)
        row.addWidget(self.changed, 1)
        self.chips.removal_requested.connect(self.removal_requested)
        self.hide()

    def show_state(self, state: SessionState) -> None:
        """A chip for each what-if of this state; without any, the line goes away."""
        self.chips.set_interventions(state.interventions)
        self.setVisible(bool(state.interventions))

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Say what has no effect in this trace, and what the rest changed."""
        self.chips.set_reasons({edit: sentence(reason) for edit, reason in trace.dormant})
        self.changed.show_trace(trace, comparison)
