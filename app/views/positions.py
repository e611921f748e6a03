"""Positions: what the position encoding looks like, what it is made of, and what is lost without it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.panels.swapped_words import SwappedWords, has_two_words
from app.reading.labels import token_texts
from app.reading.positions import Encoding, curves, dials, encoding
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
from core.measures.positions import dot_products
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace

PAGES = ("encoding", "curves", "likeness", "shift", "sum", "swap")


class PositionsView(DeferredView):
    """One page at a time; which one is the view's own choice. The selected token's position is marked in all."""

    def __init__(self) -> None:
        super().__init__()
        self._page = PAGES[0]
        self._pages, self._caption = Choice(), text_label("caption")
        self._encoding, self._likeness = HeatMap(), HeatMap()
        self._curves, self._shift, self._swap = CurvesPage(), ShiftPage(), SwappedWords()
        self._parts = HeatMap(), HeatMap(), HeatMap()
        self._legend, self._stack = Legend(), QStackedWidget()
        self._lay_out()
        self._pages.chosen.connect(self._on_page_chosen)
        self._swap.trace_wanted.connect(self.trace_wanted)
        self._swap.chosen.connect(self._draw)
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
            self._swap.further.forget()
        super().show_trace(trace, comparison)

    def show_further(self, trace: Trace) -> None:
        """Take one of the traces that the page with swapped words asked for."""
        if self._swap.further.take(trace) and self._page == "swap" and self._is_drawn():
            self._draw()

    def show_further_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Say why one of them cannot be computed."""
        self._swap.further.take_problem(request, problem)
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
        absent |= set() if has_two_words(self._trace) else {"swap"}
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
        self._caption.setText(self._swap.show_swap(self._trace))

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

    def _on_page_chosen(self, page: str) -> None:
        self._page = page
        self._draw()

    def _on_page_changed(self) -> None:
        """Another number was typed in a page: draw the page alone, so that the number is not taken back."""
        found = encoding(self._trace)
        if found is not None:
            getattr(self, f"_draw_{self._page}")(found)

    def _on_row_selected(self, row: int) -> None:
        self.selection_requested.emit(self._selection.at_token("source", row))


VIEW = ViewSpec(
    id="positions",
    order=4,
    title=lambda: QCoreApplication.translate("Positions", "Positions"),
    build=PositionsView,
)
