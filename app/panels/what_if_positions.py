"""What-ifs of the position encoding: its strength, its waves, its order."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSignalBlocker

from app.panels.what_if_rows import ChoiceRow, Option, SliderRow
from app.panels.what_if_section import WhatIfSection
from app.widgets.choice_box import ChoiceBox
from core.interventions.position_order import PositionOrder
from core.interventions.position_scale import PositionScale
from core.interventions.position_waves import PositionWaves

USUAL_BASE = 10000.0
SEEDS = 5
_STACKS: dict[str, Any] = {
    "both": QT_TRANSLATE_NOOP("PositionSection", "encoder and decoder"),
    "encoder": QT_TRANSLATE_NOOP("PositionSection", "encoder"),
    "decoder": QT_TRANSLATE_NOOP("PositionSection", "decoder"),
}


class PositionSection(WhatIfSection):
    """For both stacks or one of them."""

    names = ("positions", "position-scale", "position-waves", "position-order")
    sites = ("*.embedding.positions",)

    def __init__(self) -> None:
        super().__init__()
        self.stack = ChoiceBox()
        self.put(self.stack)
        self._offer_stacks(tuple(_STACKS))
        self.scale = SliderRow(lambda: self.tr("Strength"), self._scale, "factor", (0.0, 1.0, 4.0))
        self.base = SliderRow(
            lambda: self.tr("Base"), self._base, "base", (2.0, USUAL_BASE, 1e6), logarithmic=True, decimals=0
        )
        self.shift = SliderRow(lambda: self.tr("Shift"), self._shift, "shift", (-64.0, 0.0, 64.0), decimals=1)
        self.order = ChoiceRow(lambda: self.tr("Order"), self._orders)
        self.add(self.scale, self.base, self.shift, self.order)
        self.stack.activated.connect(self.draw)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Positions")

    def retranslate(self) -> None:
        with QSignalBlocker(self.stack):
            for at in range(self.stack.count()):
                self.stack.setItemText(at, _stack_text(self.stack.itemData(at)))
        self.stack.setAccessibleName(self.tr("Whose positions"))
        super().retranslate()

    def draw(self) -> None:
        if self.trace is not None:
            there = [name for name in ("encoder", "decoder") if f"{name}.embedding.positions" in self.trace]
            self._offer_stacks(tuple(_STACKS) if len(there) > 1 else tuple(there))
        super().draw()

    def _offer_stacks(self, names: tuple[str, ...]) -> None:
        """Leave the choice among these; where there is one alone, there is no choice to be seen."""
        if names and names != tuple(self.stack.itemData(at) for at in range(self.stack.count())):
            with QSignalBlocker(self.stack):
                self.stack.clear()
                for name in names:
                    self.stack.addItem(_stack_text(name), name)
            self.stack.setVisible(len(names) > 1)

    def _scale(self, factor: float) -> PositionScale:
        return PositionScale(self.stack.currentData(), factor)

    def _base(self, base: float) -> PositionWaves:
        return PositionWaves(self.stack.currentData(), base, self._waves().shift)

    def _shift(self, shift: float) -> PositionWaves:
        return PositionWaves(self.stack.currentData(), self._waves().base, shift)

    def _waves(self) -> PositionWaves:
        """Base and shift share one intervention, so that moving one keeps the other."""
        usual = PositionWaves(self.stack.currentData(), USUAL_BASE, 0.0)
        held = next((edit for edit in self.state.interventions if edit.slot == usual.slot), usual)
        return held if isinstance(held, PositionWaves) else usual

    def _orders(self) -> list[Option]:
        stack = self.stack.currentData()
        shuffled = self.tr("shuffled, {n}")
        return [
            (self.tr("as they stand"), None),
            (self.tr("reversed"), PositionOrder(stack, "reversed")),
            *((shuffled.format(n=seed + 1), PositionOrder(stack, "shuffled", seed)) for seed in range(SEEDS)),
        ]


def _stack_text(name: str) -> str:
    return QCoreApplication.translate("PositionSection", _STACKS[name])
