"""Flow: from which tokens what reaches a chosen output token, through the attention of all layers."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.reading.flow import (
    MEASURES,
    Flow,
    Measure,
    Scope,
    Stage,
    chosen_token,
    flow,
    input_tokens,
    measures,
    output_tokens,
    scopes,
)
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.flow_diagram import FlowDiagram
from app.widgets.flow_layout import LEAST_SHARE, FlowContent
from app.widgets.number_text import percent
from core.trace import Array, Trace

NAMED = 3
"""How many tokens the caption names."""


class FlowView(DeferredView):
    """The output token follows the selection; the part of the model and the measure are the view's own choice."""

    def __init__(self) -> None:
        super().__init__()
        self._scope: Scope = "joint"
        self._measure: Measure = MEASURES[0]
        self._flow: Flow | None = None
        self._drawn: tuple[Trace, Scope, Measure] | None = None
        self._scopes, self._measures = Choice(), Choice()
        self._caption, self._method = text_label("caption"), text_label("quiet")
        self._diagram = FlowDiagram()
        self._lay_out()
        self._scopes.chosen.connect(self._on_scope_chosen)
        self._measures.chosen.connect(self._on_measure_chosen)
        self._diagram.token_selected.connect(self._on_token_selected)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(SPACE_4)
        choices.addWidget(self._scopes)
        choices.addStretch(1)
        choices.addWidget(self._measures)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addLayout(choices)
        column.addWidget(self._caption)
        column.addWidget(self._diagram, 1)
        column.addWidget(self._method)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self._diagram.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def retranslate(self) -> None:
        """Set every text again."""
        self._drawn = None
        super().retranslate()

    def _keyboard_part(self) -> QWidget:
        return self._diagram

    def _draw(self) -> None:
        trace, offered = self._trace, scopes(self._trace)
        for part in (self._scopes, self._measures, self._diagram, self._method):
            part.setVisible(bool(offered))
        if not offered:
            self._flow, self._drawn = None, None
            self._caption.setText(
                self.tr("Nothing flows between tokens here: this model has no attention maps.")
            )
            return
        scope = self._scope if self._scope in offered else offered[0]
        possible = measures(trace, scope)
        measure = self._measure if self._measure in possible else possible[0]
        self._draw_choices(offered, scope, possible, measure)
        if self._drawn != (trace, scope, measure):
            self._drawn = trace, scope, measure
            self._flow = flow(trace, scope, measure)
        self._draw_selection()

    def _draw_choices(
        self, offered: tuple[Scope, ...], scope: Scope, possible: tuple[Measure, ...], measure: Measure
    ) -> None:
        names = {
            "joint": self.tr("Encoder and decoder"),
            "encoder": self.tr("Encoder"),
            "decoder": self.tr("Decoder"),
        }
        self._scopes.set_options({name: names[name] for name in offered})
        self._scopes.set_chosen(scope)
        kinds = {"rollout": self.tr("Rollout"), "norms": self.tr("Value norms")}
        self._measures.set_options({name: kinds[name] for name in possible})
        self._measures.set_chosen(measure)
        self._method.setText(self._method_words(measure))

    def _method_words(self, measure: Measure) -> str:
        texts = {
            "rollout": self.tr(
                "Rollout (Abnar and Zuidema 2020): mean of the heads, residuals as one half, "
                "layers multiplied; bands from {least} %."
            ),
            "norms": self.tr(
                "Norms of αf(x) (Kobayashi et al. 2020) in place of the weights, as shares of a row, "
                "rolled out; bands from {least} %."
            ),
        }
        return texts[measure].format(least=percent(LEAST_SHARE, 1))

    def _draw_selection(self) -> None:
        found = self._flow
        if found is None:
            return
        if not found.count:
            self._caption.setText(self.tr("There is no output token whose flow could be followed."))
            return
        trace = self._trace
        token = chosen_token(trace, found, self._selection)
        masses = found.masses(token)
        words = self._words(trace, found, token, masses[0])
        self._caption.setText(words)
        content = FlowContent(
            masses=masses,
            bands=found.bands(token),
            groups=tuple((self._group_name(name), count) for name, count in found.nodes),
            headings=(self.tr("Input"), *(self._heading(found, stage) for stage in found.stages)),
            inputs=input_tokens(trace, found),
            outputs=output_tokens(trace, found),
            first_output=found.first(found.asking),
            token=token,
        )
        self._diagram.set_flow(content, words)

    def _group_name(self, tokens: str) -> str:
        return self.tr("Source") if tokens == "source" else self.tr("Output so far")

    def _heading(self, found: Flow, stage: Stage) -> str:
        if found.scope != "joint":
            return self.tr("Layer {n}").format(n=stage.layer + 1)
        names = {
            "encoder": self.tr("Enc. {n}"),
            "decoder": self.tr("Dec. {n}"),
            "cross": self.tr("Cross {n}"),
        }
        return names[stage.kind].format(n=stage.layer + 1)

    def _words(self, trace: Trace, found: Flow, token: int, shares: Array) -> str:
        """Which tokens give most, and how much each token list gives where there are two."""
        output, names = output_tokens(trace, found)[token], input_tokens(trace, found)
        order = [int(at) for at in np.argsort(-shares, kind="stable")[:NAMED] if shares[at] > 0]
        if not order:
            return self.tr("Nothing of any token reaches {token}.").format(token=output)
        given = [
            self.tr("{token} ({share} %)").format(token=names[at], share=percent(shares[at])) for at in order
        ]
        text = self.tr("For {token} the flow comes mostly from {first}").format(token=output, first=given[0])
        if given[1:]:
            text = self.tr("{sentence}, then from {others}").format(
                sentence=text, others=self.tr(" and ").join(given[1:])
            )
        text = self.tr("{sentence}.").format(sentence=text)
        if len(found.nodes) < 2:
            return text
        first = found.first("source")
        source = shares[first : first + dict(found.nodes)["source"]].sum()
        whole = self.tr("{sentence} The source gives {source} % of it, the output so far {target} %.")
        # Both are rounded together, so that they add up.
        total, given_by_source = round(shares.sum() * 100), round(source * 100)
        return whole.format(sentence=text, source=given_by_source, target=total - given_by_source)

    def _on_scope_chosen(self, name: str) -> None:
        self._scope = cast("Scope", name)
        self._refresh()

    def _on_measure_chosen(self, name: str) -> None:
        self._measure = cast("Measure", name)
        self._refresh()

    def _on_token_selected(self, token: int) -> None:
        if self._flow is None:
            return
        tokens = self._flow.asking
        asks = self._selection.attention == "encoder", tokens == "source"
        # A row of an attention that asks with another list means nothing to this token.
        selection = self._selection if asks[0] == asks[1] else replace(self._selection, query=None, key=None)
        self.selection_requested.emit(selection.at_token(tokens, token))


VIEW = ViewSpec(
    id="flow",
    order=13,
    title=lambda: QCoreApplication.translate("FlowView", "Flow"),
    build=FlowView,
    sites=("*",),
    group="attention",
    page=lambda: QCoreApplication.translate("FlowView", "Flow"),
)
