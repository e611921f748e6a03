"""Geometry: vectors as points and arrows: a head's queries and keys, the stream, neighbours, two contexts."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.panels.nearest_tokens import NearestTokens
from app.panels.two_sentences import TwoSentences
from app.panels.two_vectors import TwoVectors
from app.panels.veil import Veil
from app.reading.attention_words import kind_name
from app.reading.geometry import list_name, page_titles
from app.reading.geometry_focus import OF_A_HEAD, PAGES, Focus, fed_list, options
from app.reading.geometry_heads import head_picture, head_words
from app.reading.geometry_stream import stream_picture, stream_words
from app.state import AttentionKind, Comparison, Selection
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.head_steppers import HeadSteppers
from app.widgets.scatter import Scatter
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace


class GeometryView(DeferredView):
    """One page at a time. Which page and which list of tokens are the view's own choice; the rest is selection."""

    def __init__(self) -> None:
        super().__init__()
        self._page, self._tokens = PAGES[0], ""
        self._level: int | None = None  # how many layers the stream has gone through; None is all of them
        self._choice, self._lists, self._steppers = Choice(), Choice(), HeadSteppers()
        self._caption = text_label("caption")
        self._heads, self._stream, self._near = Scatter(), Scatter(), NearestTokens()
        self._contexts, self._product = TwoSentences(), TwoVectors()
        self._stack = QStackedWidget()
        self._veils = Veil(self._caption), Veil(self._contexts.chart)
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

    def _sheets(self) -> tuple[Scatter, Scatter, NearestTokens, TwoSentences, TwoVectors]:
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
        self._contexts.trace_wanted.connect(self.trace_wanted)
        self._contexts.text_edited.connect(self._dim)
        self._contexts.text_chosen.connect(self._draw)
        self._contexts.token_selected.connect(self._select_token)
        self._product.words_changed.connect(self._caption.setText)

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
            self._contexts.further.forget()
        super().show_trace(trace, comparison)

    def show_further(self, trace: Trace) -> None:
        """Take the trace of the second sentence."""
        if self._contexts.further.take(trace) and self._page == "contexts" and self._is_drawn():
            self._draw()

    def show_further_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Say why the second sentence cannot be computed."""
        self._contexts.further.take_problem(request, problem)
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
        titles = page_titles()
        self._choice.set_options({page: titles[page] for page in offered})
        self._choice.set_chosen(self._page)
        self._stack.setCurrentIndex(PAGES.index(self._page))
        self._steppers.setVisible(self._page in (*OF_A_HEAD, "stream"))
        focus = self._focus()
        self._dim()
        self._draw_lists(focus)
        getattr(self, f"_draw_{self._page}")(focus)

    def _draw_selection(self) -> None:
        self._draw()

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
        self._caption.setText(self._near.show_focus(focus))

    def _dim(self) -> None:
        """Dim the cosines of the former sentence while another one is being typed."""
        for veil in self._veils:
            veil.set_shown(self._page == "contexts" and self._contexts.is_being_typed)

    def _draw_contexts(self, focus: Focus) -> None:
        self._caption.setText(self._contexts.show_focus(focus))

    def _draw_product(self, focus: Focus) -> None:
        self._caption.setText(self._product.show_focus(focus))
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
        self._select(self._focus().at_vector(mark))

    def _on_cell_moved(self, right: int, down: int) -> None:
        self._select(self._focus().moved(right, down))

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


VIEW = ViewSpec(
    id="geometry",
    order=14,
    title=lambda: QCoreApplication.translate("Geometry", "Geometry"),
    build=GeometryView,
    group="attention",
    page=lambda: QCoreApplication.translate("Geometry", "Geometry"),
)
