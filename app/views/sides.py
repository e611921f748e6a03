"""A | B: any two settings side by side, in the same colours, with what lies between them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.panels.changes_table import ChangesTable
from app.panels.side_outputs import SideOutputs
from app.reading.side_matrices import Pair, SideMatrix, cell_words
from app.reading.side_steps import Look
from app.reading.side_traces import SideTraces, Traces
from app.reading.side_words import (
    SIDES,
    changes_caption,
    heading,
    lacking,
    matrices_caption,
    matrix_title,
    outputs_caption,
    page_titles,
    waiting,
)
from app.reading.step_matrices import StepMatrix
from app.reading.step_selection import selected
from app.state import Playback
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.trials import Trials
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.keyboard import keyboard_kept
from app.widgets.scale import Scale
from app.widgets.side_panes import BETWEEN, SECOND, SidePane, SidePanes
from app.widgets.side_picker import SidePicker
from core.measures.changes import Change, changes, token_lists
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace

WIDE, NUMBERS = 1000, 110
"""A view of that width has room for the table of changes, whose numbers take so much, and the matrices."""

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
        self._shown: Pair | None = None
        self._changes: tuple[Change, ...] = ()
        self._compared: Traces = (None, None)  # the traces that the changes are of
        self._is_filled = False
        self._drawn: tuple[object, ...] = ()
        self._whole = False  # whether both sides are drawn, and nothing else was chosen since
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._picker, self._pages = SidePicker(), Choice()
        self._caption = text_label("caption")
        self._feed = QPushButton()
        self._feed.setCheckable(True)
        self._panes, self._table, self._outputs = SidePanes(), ChangesTable(), SideOutputs()
        self._halves, self._stack = QSplitter(Qt.Orientation.Horizontal), QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top, words = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._picker, 1)
        top.addWidget(self._feed, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._pages)
        words.addWidget(self._caption, 1)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._table)
        self._halves.addWidget(self._panes)
        self._halves.setStretchFactor(1, 1)
        self._stack.addWidget(self._halves)
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
        self._panes.cell_selected.connect(self._on_cell_selected)
        self._panes.cell_previewed.connect(self._on_cell_previewed)
        self._table.row_selected.connect(self._on_change_selected)
        self._table.activated.connect(lambda _: self._on_page_chosen("step"))
        self._table.clicked.connect(self._on_change_clicked)
        self._outputs.place_selected.connect(self._on_token_selected)
        self._hold.timeout.connect(self._draw_anew)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would keep Tab from ever leaving this view.
        if self._page == "outputs":
            self._outputs.table.setFocus()
        elif not self._table.isHidden():
            self._table.setFocus()
        else:
            self._panes.take_keyboard()

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
        self._panes.setVisible(self._table.isHidden() or self._has_room())

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._panes, self._table, self._outputs):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    # Drawing.

    @property
    def _both(self) -> SideTraces:
        assert self._sides is not None
        return self._sides

    def _draw(self) -> None:
        self._take_present()
        self._drawn, self._asked, self._is_filled = (), set(), False
        titles = {name: side.title for name, side in self._both.offered.items()}
        self._picker.set_options(titles, *self._both.names)
        self._picker.show_line(self._both.reads_another)
        self._feed.setText(self.tr("Feed B the output of A"))
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
        self._stack.setCurrentWidget(self._outputs if self._page == "outputs" else self._halves)

    def _draw_matrices(self) -> None:
        traces, look = self._both.traces(), self._look
        drawn = (*traces, self._page, look.site, self._selection.head)
        if drawn == self._drawn or self._hold.isActive():
            return
        self._drawn = drawn
        self._shown = look.pair(traces)
        for number, trace in enumerate(traces):
            self._draw_side(number, trace)
        self._draw_moved()
        self._draw_changes(*traces)
        self._say()

    def _draw_side(self, number: int, trace: Trace | None) -> None:
        pane, side = self._panes.panes[number], self._drawn_sides()[number]
        if side is not None and self._shown is not None:
            _fill(pane, side.matrix, self._shown.scale)
        elif trace is None:
            pane.show_message(waiting(self._both, number))
        else:
            pane.show_message(lacking(number, None if self._page == "head" else self._look.walked))

    def _draw_moved(self) -> None:
        """What lies between both sides, where it can be told, and what all colours stand for."""
        drawn = [side for side in self._drawn_sides() if side is not None]
        moved = self._shown.moved if self._shown is not None else None
        masked = self.tr("masked") if any(side.matrix.hidden.any() for side in drawn) else ""
        scale = self._shown.scale if self._shown is not None and drawn else None
        self._panes.set_scales(scale, masked, None if moved is None else moved.scale)
        if moved is not None:
            _fill(self._panes.panes[BETWEEN], moved, moved.scale)

    def _draw_changes(self, first: Trace | None, second: Trace | None) -> None:
        if first is not None and second is not None and self._page == "changes" and not self._is_filled:
            self._is_filled = True
            if self._compared != (first, second):
                self._compared, self._changes = (first, second), changes(first, second)
            self._table.set_changes(self._changes, first)
            self._table.mark(self._look.walked)
            labels = self._table.verticalHeader().sizeHint().width() + round(NUMBERS * self._scale)
            self._halves.setSizes([labels, max(1, self.width() - labels)])
        self._table.setVisible(self._is_filled and bool(self._changes))
        self._panes.setVisible(self._table.isHidden() or self._has_room())

    def _has_room(self) -> bool:
        """Whether the matrices fit beside the table of changes."""
        return self.width() >= WIDE * self._scale

    def _draw_outputs(self) -> None:
        self._shown = None
        names = [heading(self._both, number) for number in range(len(SIDES))]
        self._outputs.show_traces(self._both.traces(), names, self._both.present)
        self._say()

    def _say(self) -> None:
        side = self._drawn_sides()[0]
        lists = ("source", "target") if side is None else token_lists(side.step)
        self._feed.setVisible(self._both.is_fed or self._both.is_feedable(lists))
        self._feed.setChecked(self._both.is_fed)
        if self._page == "outputs":
            text = outputs_caption(self._both)
        elif self._page == "changes":
            text = changes_caption(self._both, self._changes)
        else:
            look = self._look
            step = look.step_in(look.present)
            title = matrix_title(step, look.layer, self._selection.head, is_head=look.is_head)
            text = matrices_caption(self._both, self._shown, title)
        self._caption.setText(text)

    # What is selected.

    def _draw_moment(self) -> None:
        if self._page in ("step", "changes"):
            self._draw_selection()

    def _draw_selection(self) -> None:
        if self._page == "outputs":
            self._outputs.mark(self._selection.token)
            return
        with keyboard_kept(self):
            self._draw_matrices()
        place = self._place()
        self._panes.set_selection(*place)
        self._say_cell(place)
        self._table.mark(self._look.walked)

    def _say_cell(self, place: tuple[int | None, int | None]) -> None:
        """The numbers of a cell stand above the matrices."""
        for pane, text in zip(self._panes.panes, cell_words(self._shown, *place), strict=True):
            pane.set_heading(text)

    def _place(self) -> tuple[int | None, int | None]:
        if self._page == "head":
            return self._selection.query, self._selection.key
        side = next((side for side in self._drawn_sides() if side is not None), None)
        return (None, None) if side is None else side.place(self._selection)

    def _drawn_sides(self) -> tuple[SideMatrix | None, SideMatrix | None]:
        return (None, None) if self._shown is None else (self._shown.first, self._shown.second)

    @property
    def _look(self) -> Look:
        return Look(self._both.present, self._selection, self._playback.step, self._page == "head")

    def _on_cell_selected(self, pane: int, row: int, column: int) -> None:
        first, second = self._drawn_sides()
        side = second if pane == SECOND else first
        if side is not None and self._page == "head":
            look = self._look
            chosen = replace(self._selection, attention=look.kind, layer=look.layer)
            self.selection_requested.emit(chosen.at_cell(row, column))
        elif side is not None:
            self.selection_requested.emit(selected(self._selection, side.step, side.index_at(row, column)))

    def _on_cell_previewed(self, row: int, column: int) -> None:
        self._say_cell((row, column) if row >= 0 else self._place())

    def _on_change_selected(self, row: int) -> None:
        site, present = self._changes[row].site, self._both.present
        if site in present:
            self.step_requested.emit(present.steps.index(present[site]))

    def _on_change_clicked(self) -> None:
        if self._panes.isHidden():
            self._on_page_chosen("step")

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

    def _on_fed(self, is_fed: bool) -> None:
        self._both.is_fed = is_fed
        self._draw_anew()


def _fill(pane: SidePane, shown: StepMatrix, scale: Scale) -> None:
    pane.map.set_matrix(
        shown.values,
        row_labels=shown.row_labels,
        column_labels=shown.column_labels,
        row_title=shown.row_title,
        column_title=shown.column_title,
        hatched=shown.hidden,
        scale=scale,
    )
    pane.show_map()


VIEW = ViewSpec(
    id="sides",
    order=16,
    title=lambda: QCoreApplication.translate("Sides", "A | B"),
    build=SidesView,
    group="compare",
    page=lambda: QCoreApplication.translate("Sides", "A | B"),
)
