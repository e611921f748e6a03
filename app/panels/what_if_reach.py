"""How far a what-if about attention reaches: the selected head, its layer, its attention, or everywhere."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QWidget

from app.reading.attention_words import kind_name
from app.state import Selection
from app.widgets.choice_box import ChoiceBox
from core.interventions.heads import AnyAttention

_TEXTS: dict[str, Any] = {
    "every": QT_TRANSLATE_NOOP("Reach", "every attention"),
    "attention": QT_TRANSLATE_NOOP("Reach", "{attention} · every layer"),
    "layer": QT_TRANSLATE_NOOP("Reach", "{attention} · layer {layer}"),
    "head": QT_TRANSLATE_NOOP("Reach", "{attention} · layer {layer}, head {head}"),
}


class Heads(NamedTuple):
    """The heads that are meant, counted from 0; None stands for all."""

    attention: AnyAttention
    layer: int | None
    head: int | None


class Reach(ChoiceBox):
    """Follows the selection: what it names is the selected head, layer or attention."""

    def __init__(self, usual: str = "every", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = Selection()
        for name in _TEXTS:
            self.addItem("", name)
        self.setCurrentIndex(self.findData(usual))

    def show_selection(self, selection: Selection) -> None:
        """Name the heads by this selection."""
        self._selection = selection
        self.setAccessibleName(self.tr("Which heads"))
        with QSignalBlocker(self):
            for at, (name, text) in enumerate(_TEXTS.items()):
                self.setItemText(at, self._named(name, text))

    def heads(self) -> Heads:
        """The heads that are chosen."""
        chosen = self._selection
        return {
            "every": Heads("every", None, None),
            "attention": Heads(chosen.attention, None, None),
            "layer": Heads(chosen.attention, chosen.layer, None),
            "head": Heads(chosen.attention, chosen.layer, chosen.head),
        }[self.currentData()]

    def _named(self, name: str, text: str) -> str:
        chosen = self._selection
        return QCoreApplication.translate("Reach", text).format(
            attention=kind_name(chosen.attention, short=True), layer=chosen.layer + 1, head=chosen.head + 1
        )
