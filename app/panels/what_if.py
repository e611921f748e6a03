"""What can be changed in the computation: a switch for each, and what it does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.explanations import attention_title, intervention_explanation, intervention_title
from app.panels.switch import Switch
from app.panels.what_if_heads import HeadSection
from app.panels.what_if_masks import MaskSection
from app.panels.what_if_positions import PositionSection
from app.panels.what_if_section import WhatIfSection
from app.panels.what_if_sublayers import SublayerSection
from app.panels.what_if_tokens import TokenSection
from app.state import Selection, SessionState
from app.theme import SPACE_1, SPACE_2
from app.widgets.clipped_label import ClippedLabel
from app.widgets.stepper import Stepper
from app.widgets.translated import TranslatedWidget
from core.interventions import Intervention, catalogue
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.silence_head import SilenceHead
from core.request import Numbers
from core.trace import Trace

MOST_PADDING = 8
FEW_LINES, MANY_LINES = 2, 4
"""The lines for the words, in a low window and in one with room."""


class WhatIfPanel(TranslatedWidget):
    """One line for each switch, then groups of more.

    Switches take no arguments; heads are silenced one by one, the selected one here. ``words`` says what does that
    which the keyboard or the pointer came to last; it stands below, outside of what scrolls.
    """

    intervention_requested = Signal(object)  # to switch on or off
    adjustment_requested = Signal(object, bool)  # to hold in its slot, and whether a slider still moves
    exchange_requested = Signal(object, object)  # one for another
    painting_requested = Signal()
    padding_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switches: dict[Intervention, Switch] = {}
        self.padding = Stepper(0, MOST_PADDING)
        self.silence = Switch()
        self._nothing = QLabel(wordWrap=True)
        self.words = ClippedLabel(FEW_LINES)
        self.masks = MaskSection()
        self.sections: list[WhatIfSection] = [
            self.masks,
            HeadSection(),
            SublayerSection(),
            PositionSection(),
            TokenSection(),
        ]
        self._told: QWidget | None = None
        self._sites: tuple[str, ...] = ()  # of the trace on screen
        self._active: tuple[Intervention, ...] = ()
        self._selected = SilenceHead("encoder", 0, 0)
        self._lay_out()
        self._order_keyboard()
        self._connect()
        self.retranslate()

    def show_state(self, state: SessionState) -> None:
        """Set the switches to what is chosen."""
        for intervention, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(intervention in state.interventions)
        self.padding.show_value(state.padding)
        self._active = state.interventions
        for section in self.sections:
            section.show_state(state)
        self._say_silence()

    def show_selection(self, selection: Selection) -> None:
        """Offer the selected head for silencing."""
        self._selected = SilenceHead(selection.attention, selection.layer, selection.head)
        for section in self.sections:
            section.show_selection(selection)
        self._say_silence()

    def show_trace(self, trace: Trace) -> None:
        """Offer what this trace has: its tokens, its layers, padding where a sentence is read before anything else."""
        is_padded = not (trace.prompt or isinstance(trace.request.inputs, Numbers))
        self.padding.setVisible(is_padded)
        for section in self.sections:
            section.show_trace(trace)
        sites = tuple(trace.by_site)
        if sites != self._sites:
            self._sites = sites
            self._offer(sites)

    def _offer(self, sites: Sequence[str]) -> None:
        """Leave only what changes some value of this model, or of this part of one."""
        for intervention, switch in self.switches.items():
            switch.setVisible(any(map(intervention.applies_to, sites)))
        self.silence.setVisible(any(site.endswith(".head_output") for site in sites))
        for section in self.sections:
            section.setVisible(section.fits(sites))
        parts = (*self.switches.values(), self.silence, *self.sections)
        self._nothing.setVisible(all(part.isHidden() for part in parts))
        self.words.setVisible(self._nothing.isHidden())

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for intervention, switch in self.switches.items():
            switch.setText(intervention_title(intervention))
            switch.setAccessibleDescription(intervention_explanation(intervention))
        self._nothing.setText(
            self.tr("This part has nothing to switch on or off; change its numbers on the board.")
        )
        self.padding.set_names(
            self.tr("Padded positions after the sentence"),
            self.tr("One padded position less"),
            self.tr("One padded position more"),
        )
        self._say_silence()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Where the pointer leaves, the words stay: they may be read while it goes on.
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter) and isinstance(watched, QWidget):
            self._told = watched
            self._say_words()
        return False

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_1, SPACE_2, SPACE_1)
        column.setSpacing(0)
        for spec in catalogue().values():
            if spec.is_switch:
                intervention = spec.type()
                self.switches[intervention] = Switch()
                if isinstance(intervention, PaddingMaskOff):
                    column.addLayout(self._with_padding(self.switches[intervention]))
                else:
                    column.addWidget(self.switches[intervention])
        column.addWidget(self.silence)
        self.words.setProperty("role", "quiet")
        self.words.setContentsMargins(SPACE_1, SPACE_1, 0, 0)
        self._nothing.setProperty("role", "quiet")
        self._nothing.hide()
        column.addWidget(self._nothing)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)

    def _with_padding(self, switch: Switch) -> QHBoxLayout:
        """The switch of the padding mask, and how much padding there is for it."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(switch, 1)
        row.addWidget(self.padding)
        return row

    def _order_keyboard(self) -> None:
        """Tab goes down the list as it is seen."""
        order: list[QWidget] = []
        for intervention, switch in self.switches.items():
            order.append(switch)
            if isinstance(intervention, PaddingMaskOff):
                order += [self.padding.less, self.padding.number, self.padding.more]
        order.append(self.silence)
        for section in self.sections:
            order += section.stops()
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        for intervention, switch in self.switches.items():
            switch.clicked.connect(
                lambda checked=False, edit=intervention: self.intervention_requested.emit(edit)
            )
        self.padding.value_requested.connect(self.padding_requested)
        self.silence.clicked.connect(lambda: self.intervention_requested.emit(self._selected))
        rows = [stop for section in self.sections for stop in section.stops()[1:]]
        for part in (*self.switches.values(), self.silence, *rows):
            part.installEventFilter(self)
        for section in self.sections:
            section.intervention_requested.connect(self.intervention_requested)
            section.adjustment_requested.connect(self.adjustment_requested)
            section.exchange_requested.connect(self.exchange_requested)
        self.masks.painting_requested.connect(self.painting_requested)

    def _say_silence(self) -> None:
        with QSignalBlocker(self.silence):
            self.silence.setChecked(self._selected in self._active)
        self.silence.setText(
            self.tr("Head {head} of layer {layer} silent").format(
                head=self._selected.head + 1, layer=self._selected.layer + 1
            )
        )
        self.silence.setAccessibleDescription(
            self.tr("{explanation} The selected head: {attention}.").format(
                attention=attention_title(self._selected.attention),
                explanation=intervention_explanation(self._selected),
            )
        )
        self._say_words()

    def _say_words(self) -> None:
        part = self._told
        if part is None or not part.accessibleDescription():
            self.words.setText(
                self.tr("Tab moves through the switches, Space presses one; here stands what it does.")
            )
        else:
            title = part.text() if isinstance(part, QAbstractButton) else part.accessibleName()
            self.words.setText(
                self.tr("{title}. {explanation}").format(
                    title=title, explanation=part.accessibleDescription()
                )
            )
