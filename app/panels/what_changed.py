"""What the what-ifs changed in the output: the sentence with them and the sentence without, word by word."""

from __future__ import annotations

from collections.abc import Set
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.panels.output_tokens import changed
from app.reading.covers import HIDDEN
from app.reading.outputs import output
from app.state import Comparison
from app.widgets.legible_label import LegibleLabel
from core.trace import Trace

LONGEST, BEFORE = 16, 4
"""Pieces shown of a long output, and of these before the first difference."""


class WhatChanged(QWidget):
    """One line each, the model's own generation; words that the other lacks are underlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._comparison = Comparison()
        self._covered: Set[int] = frozenset()
        self.with_it, self.without_it = LegibleLabel(), LegibleLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.with_it, self.without_it):
            label.setProperty("role", "small")
            label.setTextFormat(Qt.TextFormat.RichText)  # never guessed from the text: it is always escaped
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Compare this trace with its baseline."""
        self._trace, self._comparison = trace, comparison
        self._say()

    def cover(self, rows: Set[int]) -> None:
        """Keep secret, until told otherwise, what these rows of the decoder predict."""
        self._covered = rows
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        trace, own = self._trace, self._comparison.own
        if trace is None or not trace.request.interventions:
            return
        if not trace.tokens["predicted"]:
            self.with_it.setText(self.tr("This model writes no output."))
            self.without_it.clear()
            return
        if own is None:
            self.without_it.setText(self.tr("Computing the output without …"))
        elif not changed(trace, own) and not changed(own, trace):
            self.without_it.setText(self.tr("The output is the same without."))
        else:
            self.without_it.setText(
                self.tr("Without: {text}").format(text=_marked(own, trace, self._covered))
            )
        text = _marked(trace, own or trace, self._covered)
        self.with_it.setText(self.tr("With: {text}").format(text=text))


def _marked(trace: Trace, other: Trace, covered: Set[int]) -> str:
    """The output as rich text around its first difference, with what ``other`` lacks underlined.

    What the ``covered`` rows predict is not said.
    """
    differing = changed(trace, other)
    tokens = output(trace)
    words = [at for at, token in enumerate(tokens) if token.role != "special"]
    first = next((place for place, at in enumerate(words) if at in differing), 0)
    start = max(0, min(first - BEFORE, len(words) - LONGEST))
    parts = ["… "] if start else []
    for at in words[start : start + LONGEST]:
        token = tokens[at]
        text = HIDDEN if at + trace.prompt in covered else escape(token.text)
        parts.append(" " if token.starts_word else "")
        parts.append(f"<u><b>{text}</b></u>" if at in differing else text)
    parts.append(" …" if len(words) > start + LONGEST else "")
    return "".join(parts).strip() or "—"
