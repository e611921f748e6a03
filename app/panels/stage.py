"""The middle of the window: one view at a time, in tabs, and a word while there is nothing to show yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QStackedLayout, QWidget

from app.actions import keys_in_words
from app.panels.stage_tabs import Page, StageTabs
from app.state import Comparison, Playback, Selection
from app.theme import Theme
from app.trials import Trials
from app.views import View, ViewSpec
from app.widgets.room import Room
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace

LEAST_HEIGHT = 160
LINES = 16
"""A view lower than so many lines of text has no room for its maps."""


class Stage(QWidget):
    """Hands everything to all views; each of them draws only while it is seen."""

    selection_requested = Signal(Selection)
    intervention_requested = Signal(object)
    adjustment_requested = Signal(object, bool)
    step_requested = Signal(int)
    next_tokens_covered = Signal(object)
    trace_wanted = Signal(object)
    trial_wanted = Signal(object)
    trial_marked = Signal(object)
    request_wanted = Signal(TraceRequest, str)
    tab_changed = Signal(str)

    def __init__(self, specs: Sequence[ViewSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs = tuple(specs)
        self.tabs = StageTabs([_page(spec) for spec in self._specs])
        self.loading = QLabel(
            alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, textFormat=Qt.TextFormat.PlainText
        )
        self.loading.setProperty("role", "title")
        self.views = [self._add(spec) for spec in self._specs]
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.loading)
        self._stack.addWidget(self.tabs)
        self.tabs.changed.connect(lambda at: self.tab_changed.emit(self._specs[at].id))

    def current(self) -> View:
        """The view in front."""
        return self.views[self.tabs.currentIndex()]

    def show_tab(self, index: int) -> None:
        """Bring a view to the front by its number from 0, and give it the keyboard."""
        if 0 <= index < len(self._specs):
            self._turn_to(index)
            self.current().setFocus()

    def show_group(self, number: int) -> None:
        """Bring a tab to the front by its number from 0; the one in front goes on to its next page."""
        if 0 <= number < len(self.tabs.groups):
            self.show_tab(self.tabs.page_of_group(number))

    def turn_page(self, by: int) -> None:
        """Go to another page of the tab in front."""
        self.show_tab(self.tabs.neighbour(by))

    def bring(self, name: str) -> None:
        """Bring the tab of that view to the front; the keyboard stays where it is outside of the stage."""
        if self._turn_to(self.tab_named(name)):
            self.current().setFocus()

    def take_keyboard(self) -> None:
        """Take the keyboard, now for the word that is shown while waiting, then for the view in front."""
        shown = self._stack.currentWidget()
        (self.loading if shown is self.loading else self.current()).setFocus()

    def tab_named(self, name: str) -> int:
        """The number of the tab of that view; -1 where there is none."""
        return next((at for at, spec in enumerate(self._specs) if spec.id == name), -1)

    def show_loading(self, text: str) -> None:
        """Say what is being waited for, or why there is nothing to see."""
        self.loading.setText(text)

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Show this trace in every view."""
        # Asked of the window, which may just stand behind another one.
        waiting = self.window().focusWidget() is self.loading
        self._stack.setCurrentWidget(self.tabs)
        if waiting:
            self.current().setFocus()
        for view in self.views:
            view.show_trace(trace, comparison)

    def show_selection(self, selection: Selection) -> None:
        """Light up the selection in every view."""
        for view in self.views:
            view.show_selection(selection)

    def show_moment(self, playback: Playback) -> None:
        """Show this step in every view."""
        for view in self.views:
            view.show_moment(playback)

    def show_before(self, held: bool) -> None:
        """Show the baseline while held."""
        for view in self.views:
            view.show_before(held)

    def show_sliding(self, sliding: bool) -> None:
        """Tell every view that a slider moves, or rests again."""
        for view in self.views:
            view.show_sliding(sliding)

    def show_further(self, trace: Trace) -> None:
        """Hand a further trace to every view."""
        for view in self.views:
            view.show_further(trace)

    def show_trials(self, trials: Trials) -> None:
        """Hand the log of what was tried to every view."""
        for view in self.views:
            view.show_trials(trials)

    def show_further_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Tell every view that a further trace cannot be had."""
        for view in self.views:
            view.show_further_problem(request, problem)

    def key_table(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Every tab that has keys of its own, with what they do, for the page of help."""
        for at, view in enumerate(self.views):
            rows = [(action.text(), keys_in_words(action)) for action in view.actions()]
            if any(keys for _, keys in rows):
                yield self.tabs.page_title(at), [(name, keys) for name, keys in rows if keys]

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for view in self.views:
            view.apply_theme(theme, scale)

    def _turn_to(self, index: int) -> bool:
        """Bring a view to the front; whether the keyboard was in the stage.

        It is held here meanwhile: a view that is hidden would hand it to the next switch beside the stage.
        """
        keyboard = self.window().focusWidget()
        held = keyboard is not None and self.isAncestorOf(keyboard)
        if held:
            self.setFocus()
        self.tabs.setCurrentIndex(index)
        return held

    def _add(self, spec: ViewSpec) -> View:
        view = spec.build()
        view.retranslate()  # what names its keys is wanted before it is first seen
        view.selection_requested.connect(self.selection_requested)
        view.intervention_requested.connect(self.intervention_requested)
        view.adjustment_requested.connect(self.adjustment_requested)
        view.step_requested.connect(self.step_requested)
        view.next_tokens_covered.connect(self.next_tokens_covered)
        view.trace_wanted.connect(self.trace_wanted)
        view.trial_wanted.connect(self.trial_wanted)
        view.trial_marked.connect(self.trial_marked)
        view.request_wanted.connect(self.request_wanted)
        layout = view.layout()
        if isinstance(layout, QBoxLayout):
            layout.addStretch()  # where there is but a sentence, it stands at the top
        self.tabs.add(_ViewRoom(view))
        return view


def _page(spec: ViewSpec) -> Page:
    return Page(spec.id, spec.group or spec.id, spec.title, spec.page or spec.title)


class _ViewRoom(Room):
    """Where large text leaves a view less than some lines, it keeps them."""

    def __init__(self, view: View) -> None:
        super().__init__(view, LEAST_HEIGHT)

    def least_size(self) -> QSize:
        return super().least_size().expandedTo(QSize(0, LINES * self.fontMetrics().height()))
