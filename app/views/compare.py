"""What changed: the output with and without the what-ifs, and the heads that they moved most."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.explanations import attention_title, intervention_titles
from app.reading.attention_maps import attentions
from app.reading.outputs import OutputRows, chips, output_rows
from app.state import AttentionKind
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.number_table import NumberTable
from app.widgets.number_text import significant
from app.widgets.token_strip import TokenStrip
from core.measures.differences import mean_change, same_tokens
from core.measures.likelihood import log_probabilities
from core.trace import Array, Step, Trace


class CompareView(DeferredView):
    """Both outputs are generated for themselves; heads are compared over the same tokens."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: list[tuple[AttentionKind, int, int]] = []
        self._rows: OutputRows | None = None
        self._still = False  # whether no weight moved
        self._caption, self._sums = text_label("caption"), text_label()
        self._without, self._with = TokenStrip(), TokenStrip()
        self._names = text_label("quiet"), text_label("quiet")
        self._tokens_title, self._heads_title = text_label("quiet"), text_label("quiet")
        self._tokens, self._moved = NumberTable(), NumberTable()
        self._tables = QGridLayout()
        self._lay_out()
        self._tokens.row_selected.connect(self._on_row_selected)
        self._with.token_selected.connect(self._on_token_selected)
        self._without.token_selected.connect(self._on_without_selected)
        self._moved.row_selected.connect(self._on_head_selected)

    def _lay_out(self) -> None:
        grid = self._tables
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_2)
        grid.addWidget(self._tokens_title, 0, 0)
        grid.addWidget(self._heads_title, 0, 1)
        grid.addWidget(self._tokens, 1, 0)
        grid.addWidget(self._moved, 1, 1)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._caption)
        column.addLayout(self._outputs())
        column.addWidget(self._sums)
        column.addLayout(grid, 1)

    def _outputs(self) -> QGridLayout:
        """The two outputs, one above the other so that their tokens line up."""
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for row, (name, strip) in enumerate(zip(self._names, (self._without, self._with), strict=True)):
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            name.setWordWrap(False)
            grid.addWidget(name, row, 0)
            grid.addWidget(strip, row, 1)
        return grid

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._without, self._with, self._tokens, self._moved):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _draw(self) -> None:
        assert self._current is not None
        trace, edits = self._current, self.active_interventions(self._current)
        own = self._comparison.own if edits else None
        names = self.tr(", ").join(intervention_titles(trace.request, edits))
        self._caption.setText(self._headline(names, trace, own))
        self._names[0].setText(self.tr("Without"))
        self._names[1].setText(self.tr("With") if edits else self.tr("Output"))
        for strip, name in zip((self._without, self._with), self._names, strict=True):
            strip.setAccessibleName(name.text())
        writes = bool(trace.tokens["predicted"])
        for part in (self._names[1], self._with, self._sums, self._tokens_title, self._tokens):
            part.setVisible(writes)
        self._tables.setColumnStretch(0, int(writes))
        self._names[0].setVisible(own is not None and writes)
        self._without.setVisible(own is not None and writes)
        self._with.set_tokens(chips(trace, own))
        self._without.set_tokens([] if own is None else chips(own, trace))
        self._draw_tokens(trace, own)
        self._draw_heads(trace, self._comparison.forced if edits else None)
        self._sums.setText(self._sum_sentence(trace, own))
        self._draw_selection()
        self._moved.scrollToTop()

    def _headline(self, names: str, trace: Trace, own: Trace | None) -> str:
        if not names:
            return self.tr(
                "Nothing is changed yet. Switch on a what-if, and this page compares with and without it."
            )
        if own is None:
            return self.tr("{names}. The output without it is being computed.").format(names=names)
        if not trace.tokens["predicted"]:
            text = self.tr(
                "{names}. This model writes no output; hold “before” on any other page to compare."
            )
        elif own.output_text == trace.output_text:
            text = self.tr("{names}. The output stays the same.")
        else:
            text = self.tr("{names}. The output changes; changed tokens are marked.")
        return text.format(names=names)

    def _sum_sentence(self, trace: Trace, own: Trace | None) -> str:
        present = significant(float(log_probabilities(trace).sum()))
        if own is None:
            return self.tr("Sum of the log-probabilities: {present}").format(present=present)
        text = self.tr("Sum of the log-probabilities: {before} without, {present} with")
        text = text.format(before=significant(float(log_probabilities(own).sum())), present=present)
        still = self.tr("{sums}. Over the same tokens no attention weight moved.")
        return still.format(sums=text) if self._still else text

    def _draw_tokens(self, trace: Trace, own: Trace | None) -> None:
        """A row for each token of the outputs, which are aligned; where one has none, it has no number."""
        self._rows = output_rows(trace, own)
        titles = [self.tr("log-probability")] if own is None else [self.tr("without"), self.tr("with")]
        self._tokens_title.setText(self.tr("Log-probability of each token"))
        self._tokens.setAccessibleName(self._tokens_title.text())
        self._tokens.set_rows(self._rows.values, row_labels=self._rows.labels, column_titles=titles)

    def _draw_heads(self, trace: Trace, forced: Trace | None) -> None:
        changes = [] if forced is None else _head_changes(trace, forced)
        self._moved.setVisible(bool(changes))
        self._tables.setColumnStretch(1, int(bool(changes)))
        self._heads_title.setVisible(bool(changes))
        self._still = forced is not None and not changes
        self._heads = [head for _, head in changes]
        if changes:
            self._heads_title.setText(self.tr("Heads that moved most (mean change of a weight, same tokens)"))
            self._moved.setAccessibleName(self._heads_title.text())
            self._moved.set_rows(
                np.array([[change] for change, _ in changes]),
                row_labels=[self._head_name(*head) for head in self._heads],
                column_titles=[self.tr("mean change")],
            )

    def _head_name(self, kind: AttentionKind, layer: int, head: int) -> str:
        text = self.tr("{attention}, layer {layer}, head {head}")
        return text.format(attention=attention_title(kind), layer=layer + 1, head=head + 1)

    def _draw_selection(self) -> None:
        token, chosen = self._selection.token, self._selection
        place = token.index - self._prompt if token is not None and token.tokens != "source" else None
        row = None if self._rows is None or place is None else self._rows.row_of(-1, place)
        self._with.set_selection(place)
        self._without.set_selection(None if self._rows is None or row is None else self._rows.places[row][0])
        self._tokens.set_selection(row)
        head = (chosen.attention, chosen.layer, chosen.head)
        self._moved.set_selection(self._heads.index(head) if head in self._heads else None)

    def _on_row_selected(self, row: int) -> None:
        place = None if self._rows is None else self._rows.places[row][-1]
        if place is not None:
            self._on_token_selected(place)

    def _on_without_selected(self, place: int) -> None:
        row = None if self._rows is None else self._rows.row_of(0, place)
        if row is not None:
            self._on_row_selected(row)

    def _on_token_selected(self, place: int) -> None:
        self.selection_requested.emit(self._selection.at_token("predicted", self._prompt + place))

    @property
    def _prompt(self) -> int:
        """How many rows stand before the output: a decoder alone predicts something for its sentence too."""
        return self._current.prompt if self._current is not None else 0

    def _on_head_selected(self, row: int) -> None:
        attention, layer, head = self._heads[row]
        selection = self._selection
        if attention != selection.attention:
            selection = selection.at_attention(attention)
        self.selection_requested.emit(replace(selection, layer=layer, head=head))


def _head_changes(trace: Trace, forced: Trace) -> list[tuple[float, tuple[AttentionKind, int, int]]]:
    """Every head whose weights moved, with its mean change, the largest first."""
    found = [
        (float(change), (kind, layer, head))
        for kind, layers in attentions(trace).items()
        for layer, step in enumerate(layers)
        for head, change in enumerate(_changes(trace, forced, step))
    ]
    return sorted((entry for entry in found if entry[0] > 0), key=lambda entry: -entry[0])


def _changes(trace: Trace, forced: Trace, step: Step) -> Array:
    lists = [axis.tokens for axis in step.axes if axis.tokens]
    if step.site not in forced or not same_tokens(trace, forced, *lists):
        return np.zeros(0)
    return mean_change(step, forced[step.site])


VIEW = ViewSpec(
    id="compare",
    order=9,
    title=lambda: QCoreApplication.translate("Compare", "Compare"),
    build=CompareView,
    group="compare",
    page=lambda: QCoreApplication.translate("Compare", "Changes"),
    sites=("*.weights", "decoder.probabilities", "decoder.next_token"),
)
