"""Positions: what the position encoding looks like, what it is made of, and what is lost without it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.problems import sentence
from app.reading.labels import token_texts
from app.reading.positions import Encoding, curves, dials, encoded, encoding, swap_requests, words
from app.state import Comparison
from app.theme import SPACE_2, SPACE_3, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.curves_page import CurvesPage
from app.widgets.heatmap import HeatMap
from app.widgets.legend import Legend
from app.widgets.number_text import significant
from app.widgets.scale import Numbers, Scale
from app.widgets.shift_page import ShiftPage
from app.widgets.swap_page import SwapPage
from core.measures.positions import change, dot_products, same_pieces
from core.problems import Problem
from core.request import Sentence, TraceRequest
from core.trace import Trace

PAGES = ("encoding", "curves", "likeness", "shift", "sum", "swap")


class PositionsView(DeferredView):
    """One page at a time; which one is the view's own choice. The selected token's position is marked in all."""

    def __init__(self) -> None:
        super().__init__()
        self._page, self._pair = PAGES[0], (0, -1)
        self._traces: dict[TraceRequest, Trace] = {}
        self._problem: Problem | None = None
        self._asking = False
        self._pages, self._caption = Choice(), text_label("caption")
        self._encoding, self._likeness = HeatMap(), HeatMap()
        self._curves, self._shift, self._swap = CurvesPage(), ShiftPage(), SwapPage()
        self._parts = HeatMap(), HeatMap(), HeatMap()
        self._legend, self._stack = Legend(), QStackedWidget()
        self._lay_out()
        self._pages.chosen.connect(self._on_page_chosen)
        self._swap.chosen.connect(self._on_words_chosen)
        self._curves.dimensions_chosen.connect(self._on_page_changed)
        self._shift.shift_chosen.connect(self._on_page_changed)
        for part in (self._encoding, self._likeness, *self._parts):
            part.cell_selected.connect(lambda row, _: self._on_row_selected(row))

    def _lay_out(self) -> None:
        total = QWidget()
        row = QHBoxLayout(total)
        row.setContentsMargins(0, 0, 0, 0)
        for part, sign in zip(self._parts, ("+", "=", ""), strict=True):
            row.addWidget(part, 1)
            if sign:
                label = QLabel(sign)
                label.setProperty("role", "title")
                row.addWidget(label)
        for page in (self._encoding, self._curves, self._likeness, self._shift, total, self._swap):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._pages)
        column.addWidget(self._caption)
        column.addWidget(self._stack, 1)
        column.addWidget(self._legend)
        self._legend.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Draw this trace; what was computed beside the former one is forgotten."""
        if trace is not self._current:
            self._traces, self._problem = {}, None
        super().show_trace(trace, comparison)

    def show_further(self, trace: Trace) -> None:
        """Take one of the traces that the page with swapped words asked for."""
        self._traces[trace.request] = trace
        if not self._asking and self._page == "swap" and self._is_drawn():
            self._draw()

    def show_further_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Say why one of them cannot be computed."""
        self._problem = problem
        if self._page == "swap" and self._is_drawn():
            self._draw()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._encoding, self._likeness, *self._parts, self._legend):
            widget.set_theme(theme, scale)
        for page in (self._curves, self._shift, self._swap):
            page.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _draw(self) -> None:
        found = encoding(self._trace)
        self._pages.setVisible(found is not None)
        self._stack.setVisible(found is not None)
        self._legend.setVisible(False)
        if found is None:
            self._caption.setText(self.tr("This model has no positions that are added to its tokens."))
            return
        if found.base is None and self._page == "shift":
            self._page = PAGES[0]
        self._pages.set_options(self._titles(found))
        self._pages.set_chosen(self._page)
        self._stack.setCurrentIndex(PAGES.index(self._page))
        getattr(self, f"_draw_{self._page}")(found)
        self._draw_selection()

    def _titles(self, found: Encoding) -> dict[str, str]:
        titles = {
            "encoding": self.tr("Encoding"),
            "curves": self.tr("Curves"),
            "likeness": self.tr("Dot products"),
            "shift": self.tr("Shift as rotation"),
            "sum": self.tr("Token + position"),
            "swap": self.tr("Swap two words"),
        }
        absent = {"shift"} if found.base is None else set()
        absent |= {"sum"} if found.tokens is None or found.sum is None else set()
        absent |= {"swap"} if len(self._words()) < 2 else set()
        return {name: title for name, title in titles.items() if name not in absent}

    def _draw_encoding(self, found: Encoding) -> None:
        self._caption.setText(
            self.tr("Each row is one position: fast waves at the left, slow ones at the right.")
            if found.base
            else self.tr("Each row is one position: a vector that was learned in training.")
        )
        self._draw_matrix(self._encoding, found.positions.value, self._reach(found.positions.value))

    def _draw_curves(self, found: Encoding) -> None:
        self._caption.setText(
            self.tr("Each dimension is a wave over the positions; the dots are this sentence's.")
            if found.base
            else self.tr("Each dimension has one learned number for each position.")
        )
        self._curves.set_width(found.values.shape[1])
        self._curves.show_curves(curves(found, self._curves.dimensions()))

    def _draw_likeness(self, found: Encoding) -> None:
        products = dot_products(found.values)
        self._caption.setText(self._likeness_words(products))
        scale = self._reach(products)
        if products.min() > 0:  # then there is no sign to show, and small differences are worth seeing
            scale = Scale("sequential", float(products.min()), float(products.max()))
        labels = self._numbered(len(products))
        self._likeness.set_matrix(
            products,
            row_labels=labels,
            column_labels=labels,
            row_title=self.tr("position"),
            column_title=self.tr("position"),
            scale=scale,
        )
        self._show_legend(scale)

    def _likeness_words(self, products: Numbers) -> str:
        if len(products) < 3:
            return self.tr("How alike two positions are, as the dot product of their vectors.")
        template = self.tr(
            "Near positions are more alike: the dot product of 0 with 1 is {near}, of 0 with {last} it is {far}."
        )
        last = len(products) - 1
        if products[0, 1] <= products[0, last]:
            template = self.tr("The dot product of position 0 with 1 is {near}, with {last} it is {far}.")
        return template.format(
            near=significant(float(products[0, 1])), far=significant(float(products[0, last])), last=last
        )

    def _draw_shift(self, found: Encoding) -> None:
        self._caption.setText(
            self.tr(
                "A shift by k positions turns every sine/cosine pair by k times its frequency, wherever it starts."
            )
        )
        self._shift.set_count(len(found.values))
        self._shift.show_dials(*dials(found, *self._shift.chosen()))

    def _draw_sum(self, found: Encoding) -> None:
        assert found.tokens is not None and found.sum is not None
        self._caption.setText(
            self.tr("Every token's vector, times the root of the width, plus that of its position.")
        )
        steps = found.tokens, found.positions, found.sum
        scale = self._reach(np.concatenate([step.value for step in steps]))
        for part, step in zip(self._parts, steps, strict=True):
            self._draw_matrix(part, step.value, scale)

    def _draw_swap(self, found: Encoding) -> None:
        request = self._trace.request
        assert isinstance(request.inputs, Sentence)
        spans = self._words()
        first, second = (min(at % len(spans), len(spans) - 1) for at in self._pair)
        self._swap.set_words([request.inputs.text[a:b] for a, b in spans], first, second)
        requests = swap_requests(request, first, second)
        assert requests is not None
        self._ask(requests.all())
        traces = [self._traces.get(one) for one in self._ordered(requests.all())]
        texts = [
            one.inputs.text
            for one in (requests.ordered, requests.swapped)
            if isinstance(one.inputs, Sentence)
        ]
        self._swap.set_outputs(texts, [trace.output_text if trace else None for trace in traces])
        ready = [trace for trace in traces if trace is not None]
        self._caption.setText(self.tr("The same words in another order, with positions and without."))
        if len(ready) == len(traces):
            self._draw_changes(ready)
        elif self._problem is not None:
            self._caption.setText(sentence(self._problem))

    @staticmethod
    def _ordered(requests: Sequence[TraceRequest]) -> tuple[TraceRequest, ...]:
        """Row by row: each sentence with positions, then without."""
        ordered, swapped, ordered_without, swapped_without = requests
        return ordered, ordered_without, swapped, swapped_without

    def _draw_changes(self, traces: Sequence[Trace]) -> None:
        here, here_without, there, there_without = traces
        pairs = same_pieces(here.tokens["source"], there.tokens["source"])
        labels = [token_texts(here.tokens["source"])[at] for at, _ in pairs]
        columns = [_moved(here, there, pairs), _moved(here_without, there_without, pairs)]
        if columns[0] is None or columns[1] is None:
            return
        self._swap.set_changes(np.stack([100 * columns[0], 100 * columns[1]], axis=1), labels)
        self._swap.reason.setText(
            self.tr(
                "Without positions a word gets the same vector wherever it stands (moved by at most {without} %): "
                "attention alone adds up over a set, which has no order. With positions it is up to {with_} %."
            ).format(
                without=significant(float(100 * columns[1].max(initial=0)), 2),
                with_=significant(float(100 * columns[0].max(initial=0)), 3),
            )
        )

    def _ask(self, requests: Sequence[TraceRequest]) -> None:
        """Wish for what is not there; what is at hand comes at once."""
        if self._trace.request in requests:
            self._traces[self._trace.request] = self._trace
        self._asking = True
        for request in requests:
            if request not in self._traces:
                self.trace_wanted.emit(request)
        self._asking = False

    def _draw_matrix(self, heatmap: HeatMap, values: Numbers, scale: Scale) -> None:
        heatmap.set_matrix(
            values,
            row_labels=token_texts(self._trace.tokens["source"])
            if len(self._trace.tokens["source"]) == len(values)
            else self._numbered(len(values)),
            column_labels=self._numbered(values.shape[1]),
            row_title=self.tr("token"),
            column_title=self.tr("dimension"),
            scale=scale,
        )
        self._show_legend(scale)

    def _show_legend(self, scale: Scale) -> None:
        self._legend.setVisible(True)
        self._legend.set_scale(scale)

    def _draw_selection(self) -> None:
        if self._current is None or encoding(self._trace) is None:
            return
        token = self._selection.token
        row = token.index if token is not None and token.tokens == "source" else None
        for heatmap in (self._encoding, *self._parts):
            heatmap.set_selection(row, None)
        self._likeness.set_selection(row, None)
        self._curves.chart.set_mark(row)
        if row is not None:
            self._shift.set_position(row)

    @staticmethod
    def _reach(values: Numbers) -> Scale:
        reach = float(np.abs(values).max(initial=1e-6))
        return Scale("diverging", -reach, reach)

    @staticmethod
    def _numbered(count: int) -> list[str]:
        return [str(number) for number in range(count)]

    def _words(self) -> tuple[tuple[int, int], ...]:
        inputs = self._trace.request.inputs
        return words(inputs.text) if isinstance(inputs, Sentence) else ()

    def _on_page_chosen(self, page: str) -> None:
        self._page = page
        self._draw()

    def _on_page_changed(self) -> None:
        """Another number was typed in a page: draw the page alone, so that the number is not taken back."""
        found = encoding(self._trace)
        if found is not None:
            getattr(self, f"_draw_{self._page}")(found)

    def _on_words_chosen(self, first: int, second: int) -> None:
        self._pair = first, second
        self._draw()

    def _on_row_selected(self, row: int) -> None:
        self.selection_requested.emit(self._selection.at_token("source", row))


def _moved(first: Trace, second: Trace, pairs: Sequence[tuple[int, int]]) -> Numbers | None:
    """How far the encoder's vectors of the same tokens are apart."""
    here, there = encoded(first), encoded(second)
    return None if here is None or there is None else change(here.value, there.value, pairs)


VIEW = ViewSpec(
    id="positions",
    order=4,
    title=lambda: QCoreApplication.translate("Positions", "Positions"),
    build=PositionsView,
)
