"""The exact numbers of what is selected: the cell with its row, the token with its statistics."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.deferred import DeferredWidget
from app.explanations import norm_title
from app.panels.fact_list import Fact, FactList
from app.panels.output_tokens import probabilities
from app.reading.outputs import output
from app.state import Selection
from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.legible_label import LegibleLabel
from app.widgets.number_text import significant
from core.trace import Token, Trace

DIGITS, EXACT = 5, 9
"""Shown, and copied or read aloud: with nine digits every float32 is told from its neighbours."""


class SelectionNumbers(DeferredWidget):
    """Says in full what the maps say at a glance; behind another page it waits until it is looked at or copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._selection = Selection()
        self.cell_title = _heading()
        self.cell = FactList()
        self.token_title = _heading()
        self.token = FactList()
        self.norm_title = _heading("quiet")
        self.norm = FactList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_1, SPACE_2, SPACE_1)
        column.setSpacing(SPACE_1)
        parts = (self.cell_title, self.cell, self.token_title, self.token, self.norm_title, self.norm)
        for widget in parts:
            column.addWidget(widget)
        column.addStretch(1)

    def show_trace(self, trace: Trace) -> None:
        """Read from this trace."""
        self._trace = trace
        self._refresh()

    def show_selection(self, selection: Selection) -> None:
        """Tell about this cell and token."""
        self._selection = selection
        self._refresh()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the text size; the colours come with the style sheet."""
        for facts in (self.cell, self.token, self.norm):
            facts.set_scale(scale)

    def exact_text(self) -> str:
        """All that is told, in full precision, a line for each number: to copy."""
        self._catch_up()
        parts = ((self.cell_title, self.cell), (self.token_title, self.token), (self.norm_title, self.norm))
        told = [(title, facts.exact()) for title, facts in parts]
        lines = [[title.text(), *map("\t".join, facts)] for title, facts in told if facts]
        return "\n".join(line for block in lines for line in block)

    def _has_content(self) -> bool:
        return self._trace is not None

    def _draw(self) -> None:
        assert self._trace is not None
        selection = self._selection.within(self._trace)
        self._say_cell(self._trace, selection)
        self._say_token(self._trace, selection)
        self._say_norm(self._trace, selection)

    def _say_cell(self, trace: Trace, selection: Selection) -> None:
        query, key, site = selection.query, selection.key, selection.attention_site
        if query is None or key is None or f"{site}.weights" not in trace:
            self.cell_title.setText(self.tr("Select a cell of a map to read its numbers."))
            self.cell.set_facts([])
            return
        asks, seen = trace[f"{site}.weights"].axes[-2:]
        names = [trace.tokens[axis.tokens or ""][index].text for axis, index in ((asks, query), (seen, key))]
        self.cell_title.setText(
            self.tr("“{query}” looks at “{key}” · layer {layer}, head {head}").format(
                query=names[0], key=names[1], layer=selection.layer + 1, head=selection.head + 1
            )
        )
        row = trace.value(f"{site}.weights")[selection.head, query]
        facts = [_number(self.tr("weight"), row[key])]
        lines = (
            ("scores", self.tr("score q·k")),
            ("scaled", self.tr("scaled")),
            ("masked", self.tr("after the mask")),
        )
        for leaf, name in lines:
            if f"{site}.{leaf}" in trace:
                value = trace.value(f"{site}.{leaf}")[selection.head, query, key]
                facts.append(_number(name, value))
        facts.append(_number(self.tr("sum of the row"), row.sum()))
        self.cell.set_facts(facts)

    def _say_token(self, trace: Trace, selection: Selection) -> None:
        token = selection.token
        if token is None:
            self.token_title.setText(self.tr("Select a token to read its statistics."))
            self.token.set_facts([])
            return
        piece = _listed(trace, token.tokens)[token.index]
        titles = {
            "source": self.tr("source"),
            "target": self.tr("fed to the decoder"),
            "predicted": self.tr("predicted"),
        }
        self.token_title.setText(
            self.tr("“{piece}” · {list}, position {number}").format(
                piece=piece.text, list=titles[token.tokens], number=token.index
            )
        )
        facts = [Fact(self.tr("number in the vocabulary"), str(piece.id))]
        self.token.set_facts(facts + self._choice(trace, selection))

    def _choice(self, trace: Trace, selection: Selection) -> list[Fact]:
        """How probable the token was, and what came second."""
        token = selection.token
        if token is None or token.tokens != "predicted":
            return []
        place = token.index - trace.prompt
        probability = probabilities(trace)[place] if place >= 0 else None
        facts = [] if probability is None else [_number(self.tr("probability"), probability)]
        skipped = len(trace.tokens["predicted"]) - len(trace.generation)
        if token.index >= skipped and len(trace.generation[token.index - skipped].candidates) > 1:
            second = trace.generation[token.index - skipped].candidates[1]
            value = f"{second.text.strip()}  {significant(math.exp(second.log_probability))}"
            facts.append(Fact(self.tr("second choice"), value))
        return facts

    def _say_norm(self, trace: Trace, selection: Selection) -> None:
        """The token's vector before the selected norm, or before its stack's first one."""
        token, norms = selection.token, []
        if token is not None:
            tokens = "source" if token.tokens == "source" else "target"
            found = (step for step in trace.of_kind("deviation") if step.axes[0].tokens == tokens)
            norms = [step.site.rpartition(".")[0] for step in found]
        self.norm_title.setVisible(bool(norms))
        if token is None or not norms:
            self.norm.set_facts([])
            return
        norm = selection.norm if selection.norm in norms else norms[0]
        self.norm_title.setText(self.tr("before {norm}").format(norm=norm_title(norm)))
        mean, deviation = (trace.value(f"{norm}.{leaf}")[token.index] for leaf in ("mean", "deviation"))
        facts = ((self.tr("mean"), mean), (self.tr("deviation"), deviation))
        self.norm.set_facts([_number(name, value) for name, value in facts])


def _listed(trace: Trace, tokens: str) -> tuple[Token, ...]:
    """The tokens of a list; of those predicted, the ones that were written where any were."""
    if tokens != "predicted":
        return trace.tokens[tokens]
    return (*trace.tokens["predicted"][: trace.prompt], *output(trace))


def _number(name: str, value: float) -> Fact:
    return Fact(name, significant(value, DIGITS), significant(value, EXACT))


def _heading(role: str = "small") -> QLabel:
    label = LegibleLabel(wordWrap=True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
