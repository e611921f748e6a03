"""The sentence with two words swapped: what the model then says, and how far the vector of each word moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, Signal

from app.further_traces import FurtherTraces
from app.problems import sentence
from app.reading.labels import token_texts
from app.reading.positions import words
from app.reading.swaps import SwapRequests, read_by, swap_requests, telling_pair, text_of
from app.widgets.number_text import significant
from app.widgets.swap_page import SwapPage
from core.measures.positions import change, same_pieces
from core.trace import Trace

translate = QCoreApplication.translate
NOTHING = "—"
SAME = 0.01
"""Vectors that moved by no more than this share of a per cent are those of before, but for the last digits."""


class SwappedWords(SwapPage):
    """Which two words of a sentence change places is its own choice; the traces it needs are wished for."""

    trace_wanted = Signal(object)  # a TraceRequest

    def __init__(self) -> None:
        super().__init__()
        self.further = FurtherTraces(self.trace_wanted.emit)
        self._text = ""
        self._pair = 0, 0
        self.chosen.connect(self._on_chosen)

    def show_swap(self, trace: Trace) -> str:
        """Show what is computed of both orders; returns the caption."""
        text = text_of(trace.request)
        if text != self._text:
            self._text, self._pair = text, telling_pair(text)
        self.set_words([text[a:b] for a, b in words(text)], *self._pair)
        requests = swap_requests(trace.request, *self._pair)
        assert requests is not None  # there are two words, so the input is a sentence
        traces = self.further.traces(requests.all(), trace)
        problem = self.further.problem(requests.all())
        self._show_outputs(requests, traces, writes=bool(trace.tokens["predicted"]))
        self._show_changes([found for found in traces if found is not None])
        if problem is not None:
            return sentence(problem)
        if trace.tokens["predicted"]:
            return translate("PositionsView", "The same words in another order, with positions and without.")
        return translate(
            "PositionsView", "This model writes no output; what it makes of each word is compared."
        )

    def _show_outputs(self, requests: SwapRequests, traces: Sequence[Trace | None], *, writes: bool) -> None:
        """Row by row: each sentence with positions, then without."""
        here, there, here_without, there_without = (_output(trace) for trace in traces)
        outputs = [here, here_without, there, there_without] if writes else []
        self.set_outputs([text_of(requests.ordered), text_of(requests.swapped)], outputs)

    def _show_changes(self, traces: Sequence[Trace]) -> None:
        """How far each vector moved, once all four traces are there."""
        found = [read for read in map(read_by, traces) if read is not None]
        self.show_reason(len(found) == 4)
        if len(found) < 4:
            return
        here, there, here_without, there_without = found
        pairs = same_pieces(here.tokens, there.tokens)
        moved = 100 * np.stack(
            [
                change(here.vectors, there.vectors, pairs),
                change(here_without.vectors, there_without.vectors, pairs),
            ],
            axis=1,
        )
        self.set_changes(moved, [token_texts(here.tokens)[at] for at, _ in pairs])
        self.reason.setText(_reason(*moved.max(axis=0, initial=0)))

    def _on_chosen(self, first: int, second: int) -> None:
        self._pair = first, second


def has_two_words(trace: Trace) -> bool:
    """Whether there is anything to swap."""
    return len(words(text_of(trace.request))) > 1


def _output(trace: Trace | None) -> str | None:
    """What was written, in words also where that is nothing; None while it is not known."""
    return None if trace is None else trace.output_text or NOTHING


def _reason(most: float, without: float) -> str:
    """Why the order shows, or does not, by how far vectors moved in per cent with positions and without."""
    text = translate(
        "PositionsView",
        "Without positions a word gets the same vector wherever it stands (moved by at most {without} %): "
        "attention alone adds up over a set, which has no order. With positions it is up to {with_} %.",
    )
    if without > SAME:
        text = translate(
            "PositionsView",
            "Even without positions the order shows (moved by up to {without} %): something else goes by place, "
            "such as a mask that hides later words. With positions it is up to {with_} %.",
        )
    return text.format(without=significant(without, 2), with_=significant(most, 3))
