"""Lines of the what-if panel: a switch, a choice or a slider that stands for an intervention.

Each is told how to make its intervention from what is selected now, shows whether one of its kind holds, and says
what is wished.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.explanations import intervention_explanation, intervention_title, intervention_titles
from app.panels.switch import Switch
from app.state import SessionState
from app.widgets.choice_box import ChoiceBox
from app.widgets.label_row import lay_in_a_row
from app.widgets.value_slider import ValueSlider
from core.interventions import Intervention
from core.request import ModelId

Option: TypeAlias = tuple[str, Intervention | None]
"""What a choice offers: its text and what it stands for, None for leaving things as they are."""


class SwitchRow(Switch):
    """On while exactly this intervention holds."""

    wished = Signal(object)  # to switch on or off

    def __init__(self, make: Callable[[], Intervention], text: Callable[[], str] | None = None) -> None:
        super().__init__()
        self._make, self._text = make, text
        self.clicked.connect(lambda: self.wished.emit(self._make()))

    def show_state(self, state: SessionState) -> None:
        """Show whether it holds, and name it."""
        edit = self._make()
        with QSignalBlocker(self):
            self.setChecked(edit in state.interventions)
        self.setText(self._text() if self._text else intervention_title(edit))
        self.setAccessibleDescription(intervention_explanation(edit))


class ChoiceRow(QWidget):
    """One of several interventions, or none of them, which stands first."""

    wished = Signal(object)  # to switch on or off
    adjusted = Signal(object, bool)
    exchanged = Signal(object, object)  # what holds, and what is to hold in its place

    def __init__(self, name: Callable[[], str], options: Callable[[], Sequence[Option]]) -> None:
        super().__init__()
        self._name, self._options = name, options
        self._offered: list[Option] = []
        self._chosen = 0
        self.label, self.box = QLabel(), ChoiceBox()
        lay_in_a_row(self, self.label, self.box)
        self.box.activated.connect(self._on_activated)

    def offered(self) -> Sequence[Option]:
        """What there is to choose from now."""
        return self._options()

    def name(self) -> str:
        """What is chosen here."""
        return self._name()

    def show_state(self, state: SessionState) -> None:
        """Offer what there is now, and mark what holds."""
        self.label.setText(self._name())
        self.box.setAccessibleName(self._name())
        self._offered = self._offers(state)
        held = [at for at, (_, edit) in enumerate(self._offered) if edit in state.interventions]
        self._chosen = held[0] if held else 0
        texts = [text for text, _ in self._offered]
        with QSignalBlocker(self.box):
            if texts != [self.box.itemText(at) for at in range(self.box.count())]:
                self.box.clear()
                self.box.addItems(texts)
            self.box.setCurrentIndex(self._chosen)
        self.box.setEnabled(len(texts) > 1)
        shown = self._offered[max(self._chosen, min(1, len(texts) - 1))][1]
        explanation = intervention_explanation(shown) if shown else ""
        self.box.setAccessibleDescription(explanation)
        self.box.setToolTip(explanation)

    def _offers(self, state: SessionState) -> list[Option]:
        """The options, and what else holds in their place: made for another text, it may be none of them."""
        options = list(self._options()) or [("", None)]
        edits = [edit for _, edit in options if edit is not None]
        slots = {edit.slot for edit in edits}
        others = [edit for edit in state.interventions if edit.slot in slots and edit not in edits]
        titles = intervention_titles(state.request(ModelId(state.model)), others)
        return [*options, *zip(titles, others, strict=True)]

    def _on_activated(self, at: int) -> None:
        held, edit = self._offered[self._chosen][1], self._offered[at][1]
        if edit is None:
            if held is not None:
                self.wished.emit(held)
        elif held is not None and held.slot != edit.slot:
            self.exchanged.emit(held, edit)
        else:
            self.adjusted.emit(edit, False)


class SliderRow(ValueSlider):
    """A number of an intervention; at its neutral value there is no intervention."""

    adjusted = Signal(object, bool)

    def __init__(
        self,
        name: Callable[[], str],
        make: Callable[[float], Intervention],
        attribute: str,
        limits: tuple[float, float, float],
        *,
        logarithmic: bool = False,
        decimals: int = 2,
    ) -> None:
        least, self._neutral, most = limits
        super().__init__(least, most, logarithmic=logarithmic, decimals=decimals, below=True)
        self._name, self._make, self._attribute = name, make, attribute
        self.moved.connect(lambda value, live: self.adjusted.emit(self._make(value), live))

    def name(self) -> str:
        """What is chosen here."""
        return self._name()

    def show_state(self, state: SessionState) -> None:
        """Show the number that holds."""
        usual = self._make(self._neutral)
        held = next((edit for edit in state.interventions if edit.slot == usual.slot), usual)
        self.show_value(float(getattr(held, self._attribute)))
        self.set_names(self._name(), intervention_explanation(held))
