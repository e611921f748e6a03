"""Which attention is looked at, and which quantity of it: two choices that find room beside or below each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.reading.attention_maps import Quantity
from app.reading.attention_words import kind_name, quantity_name
from app.state import AttentionKind
from app.theme import SPACE_2
from app.widgets.choice import Choice


class AttentionChoices(QWidget):
    """Shows what is chosen and says what is wished; laid out anew only where something has changed."""

    kind_chosen = Signal(str)
    quantity_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds, self.quantities = Choice(), Choice()
        self._offered: tuple[tuple[AttentionKind, ...], tuple[Quantity, ...]] = ((), ())
        self._fitted: tuple[object, ...] = ()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_2)
        self._row.addWidget(self.kinds)
        self._row.addStretch(1)
        self._row.addWidget(self.quantities)
        self.kinds.chosen.connect(self.kind_chosen)
        self.quantities.chosen.connect(self.quantity_chosen)

    def offer(self, kinds: tuple[AttentionKind, ...], quantities: tuple[Quantity, ...]) -> None:
        """Offer these."""
        if (kinds, quantities) != self._offered:
            self._offered = kinds, quantities
            self._fitted = ()

    def show_chosen(self, kind: AttentionKind, quantity: Quantity) -> None:
        """Mark one of each."""
        self.kinds.set_chosen(kind)
        self.quantities.set_chosen(quantity)

    def fit(self, width: int, scale: float) -> None:
        """All in one row, with short names where that takes them; where even these are too wide, in two rows."""
        if (width, scale) == self._fitted:
            return
        self._fitted = width, scale
        kinds, quantities = self._offered
        for short in (False, True):
            self.quantities.set_options({name: quantity_name(name, short=short) for name in quantities})
            self.kinds.set_options({name: kind_name(name, short=short) for name in kinds})
            if self.kinds.sizeHint().width() + self.quantities.sizeHint().width() + SPACE_2 <= width:
                self._row.setDirection(QBoxLayout.Direction.LeftToRight)
                return
        self._row.setDirection(QBoxLayout.Direction.TopToBottom)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of language or looks."""
        super().changeEvent(event)
        self._fitted = ()
