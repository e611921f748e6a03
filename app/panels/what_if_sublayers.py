"""What-ifs of whole sublayers: skip what they compute, cut their residual connection, or take their norm away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSignalBlocker

from app.explanations import SEPARATOR, part_title
from app.panels.what_if_rows import ChoiceRow, Option
from app.panels.what_if_section import WhatIfSection
from app.widgets.choice_box import ChoiceBox
from core.interventions.skip_part import Part, SkipPart, Stack, Sublayer
from core.trace import Architecture

STACKS: dict[Stack, tuple[Sublayer, ...]] = {
    "encoder": ("self_attention", "feed_forward"),
    "decoder": ("self_attention", "cross_attention", "feed_forward"),
}
_PARTS: dict[Part, Any] = {
    "sublayer": QT_TRANSLATE_NOOP("SublayerSection", "adds nothing"),
    "residual": QT_TRANSLATE_NOOP("SublayerSection", "without residual"),
    "norm": QT_TRANSLATE_NOOP("SublayerSection", "without norm"),
}


class SublayerSection(WhatIfSection):
    """One line for each sublayer of the layer that is chosen above them."""

    names = ("skip", "residual", "layer-norm")
    sites = ("*_residual",)

    def __init__(self) -> None:
        super().__init__()
        self.layer = ChoiceBox()
        self.put(self.layer)
        self.lines = [self._line(at) for at in range(max(map(len, STACKS.values())))]
        self.add(*self.lines)
        self.layer.activated.connect(self.draw)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Sublayers")

    def draw(self) -> None:
        self._offer_layers()
        for line in self.lines:
            line.setVisible(bool(line.offered()))
        super().draw()

    def _offer_layers(self) -> None:
        shape = self.trace.architecture if self.trace else None
        layers = [] if shape is None else _layers(shape)
        self.layer.setAccessibleName(self.tr("Layer"))
        texts = [self._layer_text(*layer) for layer in layers]
        if texts != [self.layer.itemText(at) for at in range(self.layer.count())]:
            with QSignalBlocker(self.layer):
                chosen = max(self.layer.currentIndex(), 0)
                self.layer.clear()
                for text, layer in zip(texts, layers, strict=True):
                    self.layer.addItem(text, layer)
                self.layer.setCurrentIndex(min(chosen, len(layers) - 1))

    def _layer_text(self, stack: Stack, layer: int | None) -> str:
        if layer is None:
            return self.tr("{stack}, all layers").format(stack=part_title(stack))
        return part_title(f"{stack}.layers.{layer}")

    def _line(self, at: int) -> ChoiceRow:
        return ChoiceRow(lambda: self._name(at), lambda: self._options(at))

    def _sublayer(self, at: int) -> tuple[Stack, int | None, Sublayer] | None:
        if self.layer.currentIndex() < 0:
            return None
        stack, layer = self.layer.currentData()
        if at >= len(STACKS[stack]) or self.trace is None:
            return None
        sublayer = STACKS[stack][at]
        there = f"{stack}.layers.{layer or 0}.{sublayer}.output" in self.trace
        return (stack, layer, sublayer) if there else None

    def _name(self, at: int) -> str:
        found = self._sublayer(at)
        return part_title(f"{found[0]}.layers.0.{found[2]}").rpartition(SEPARATOR)[2] if found else ""

    def _options(self, at: int) -> list[Option]:
        found = self._sublayer(at)
        if found is None:
            return []
        texts = {part: QCoreApplication.translate("SublayerSection", text) for part, text in _PARTS.items()}
        return [
            (self.tr("as usual"), None),
            *((text, SkipPart(*found, part)) for part, text in texts.items()),
        ]


def _layers(shape: Architecture) -> list[tuple[Stack, int | None]]:
    counts: dict[Stack, int] = {"encoder": shape.encoder_layers, "decoder": shape.decoder_layers}
    return [(stack, layer) for stack, count in counts.items() if count for layer in (None, *range(count))]
