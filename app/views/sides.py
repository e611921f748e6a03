"""A | B: any two settings side by side, in the same colours, with what lies between them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.panels.side_maps import SideMaps
from app.panels.side_outputs import SideOutputs
from app.reading.side_steps import Look
from app.reading.side_traces import SideTraces
from app.reading.side_words import SIDES, heading, outputs_caption, page_titles
from app.state import Playback
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.trials import Trials
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.keyboard import keyboard_kept
from app.widgets.side_picker import SidePicker
from core.measures.changes import first_change
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace

HOLD_MS = 150
"""So long the former picture may stay while one side of the next is on its way, as with a slider that moves."""

PAGES = ("head", "step", "changes", "outputs")


class SidesView(DeferredView):
    """What stands on the two sides, and which page shows them, are the view's own choices."""

    def __init__(self) -> None:
        super().__init__()
        self._page = PAGES[0]
        self._sides: SideTraces | None = None
        self._trials = Trials()
        self._asked: set[TraceRequest] = set()
        self._asking = False
        self._whole = False  # whether both sides are drawn, and nothing else was chosen since
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._picker, self._pages = SidePicker(), Choice()
        self._caption = text_label("caption")
        self._feed = QPushButton()
        self._feed.setCheckable(True)
        self._first_change = QPushButton()
        self._maps, self._outputs, self._stack = SideMaps(), SideOutputs(), QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top, words = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._picker, 1)
        top.addWidget(self._feed, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._pages)
        words.addWidget(self._caption, 1)
        words.addWidget(self._first_change)
        self._stack.addWidget(self._maps)
        self._stack.addWidget(self._outputs)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        for layout, space in ((top, SPACE_2), (words, SPACE_4), (column, SPACE_2)):
            layout.setSpacing(space)
        column.addLayout(top)
        column.addLayout(words)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._picker.chosen.connect(self._on_side_chosen)
        self._picker.swapped.connect(self._on_swapped)
        self._picker.sentence_entered.connect(self._on_sentence_entered)
        self._pages.chosen.connect(self._on_page_chosen)
        self._feed.clicked.connect(self._on_fed)
        self._first_change.clicked.connect(self._on_first_change_wished)
        self._maps.selection_requested.connect(self.selection_requested)
        self._maps.step_requested.connect(self.step_requested)
        self._maps.step_page_wanted.connect(lambda: self._on_page_chosen("step"))
        self._outputs.place_selected.connect(self._on_token_selected)
        self._hold.timeout.connect(self._draw_anew)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would keep Tab from ever leaving this view.
        if self._page == "outputs":
            self._outputs.table.setFocus()
        else:
            self._maps.take_keyboard()

    # What comes from outside.

    def show_further(self, trace: Trace) -> None:
        """Take a trace that was asked for, by this view or another one."""
        if self._sides is not None and trace.request in self._asked:
            self._sides.further[trace.request] = trace
            if not self._asking and self._is_drawn():
                self._draw()

    def show_further_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Say why a side cannot be computed."""
        if self._sides is not None and request in self._asked:
            self._sides.problems[request] = problem
            if self._is_drawn():
                self._draw()

    def show_trials(self, trials: Trials) -> None:
        """Take the log: what is newly marked in it comes to the sides A and B."""
        self._trials = trials
        if self._sides is not None and self._sides.take_trials(trials):
            self._refresh()

    def show_moment(self, playback: Playback) -> None:
        """Keep the moment; only another step is worth drawing, not how far its transition is."""
        moved = playback.step != self._playback.step
        self._playback = playback
        if moved and self._is_drawn():
            self._draw_moment()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the matrices beside the table of changes where there is room."""
        super().resizeEvent(event)
        self._maps.fit(self.width())

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._maps, self._outputs):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    # Drawing.

    @property
    def _both(self) -> SideTraces:
        assert self._sides is not None
        return self._sides

    def _draw(self) -> None:
        self._take_present()
        self._asked = set()
        self._maps.forget()
        self._maps.fit(self.width())  # a view that is drawn without being shown was not told its size
        titles = {name: side.title for name, side in self._both.offered.items()}
        self._picker.set_options(titles, *self._both.names)
        self._picker.show_line(self._both.reads_another)
        self._feed.setText(self.tr("Feed B the output of A"))
        self._first_change.setText(self.tr("To the first difference"))
        self._ask()
        if self._is_held():
            return
        with keyboard_kept(self):
            self._draw_pages()
            if self._page == "outputs":
                self._draw_outputs()
            self._draw_selection()

    def _draw_anew(self) -> None:
        """Draw what there is, as after a choice: the former picture does not stay."""
        self._whole = False
        self._refresh()

    def _is_held(self) -> bool:
        """Whether the former picture stays a moment, since one side is on its way."""
        held = self._whole and None in self._both.traces()
        if held != self._hold.isActive():
            (self._hold.start if held else self._hold.stop)()
        self._whole = held or None not in self._both.traces()
        return held

    def _take_present(self) -> None:
        """Offer what can stand beside the trace on screen, which is found out only while it is seen."""
        assert self._current is not None
        if self._sides is None:
            self._sides = SideTraces(self._current)
            self._sides.take_trials(self._trials)
        self._sides.show(self._current, self._comparison)

    def _ask(self) -> None:
        """Wish for what is not there. What is at hand comes at once, and then more may be wished for."""
        self._asking = True
        while wanted := [request for request in self._both.missing() if request not in self._asked]:
            for request in wanted:
                self._asked.add(request)
                self.trace_wanted.emit(request)
        self._asking = False

    def _draw_pages(self) -> None:
        offered = page_titles(self._both.present)
        if self._page not in offered:
            self._page = "step"
        self._pages.set_options(offered)
        self._pages.set_chosen(self._page)
        self._stack.setCurrentWidget(self._outputs if self._page == "outputs" else self._maps)

    def _draw_outputs(self) -> None:
        names = [heading(self._both, number) for number in range(len(SIDES))]
        self._outputs.show_traces(self._both.traces(), names, self._both.present)
        self._say()

    def _say(self) -> None:
        writes = self._page == "outputs"
        lists = ("source", "target") if writes else self._maps.token_lists()
        self._feed.setVisible(self._both.is_fed or self._both.is_feedable(lists))
        self._feed.setChecked(self._both.is_fed)
        self._first_change.setVisible(self._place_of_first_change() is not None)
        self._caption.setText(outputs_caption(self._both) if writes else self._maps.caption(self._both))

    # What is selected.

    def _draw_moment(self) -> None:
        if self._page in ("step", "changes"):
            self._draw_selection()

    def _draw_selection(self) -> None:
        if self._page == "outputs":
            self._outputs.mark(self._selection.token)
            return
        with keyboard_kept(self):
            if self._maps.show_look(self._both, self._look, self._page, is_held=self._hold.isActive()):
                self._say()
        self._maps.mark()

    @property
    def _look(self) -> Look:
        return Look(self._both.present, self._selection, self._playback.step, self._page == "head")

    def _on_token_selected(self, place: int) -> None:
        self.selection_requested.emit(self._selection.at_token("predicted", place))

    # What is chosen.

    def _on_side_chosen(self, number: int, name: str) -> None:
        self._both.choose(number, name)
        self._draw_anew()

    def _on_swapped(self) -> None:
        self._both.names = self._both.names[1], self._both.names[0]
        self._draw_anew()

    def _on_sentence_entered(self, text: str) -> None:
        if text != self._both.sentence:
            self._both.type_sentence(text)
            self._draw_anew()

    def _on_page_chosen(self, page: str) -> None:
        self._page = page
        self._draw_anew()

    def _place_of_first_change(self) -> int | None:
        """Where in the walk both sides differ for the first time, asked for where they do not differ on this page."""
        first, second = self._both.traces()
        if self._page == "outputs" or not self._maps.is_still or first is None or second is None:
            return None
        present, site = self._both.present, first_change(first, second)
        return present.steps.index(present[site]) if site is not None and site in present else None

    def _on_first_change_wished(self) -> None:
        place = self._place_of_first_change()
        if place is not None:
            self.step_requested.emit(place)
            self._on_page_chosen("step")

    def _on_fed(self, is_fed: bool) -> None:
        self._both.is_fed = is_fed
        self._draw_anew()


VIEW = ViewSpec(
    id="sides",
    order=16,
    title=lambda: QCoreApplication.translate("Sides", "A | B"),
    build=SidesView,
    group="compare",
    page=lambda: QCoreApplication.translate("Sides", "A | B"),
)
