"""What-ifs of the masks beyond the switches: how far a row may look, and what stands in for a masked score."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from app.panels.what_if_reach import Reach
from app.panels.what_if_rows import ChoiceRow, Option
from app.panels.what_if_section import WhatIfSection
from core.interventions.local_window import LocalWindow
from core.interventions.mask_filler import FILLERS, PRECISIONS, MaskFiller
from core.interventions.valid_length import ValidLength

MOST_WINDOW = 32


class MaskSection(WhatIfSection):
    """Single cells are painted on a page of the stage, to which this leads."""

    painting_requested = Signal()

    names = ("causal-mask", "padding-mask", "paint-mask", "local-window", "valid-length", "mask-filler")
    sites = ("*_attention.mask",)

    def __init__(self) -> None:
        super().__init__()
        self.paint = QToolButton()
        self.reach = Reach()
        self.window_choice = ChoiceRow(lambda: self.tr("Local window"), self._windows)
        self.valid = ChoiceRow(lambda: self.tr("Valid length"), self._lengths)
        self.filler = ChoiceRow(lambda: self.tr("Masked score"), self._fillers)
        self.put(self.paint)
        self.add(self.valid, self.filler, self.window_choice, self.reach)
        self.paint.clicked.connect(self.painting_requested)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Masks")

    def retranslate(self) -> None:
        self.paint.setText(self.tr("Paint a mask …"))
        self.paint.setAccessibleDescription(
            self.tr("On the page “Masks” single cells are closed and opened, of one head or of many.")
        )
        super().retranslate()

    def draw(self) -> None:
        self.valid.setVisible(self._length("source") > 0)
        super().draw()

    def _windows(self) -> list[Option]:
        heads = self.reach.heads()
        near = [
            self.tr("itself and {n} on either side").format(n=width) for width in range(1, MOST_WINDOW + 1)
        ]
        reach = min(MOST_WINDOW, self._length("source") or self._length("target"))
        return [
            (self.tr("none"), None),
            (self.tr("itself only"), LocalWindow(*heads, width=0)),
            *((near[width - 1], LocalWindow(*heads, width=width)) for width in range(1, reach)),
        ]

    def _fillers(self) -> list[Option]:
        return [
            (self.tr("−∞, as usual"), None),
            *(
                (f"{_minus(filler)} · {precision}", MaskFiller(filler, precision))
                for precision in PRECISIONS
                for filler in FILLERS
                if not MaskFiller(filler, precision).neutral
            ),
        ]

    def _lengths(self) -> list[Option]:
        length = self._length("source")
        text = self.tr("{n} of {length} tokens")
        return [
            (self.tr("all {length} tokens").format(length=length), None),
            *((text.format(n=n, length=length), ValidLength(n)) for n in range(length - 1, 0, -1)),
        ]

    def _length(self, tokens: str) -> int:
        return len(self.trace.tokens[tokens]) if self.trace else 0


def _minus(text: str) -> str:
    return text.replace("-inf", "−∞").replace("-", "−")
