"""What can be changed in the computation: a switch for each, and what it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.explanations import attention_title, intervention_explanation, intervention_title
from app.panels.switch import Switch
from app.state import Selection, SessionState
from app.theme import SPACE_1, SPACE_2
from core.interventions import Intervention, catalogue
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.silence_head import SilenceHead

MOST_PADDING = 8


class WhatIfPanel(QWidget):
    """Switches for what takes no arguments; heads are silenced one by one, the selected head first."""

    intervention_requested = Signal(object)  # to switch on or off
    padding_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switches: dict[Intervention, Switch] = {}
        self._sentences: dict[Intervention, QLabel] = {}
        self.padding = QSpinBox(minimum=0, maximum=MOST_PADDING)
        # Two buttons that a finger can hit, in place of the two small arrows.
        self.padding.setStyleSheet("QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }")
        self.padding.lineEdit().setStyleSheet("border: 0; padding: 0; background: transparent;")
        self.padding.setMinimumWidth(52)
        self.padding.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._padding_buttons = QToolButton(), QToolButton()
        for button, sign in zip(self._padding_buttons, "−+", strict=True):
            button.setText(sign)
        self._padding_label = _words()
        self.silence = Switch()
        self._silence_words = _words()
        self._active: tuple[Intervention, ...] = ()
        self._selected = SilenceHead("encoder", 0, 0)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_state(self, state: SessionState) -> None:
        """Set the switches to what is chosen."""
        for intervention, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(intervention in state.interventions)
        with QSignalBlocker(self.padding):
            self.padding.setValue(state.padding)
        self._active = state.interventions
        self._say_silence()

    def show_selection(self, selection: Selection) -> None:
        """Offer the selected head for silencing."""
        self._selected = SilenceHead(selection.attention, selection.layer, selection.head)
        self._say_silence()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for intervention, switch in self.switches.items():
            switch.setText(intervention_title(intervention))
            self._sentences[intervention].setText(intervention_explanation(intervention))
            switch.setAccessibleDescription(intervention_explanation(intervention))
        self._padding_label.setText(self.tr("padded positions"))
        self._padding_buttons[0].setAccessibleName(self.tr("One padded position less"))
        self._padding_buttons[1].setAccessibleName(self.tr("One padded position more"))
        self.padding.setAccessibleName(self.tr("Padded positions after the sentence"))
        self._say_silence()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_1, SPACE_2, SPACE_1)
        column.setSpacing(0)
        for spec in catalogue().values():
            if spec.is_switch:
                self._add_switch(column, spec.type())
        self._silence_words.setContentsMargins(self.silence.text_start(), 0, 0, SPACE_1)
        column.addWidget(self.silence)
        column.addWidget(self._silence_words)
        column.addStretch(1)

    def _add_switch(self, column: QVBoxLayout, intervention: Intervention) -> None:
        switch, words = Switch(), _words()
        words.setContentsMargins(switch.text_start(), 0, 0, SPACE_1)
        self.switches[intervention], self._sentences[intervention] = switch, words
        column.addWidget(switch)
        column.addWidget(words)
        if isinstance(intervention, PaddingMaskOff):
            row = QHBoxLayout()
            row.setContentsMargins(switch.text_start(), 0, 0, SPACE_1)
            row.setSpacing(SPACE_1)
            for part in (
                *self._padding_buttons[:1],
                self.padding,
                *self._padding_buttons[1:],
                self._padding_label,
            ):
                row.addWidget(part, 1 if part is self._padding_label else 0)
            column.addLayout(row)

    def _connect(self) -> None:
        for intervention, switch in self.switches.items():
            switch.clicked.connect(
                lambda checked=False, edit=intervention: self.intervention_requested.emit(edit)
            )
        fewer, more = self._padding_buttons
        fewer.clicked.connect(self.padding.stepDown)
        more.clicked.connect(self.padding.stepUp)
        self.padding.valueChanged.connect(self.padding_requested)
        self.silence.clicked.connect(lambda: self.intervention_requested.emit(self._selected))

    def _say_silence(self) -> None:
        with QSignalBlocker(self.silence):
            self.silence.setChecked(self._selected in self._active)
        self.silence.setText(
            self.tr("Head {head} of layer {layer} silent").format(
                head=self._selected.head + 1, layer=self._selected.layer + 1
            )
        )
        words = self.tr("{attention}, the selected head: {explanation}").format(
            attention=attention_title(self._selected.attention),
            explanation=intervention_explanation(self._selected),
        )
        self._silence_words.setText(words)
        self.silence.setAccessibleDescription(words)


def _words() -> QLabel:
    words = QLabel(wordWrap=True)
    words.setProperty("role", "quiet")
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return words
