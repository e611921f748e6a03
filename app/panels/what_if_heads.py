"""What-ifs of single heads, those that are selected, and of the temperature of their softmax."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.panels.what_if_reach import Reach
from app.panels.what_if_rows import ChoiceRow, Option, SliderRow, SwitchRow
from app.panels.what_if_section import WhatIfSection
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.replace_head import PATTERNS, ReplaceHead
from core.interventions.temperature import Temperature

COLDEST, HOTTEST = 0.05, 20.0

_PATTERNS: dict[str, Any] = {
    "uniform": QT_TRANSLATE_NOOP("HeadSection", "all tokens alike"),
    "self": QT_TRANSLATE_NOOP("HeadSection", "the token itself"),
    "previous": QT_TRANSLATE_NOOP("HeadSection", "the previous token"),
    "first": QT_TRANSLATE_NOOP("HeadSection", "the first token"),
}


class HeadSection(WhatIfSection):
    """A reach says whose attention is replaced and warmed: the selected head's, its layer's, or all."""

    names = ("silence", "keep-only", "replace-head", "set-weight", "temperature", "scaling")
    sites = ("*.head_output",)

    def __init__(self) -> None:
        super().__init__()
        self.keep = SwitchRow(self._keep_only)
        self.reach = Reach("head")
        self.pattern = ChoiceRow(lambda: self.tr("Looks at"), self._patterns)
        limits = COLDEST, 1.0, HOTTEST
        self.temperature = SliderRow(
            lambda: self.tr("Temperature"), self._temperature, "value", limits, logarithmic=True
        )
        self.add(self.keep, self.reach, self.pattern, self.temperature)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Heads and temperature")

    def _keep_only(self) -> KeepOnlyHead:
        return KeepOnlyHead(self.selection.attention, self.selection.layer, self.selection.head)

    def _temperature(self, value: float) -> Temperature:
        return Temperature(*self.reach.heads(), value=value)

    def _patterns(self) -> list[Option]:
        heads = self.reach.heads()
        named = [(QCoreApplication.translate("HeadSection", _PATTERNS[name]), name) for name in PATTERNS]
        return [
            (self.tr("what it chooses"), None),
            *((text, ReplaceHead(*heads, pattern=name)) for text, name in named),
        ]
