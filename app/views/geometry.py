"""Geometry: vectors as points and arrows: a head's queries and keys, the stream, neighbours, two contexts."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.problems import sentence
from app.reading.attention_maps import token_lists
from app.reading.attention_words import kind_name
from app.reading.geometry import chips, list_name
from app.reading.geometry_contexts import (
    Encounter,
    encounter,
    no_request_words,
    other_request,
    other_sentence,
)
from app.reading.geometry_contexts import unreadable as unreadable_words
from app.reading.geometry_focus import OF_A_HEAD, PAGES, Focus, fed_list, options
from app.reading.geometry_heads import head_picture, head_words
from app.reading.geometry_neighbours import bars, nearest, neighbour_words
from app.reading.geometry_product import arrow_names, arrows, chosen_cell, fact_names, facts, product_words
from app.reading.geometry_stream import stream_picture, stream_words
from app.state import AttentionKind, Comparison, Selection
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.context_page import ContextPage
from app.widgets.head_steppers import HeadSteppers
from app.widgets.neighbour_page import NeighbourPage
from app.widgets.product_page import ProductPage
from app.widgets.scale import Numbers
from app.widgets.scatter import Scatter
from core.measures.angles import pair
from core.problems import Problem
from core.request import HandSized, Sentence, TraceRequest
from core.trace import Trace


class GeometryView(DeferredView):
    """One page at a time. Page, list of tokens and second sentence are the view's own; the rest is selection."""

    def __init__(self) -> None:
        super().__init__()
        self._page, self._tokens = PAGES[0], ""
        self._level: int | None = None  # how many layers the stream has gone through; None is all of them
        self._typed: str | None = None  # the second sentence, once there is one from the keyboard
        self._others: dict[TraceRequest, Trace] = {}
        self._problems: dict[TraceRequest, Problem] = {}
        self._asking = False
        self._encounter: Encounter | None = None
        self._moved: Numbers | None = None  # both arrows, once they were moved by hand
        self._drawn: tuple[object, ...] = ()
        self._choice, self._lists, self._steppers = Choice(), Choice(), HeadSteppers()
        self._caption = text_label("caption")
        self._heads, self._stream, self._near = Scatter(), Scatter(), NeighbourPage()
        self._contexts, self._product = ContextPage(), ProductPage()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        controls.setSpacing(SPACE_4)
        controls.addWidget(self._lists)
        controls.addWidget(self._steppers)
        controls.addStretch(1)
        for page in self._sheets():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._choice)
        column.addLayout(controls)
        column.addWidget(self._caption)
        column.addWidget(self._stack, 1)

    def _sheets(self) -> tuple[Scatter, Scatter, NeighbourPage, ContextPage, ProductPage]:
        """The pages in the order of ``PAGES``."""
        return self._heads, self._stream, self._near, self._contexts, self._product

    def _connect(self) -> None:
        self._choice.chosen.connect(self._on_page_chosen)
        self._lists.chosen.connect(self._on_list_chosen)
        self._steppers.layer_requested.connect(self._on_layer_requested)
        self._steppers.head_requested.connect(self._on_head_requested)
        self._heads.mark_selected.connect(self._on_vector_selected)
        self._heads.moved.connect(self._on_cell_moved)
        self._stream.mark_selected.connect(self._on_stop_selected)
        self._stream.moved.connect(self._on_stream_moved)
        self._near.token_selected.connect(self._select_token)
        self._contexts.text_chosen.connect(self._on_text_chosen)
        self._contexts.word_chosen.connect(self._on_word_chosen)
        self._product.moved.connect(self._on_arrows_moved)
        self._product.reset_requested.connect(lambda: self._on_arrows_moved(None))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would keep Tab from ever leaving this view.
        page = self._stack.currentWidget()
        if isinstance(page, Scatter) and page.isVisible():
            page.setFocus()
        elif self._page in self._choice.options() and self._choice.isVisible():
            self._choice.button(self._page).setFocus()

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Draw this trace; what was computed beside the former one is forgotten."""
        if trace is not self._current:
            self._others, self._problems = {}, {}
        super().show_trace(trace, comparison)

    def show_further(self, trace: Trace) -> None:
        """Take the trace of the second sentence."""
        self._others[trace.request] = trace
        if not self._asking and self._page == "contexts" and self._is_drawn():
            self._draw()

    def show_further_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Say why the second sentence cannot be computed."""
        self._problems[request] = problem
        if self._page == "contexts" and self._is_drawn():
            self._draw()

    def show_selection(self, selection: Selection) -> None:
        """Follow the selected layer in the stream too, and the list that a selected token is in."""
        former, token = self._selection, selection.token
        if selection.layer != former.layer:
            self._level = selection.layer + 1
        if token is not None and token != former.token:
            self._tokens = fed_list(token)
        super().show_selection(selection)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for page in self._sheets():
            page.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _focus(self) -> Focus:
        return Focus(self._trace, self._page, self._selection, self._tokens)

    def _draw(self) -> None:
        offered = [page for page in PAGES if options(self._trace, page)]
        for part in (self._choice, self._lists, self._stack, self._steppers):
            part.setVisible(bool(offered))
        if not offered:
            text = self.tr(
                "There are no vectors of tokens here: neither an embedding nor queries nor a stream."
            )
            self._caption.setText(text)
            return
        if self._page not in offered:
            self._page = offered[0]
        titles = self._titles()
        self._choice.set_options({page: titles[page] for page in offered})
        self._choice.set_chosen(self._page)
        self._stack.setCurrentIndex(PAGES.index(self._page))
        self._steppers.setVisible(self._page in (*OF_A_HEAD, "stream"))
        focus = self._focus()
        self._draw_lists(focus)
        getattr(self, f"_draw_{self._page}")(focus)

    def _draw_selection(self) -> None:
        self._draw()

    def _titles(self) -> dict[str, str]:
        return {
            "heads": self.tr("Queries and keys"),
            "stream": self.tr("Layers"),
            "neighbours": self.tr("Neighbours"),
            "contexts": self.tr("Two sentences"),
            "product": self.tr("Dot product"),
        }

    def _draw_lists(self, focus: Focus) -> None:
        offered = options(self._trace, self._page)
        if self._page in OF_A_HEAD:
            kinds = {name: kind_name(cast("AttentionKind", name), short=True) for name in offered}
            self._lists.set_options(kinds)
        else:
            self._lists.set_options({name: list_name(name) for name in offered})
        self._lists.set_chosen(focus.name)
        self._lists.setVisible(len(offered) > 1)

    def _draw_heads(self, focus: Focus) -> None:
        vectors, (query, key) = focus.vectors, focus.cell
        found = vectors.projection
        self._heads.show_picture(head_picture(vectors, found, query, key))
        self._caption.setText(head_words(vectors, found, focus.place, query))
        self._draw_head_steppers(focus)

    def _draw_head_steppers(self, focus: Focus) -> None:
        steps, (layer, head) = focus.steps, focus.place
        self._steppers.show_layer(layer + 1, len(steps))
        self._steppers.show_head(head + 1, steps[0].shape[0])

    def _draw_stream(self, focus: Focus) -> None:
        paths, token = focus.paths, focus.token
        found, level = paths.projection, paths.level(self._level)
        self._stream.show_picture(stream_picture(paths, found, level, token))
        self._caption.setText(stream_words(paths, found, level, token))
        self._steppers.show_layer(level, paths.layers, first=0)
        self._steppers.show_head(0, 0)

    def _draw_neighbours(self, focus: Focus) -> None:
        pieces, at = self._trace.tokens[focus.name], focus.token
        if at is None:
            at = next((at for at, token in enumerate(pieces) if token.role == "word"), 0)
        found = nearest(self._trace, focus.name, at)
        shown = bars(self._trace, found)
        self._near.show_tokens(chips(pieces), at)
        self._near.show_bars(shown, found.usual)
        self._caption.setText(neighbour_words(self._trace, focus.name, at, found, shown))

    def _draw_contexts(self, focus: Focus) -> None:
        inputs = self._trace.request.inputs
        own = inputs.text if isinstance(inputs, Sentence | HandSized) else ""
        text = other_sentence(own) if self._typed is None else self._typed
        request = other_request(self._trace.request, text)
        reason = no_request_words() if request is None else unreadable_words(self._trace, text)
        if request is not None and request in self._problems:
            reason = sentence(self._problems[request])
        there = None if request is None or reason else self._further(request)
        self._encounter = None if there is None else encounter(self._trace, there, focus.name, focus.token)
        self._contexts.line.setEnabled(request is not None)
        self._contexts.show_text(text)
        self._draw_encounter(reason, there is None)

    def _draw_encounter(self, reason: str, is_waiting: bool) -> None:
        found = self._encounter
        if found is not None:
            self._contexts.say("")
            self._contexts.set_words(found.names(), found.chosen)
            self._contexts.chart.set_lines(found.levels, found.lines)
            self._caption.setText(found.words)
            return
        self._caption.setText(
            self.tr("How alike are the vectors of one word in two sentences, layer by layer?")
        )
        self._contexts.set_words((), -1)
        self._contexts.chart.set_lines((), ())
        waiting = self.tr("Computing the second sentence …")
        absent = self.tr("No word occurs in both sentences: use one of the first in the second.")
        self._contexts.say(reason or (waiting if is_waiting else absent), is_problem=bool(reason))

    def _further(self, request: TraceRequest) -> Trace | None:
        """The trace of another request, wished for where it is not there; what is at hand comes at once."""
        if request == self._trace.request:
            return self._trace
        if request not in self._others:
            self._asking = True
            self.trace_wanted.emit(request)
            self._asking = False
        return self._others.get(request)

    def _draw_product(self, focus: Focus) -> None:
        vectors = focus.vectors
        cell = chosen_cell(vectors, *focus.cell)
        given, drawn = arrows(vectors, *cell), (self._trace, focus.name, focus.place, cell)
        if drawn != self._drawn:
            self._drawn, self._moved = drawn, None
        if self._moved is None:
            self._product.plane.set_vectors(given, arrow_names(vectors, cell))
        shown = [given] if self._moved is None else [given, self._moved]
        values = np.stack([facts(pair(*both)) for both in shown], axis=1)
        self._product.show_numbers(fact_names(), values, self._moved is not None)
        self._caption.setText(product_words(vectors, cell, self._moved))
        self._draw_head_steppers(focus)

    def _select(self, selection: Selection) -> None:
        self.selection_requested.emit(selection.within(self._trace))

    def _select_token(self, index: int) -> None:
        focus = self._focus()
        self._select(focus.drawn.at_token(focus.name, index))

    def _on_page_chosen(self, page: str) -> None:
        self._page = page
        self._draw()

    def _on_list_chosen(self, name: str) -> None:
        if self._page in OF_A_HEAD:
            self._select(self._selection.at_attention(cast("AttentionKind", name)))
        else:
            self._tokens = name
            self._draw()

    def _on_layer_requested(self, layer: int) -> None:
        """Another layer; before the first one there is only the stream."""
        if self._page == "stream":
            self._level = layer
            self._draw()
        if layer > 0:
            self._select(replace(self._focus().drawn, layer=layer - 1))

    def _on_head_requested(self, head: int) -> None:
        self._select(replace(self._focus().drawn, head=head - 1))

    def _on_vector_selected(self, mark: int) -> None:
        focus = self._focus()
        chosen, count = focus.drawn, len(focus.vectors.queries)
        if mark < count:
            asking = token_lists(focus.steps[0])[0]
            self._select(replace(chosen, key=None).at_token(asking, mark))
        else:
            self._select(chosen.at_cell(chosen.query or 0, mark - count))

    def _on_cell_moved(self, right: int, down: int) -> None:
        """The keys go through queries downwards and through keys to the right, as in the maps."""
        chosen = self._focus().drawn
        if right == 0 and chosen.key is None:
            asking = token_lists(self._focus().steps[0])[0]
            query = 0 if chosen.query is None else chosen.query + down
            self._select(chosen.at_token(asking, max(query, 0)))
        else:
            self._select(chosen.moved(down, right))

    def _on_stop_selected(self, mark: int) -> None:
        """A point of a path: its layer and its token."""
        layer, token = divmod(mark, len(self._focus().paths.names))
        self._on_layer_requested(layer)
        self._select_token(token)

    def _on_stream_moved(self, right: int, down: int) -> None:
        """Along the path, or to another token."""
        focus = self._focus()
        paths, token = focus.paths, focus.token
        if right:
            self._on_layer_requested(min(max(paths.level(self._level) + right, 0), paths.layers))
        else:
            self._select_token(0 if token is None else min(max(token + down, 0), len(paths.names) - 1))

    def _on_text_chosen(self, text: str) -> None:
        self._typed = text
        self._draw()

    def _on_word_chosen(self, at: int) -> None:
        if self._encounter is not None:
            self._select_token(self._encounter.meetings[at].here)

    def _on_arrows_moved(self, vectors: Numbers | None) -> None:
        self._moved = vectors
        self._draw_product(self._focus())


VIEW = ViewSpec(
    id="geometry",
    order=14,
    title=lambda: QCoreApplication.translate("Geometry", "Geometry"),
    build=GeometryView,
    group="attention",
    page=lambda: QCoreApplication.translate("Geometry", "Geometry"),
)
