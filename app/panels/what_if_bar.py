"""The line between stage and step bar: what is changed, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.explanations import intervention_title
from app.panels.active_chips import ActiveChips
from app.panels.what_changed import WhatChanged
from app.problems import sentence
from app.state import Comparison, SessionState
from app.theme import SPACE_3, SPACE_4
from app.widgets.clipped_label import ClippedLabel
from app.widgets.fair_shares import fair_shares
from core.interventions import Intervention
from core.problems import Problem
from core.request import ModelId, TraceRequest
from core.trace import Trace


class WhatIfBar(QWidget):
    """Always there, always one line: a what-if that comes or goes moves nothing under a person's hand."""

    removal_requested = Signal(object)  # an Intervention
    emptied = Signal()  # the last chip is gone, and it had the keyboard

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ActiveChips()
        self.changed = WhatChanged()
        self.reason, self.nothing = ClippedLabel(), ClippedLabel()
        self._dormant: tuple[tuple[Intervention, Problem], ...] = ()
        self._reached: Intervention | None = None
        self._request: TraceRequest | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyled = QTimer(self, singleShot=True, interval=0)  # when its parts have the new style too
        self._restyled.timeout.connect(self._share_room)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_3, 0, SPACE_3, 0)
        self._row.setSpacing(SPACE_4)
        for part in (self.nothing, self.chips, self.changed, self.reason):
            self._row.addWidget(part, 0 if part is self.chips else 1)
        for label in (self.reason, self.nothing):
            label.setProperty("role", "quiet")
        self.chips.removal_requested.connect(self.removal_requested)
        self.chips.reached.connect(self._on_reached)
        self._say()

    def show_state(self, state: SessionState) -> None:
        """A chip for each what-if of this state."""
        had_keyboard = any(chip.hasFocus() for chip in self.chips.chips())
        self._request = state.request(ModelId(state.model))
        self.chips.set_interventions(state.interventions, self._request)
        self._say()
        if had_keyboard and not state.interventions:
            self.emptied.emit()

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Say what has no effect in this trace, and what the rest changed."""
        self._dormant = trace.dormant
        self.changed.show_trace(trace, comparison)
        self._say()

    def sizeHint(self) -> QSize:
        """Ask for one line, with chips or without."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """However long what is said may be, it never widens the window."""
        return QSize(0, self.chips.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        elif event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._restyled.start()

    def _say(self) -> None:
        """Each chip without effect says so; why, of one at a time, in the place of the outputs."""
        self.nothing.setText(self.tr("No what-if: every number is the model's own."))
        reasons = {edit: sentence(reason) for edit, reason in self._dormant}
        self.chips.set_reasons(reasons)
        edit = self._told(reasons)
        if edit is not None:
            text = self.tr("{what} — {reason}")
            self.reason.setText(
                text.format(what=intervention_title(edit, self._request), reason=reasons[edit])
            )
        changes = bool(self.chips.chips())
        self.nothing.setVisible(not changes)
        self.chips.setVisible(changes)
        self.reason.setVisible(changes and edit is not None)
        self.changed.setVisible(changes and edit is None)
        self._share_room()

    def _told(self, reasons: Mapping[Intervention, str]) -> Intervention | None:
        """The one whose reason is told: the one reached last; where none was, the first that has one."""
        held = self._request.interventions if self._request is not None else ()
        if self._reached in held:
            return self._reached if self._reached in reasons else None
        return next((edit for edit in held if edit in reasons), None)

    def _share_room(self) -> None:
        """The chips take what the outputs, or the reason, leave free."""
        told = self.changed if self.reason.isHidden() else self.reason
        room = self.width() - 2 * SPACE_3 - SPACE_4
        self.chips.setFixedWidth(fair_shares([self.chips.needed(), told.needed()], room)[0])

    def _on_reached(self, edit: Intervention) -> None:
        self._reached = edit
        self._say()
