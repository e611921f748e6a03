"""What is on screen and how it changes: state, selection, playback, the current trace, and undo.

The session computes nothing itself and touches no widget: it asks the tracer and tells by signals.
"""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.beside import Beside
from app.first_look import first_selection
from app.preview import Preview
from app.state import Comparison, Playback, Selection, SessionState
from app.state_change import StateChange, empty_in_time
from app.trace_cache import TraceCache
from app.tracer import Answer, Progress, Tracer
from app.walk import Clock, Walk
from core import catalogue
from core.interventions import Intervention
from core.problems import Problem, ProblemError
from core.request import Numbers, TraceRequest
from core.trace import Trace

BURST_MS = 1000
"""Keystrokes closer together than this are undone together."""

STALE_MS = 150
"""A former result may stay this long without a word; after that it is marked as former."""


class Session(QObject):
    """Sole owner of what the user has chosen and of the traces that belong to it.

    ``trace`` is always the trace of a request that was asked for; while ``stale``, it belongs to a former one.
    """

    state_changed = Signal(SessionState)
    trace_changed = Signal(Trace)
    comparison_changed = Signal(Comparison)
    selection_changed = Signal(Selection)
    playback_changed = Signal(Playback)
    problem_changed = Signal(object)  # a Problem or None
    stale_changed = Signal(bool)
    busy_changed = Signal(bool)
    previewing_changed = Signal(bool)
    sliding_changed = Signal(bool)  # whether a slider is held, which may rest in between
    further_traced = Signal(Trace)  # one that ``fetch`` asked for
    further_failed = Signal(TraceRequest, Problem)  # instead of it
    progressed = Signal(object)  # the pieces of the output so far, where it takes long enough to be seen

    def __init__(
        self,
        tracer: Tracer,
        state: SessionState,
        cache: TraceCache | None = None,
        parent: QObject | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.state = state
        self.selection = Selection()
        self.trace: Trace | None = None
        self.problem: Problem | None = None
        self.stale = False
        self.previewing = False  # whether the trace on screen goes over the output of a former one
        self.seconds: float | None = None  # None where the trace was at hand already
        self.undo_stack = QUndoStack(self)
        empty_in_time(self.undo_stack, self)
        self._tracer = tracer
        self._cache = cache if cache is not None else TraceCache()
        self._wanted: TraceRequest | None = None
        self._previews = False  # whether what is wanted is one
        self._beside = Beside(tracer, self._cache, self)
        self._beside.comparison_changed.connect(self.comparison_changed)
        self._beside.traced.connect(self.further_traced)
        self._beside.failed.connect(self.further_failed)
        self._burst = 0
        self._sliding = False
        self._burst_end = QTimer(self, singleShot=True, interval=BURST_MS)
        self._burst_end.timeout.connect(self.end_burst)
        self._grown_stale = QTimer(self, singleShot=True, interval=STALE_MS)
        self._grown_stale.timeout.connect(self._on_grown_stale)
        self.preview = Preview(self)
        self.preview.ended.connect(self.compute)
        self.walk = Walk(self, clock)
        self.walk.changed.connect(self.playback_changed)
        tracer.answered.connect(self._on_answered)
        tracer.progressed.connect(self._on_progressed)
        tracer.busy_changed.connect(self.busy_changed)

    @property
    def playback(self) -> Playback:
        """Where the walk over the steps stands."""
        return self.walk.playback

    @property
    def comparison(self) -> Comparison:
        """The baselines of the trace on screen, as far as they are there."""
        return self._beside.comparison

    @property
    def settled(self) -> bool:
        """Whether the trace on screen belongs to the present state and its baselines are there too."""
        waiting = self._tracer.busy or self.preview.active
        return self.trace is not None and not waiting and self.problem is None and self._beside.complete

    # Wishes.

    def change(self, state: SessionState, text: str) -> None:
        """Go to another state as one step that can be undone; ``text`` names it in the menu."""
        self.end_burst()
        if state != self.state:
            self.undo_stack.push(StateChange(self, state, text))

    def type_text(self, text: str, name: str) -> None:
        """Change the sentence; keystrokes in quick succession are one step for undo."""
        self._type(self.state.typed(text), name)

    def type_target(self, text: str | None, name: str) -> None:
        """Change the sentence that the decoder is fed; None lets it write its own."""
        self._type(replace(self.state, target_text=text), name)

    def take(self, request: TraceRequest, name: str) -> None:
        """Go over to a whole request, such as a preset, as one step that can be undone."""
        self.change(self.state.taking(request), name)

    def adjust(self, intervention: Intervention, name: str, *, live: bool) -> None:
        """Hold an intervention in its slot; the moves of a slider, ``live`` but for the last, are one undo step.

        While it moves, the pass over the last output is shown; at rest, a new output is written.
        """
        if not self._sliding:
            self.end_burst()
        previewed = self.preview.active
        self._set_sliding(True)
        (self.preview.move if live else self.preview.end)()
        state = self.state.adjusted(intervention)
        if state != self.state:
            self.undo_stack.push(StateChange(self, state, name, self._burst))
        elif previewed and not live:
            self.compute()
        if not live:
            self.end_burst()

    def end_burst(self) -> None:
        """The next keystroke begins a new step for undo."""
        self._burst_end.stop()
        self._burst += 1
        self._set_sliding(False)
        self.preview.end()

    def select(self, selection: Selection) -> None:
        """Select something else; nothing is computed."""
        selection = selection if self.trace is None else selection.within(self.trace)
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(selection)

    def go_to_step(self, step: int) -> None:
        """Show another step of the walk; nothing is computed."""
        self.walk.jump(step)

    def play(self, playing: bool) -> None:
        """Let the steps run by themselves, or stop."""
        self.walk.play(playing)

    def compute(self) -> None:
        """Ask for the trace of the present state."""
        self._beside.forget_wishes()  # the tracer drops them too
        try:
            asked = self._request()
        except ProblemError as error:
            self._fail(error.problem)
            return
        request = self._wanted = self.preview.of(asked, self.trace)
        self._previews = request != asked
        known = self._cache.get(request)
        if known is not None:
            self._tracer.cancel()
            self.seconds = None
            self._show(known)
            return
        if self.trace is not None and not self.stale:
            self._grown_stale.start()
        self._tracer.submit(request)

    def compute_anew(self) -> None:
        """Forget all results, as after a change of the device, and compute again."""
        self._cache.clear()
        self.compute()

    def fetch(self, request: TraceRequest) -> None:
        """Ask for a trace beside the one on screen; ``further_traced`` brings it, at once where it is at hand."""
        self._beside.fetch(request)

    def cancel(self) -> None:
        """Stop computing; what is on screen stays and is marked as former."""
        self._wanted = None
        self._beside.forget_wishes()
        self._tracer.cancel()
        self._set_stale(self.trace is not None)

    # Slots and the rest.

    def set_state(self, state: SessionState) -> None:
        """Take over a state as it is: for undo and redo, which must not be steps of their own."""
        self.state = state
        self.state_changed.emit(state)
        self.compute()

    def _type(self, state: SessionState, name: str) -> None:
        if self._sliding:
            self.end_burst()
        if state != self.state:
            self.undo_stack.push(StateChange(self, state, name, self._burst))
            self._burst_end.start()

    def _request(self) -> TraceRequest:
        reads_text = not isinstance(self.state.inputs, Numbers)
        if reads_text and not self.state.text.strip():
            raise ProblemError("empty_input")
        target_text = (self.state.target_text or "").strip()
        model = catalogue.find(self.state.model).id
        if not (reads_text and target_text):
            return self.state.request(model)
        target = catalogue.target(self.state.model, target_text, self.state.text)
        return self.state.request(model, target)

    def _show(self, trace: Trace) -> None:
        former, self.trace = self.trace, trace
        self._grown_stale.stop()
        self._set_problem(None)
        self._set_stale(False)
        before = self.selection
        self.selection = (first_selection(trace) if former is None else before).within(trace)
        if self._previews:
            self._beside.compare_preview(former)
        else:
            self._beside.compare(trace)
        self.trace_changed.emit(trace)
        self._set_previewing(self._previews)
        if self.selection != before:
            self.selection_changed.emit(self.selection)
        self.walk.fit(former, trace)
        self._beside.fetch_baselines()

    def _fail(self, problem: Problem) -> None:
        self.cancel()
        self._set_problem(problem)

    def _set_problem(self, problem: Problem | None) -> None:
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit(problem)

    def _set_stale(self, stale: bool) -> None:
        self._grown_stale.stop()
        if stale != self.stale:
            self.stale = stale
            self.stale_changed.emit(stale)

    def _set_sliding(self, sliding: bool) -> None:
        if sliding != self._sliding:
            self._sliding = sliding
            self.sliding_changed.emit(sliding)

    def _set_previewing(self, previewing: bool) -> None:
        if previewing != self.previewing:
            self.previewing = previewing
            self.previewing_changed.emit(previewing)

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        if answer.request != self._wanted:
            return
        if answer.trace is None:
            self._fail(answer.problem or Problem("internal", {"reason": ""}))
            return
        if not self._previews:  # the next move of the slider makes it worthless
            self._cache.put(answer.request, answer.trace)
        self.seconds = answer.seconds
        self._show(answer.trace)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if progress.request == self._wanted and (self.stale or self.trace is None):
            self.progressed.emit(progress.pieces)

    @Slot()
    def _on_grown_stale(self) -> None:
        self._set_stale(self._tracer.busy)
