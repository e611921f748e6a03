"""One word in two sentences: the second is typed, and the vectors of the word are compared layer by layer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal

from app.further_traces import FurtherTraces
from app.problems import sentence
from app.reading.geometry_contexts import (
    Encounter,
    encounter,
    no_request_words,
    other_request,
    other_sentence,
    unreadable,
)
from app.reading.geometry_focus import Focus
from app.widgets.context_page import ContextPage
from core.request import HandSized, Sentence, TraceRequest
from core.trace import Trace

translate = QCoreApplication.translate


class TwoSentences(ContextPage):
    """The second sentence is its own choice; which word is compared follows the selected token."""

    trace_wanted = Signal(object)  # a TraceRequest
    token_selected = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.further = FurtherTraces(self.trace_wanted.emit)
        self.encounter: Encounter | None = None
        self._typed: str | None = None  # once there is a sentence from the keyboard
        self.text_chosen.connect(self._on_text_chosen)
        self.word_chosen.connect(self._on_word_chosen)

    def show_focus(self, focus: Focus) -> str:
        """Compare the sentence of this trace with the second one; returns the caption."""
        present = focus.trace
        text = self._second(present)
        request = other_request(present.request, text)
        reason = no_request_words() if request is None else self._reason(present, request, text)
        there = None if request is None or reason else self.further.traces([request], present)[0]
        self.encounter = None if there is None else encounter(present, there, focus.name, focus.token)
        self.line.setEnabled(request is not None)
        self.show_text(text)
        if self.encounter is not None:
            return self._show_encounter(self.encounter)
        return self._show_reason(reason, is_waiting=there is None)

    def _second(self, present: Trace) -> str:
        inputs = present.request.inputs
        own = inputs.text if isinstance(inputs, Sentence | HandSized) else ""
        return other_sentence(own) if self._typed is None else self._typed

    def _reason(self, present: Trace, request: TraceRequest, text: str) -> str:
        """Why there is no second trace; empty where nothing is in the way."""
        problem = self.further.problem([request])
        return unreadable(present, text) if problem is None else sentence(problem)

    def _show_encounter(self, found: Encounter) -> str:
        self.say("")
        self.set_words(found.names(), found.chosen)
        self.chart.set_lines(found.levels, found.lines)
        return found.words

    def _show_reason(self, reason: str, *, is_waiting: bool) -> str:
        self.set_words((), -1)
        self.chart.set_lines((), ())
        waiting = translate("GeometryView", "Computing the second sentence …")
        absent = translate(
            "GeometryView", "No word occurs in both sentences: use one of the first in the second."
        )
        self.say(reason or (waiting if is_waiting else absent), is_problem=bool(reason))
        return translate(
            "GeometryView", "How alike are the vectors of one word in two sentences, layer by layer?"
        )

    def _on_text_chosen(self, text: str) -> None:
        self._typed = text

    def _on_word_chosen(self, at: int) -> None:
        if self.encounter is not None:
            self.token_selected.emit(self.encounter.meetings[at].here)
