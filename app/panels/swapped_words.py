"""The sentence with two words swapped: what the model then says, and how far the vector of each word moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, Signal

from app.further_traces import FurtherTraces
from app.problems import sentence
from app.reading.labels import token_texts
from app.reading.positions import SwapRequests, encoded, swap_requests, words
from app.widgets.number_text import significant
from app.widgets.scale import Numbers
from app.widgets.swap_page import SwapPage
from core.measures.positions import change, same_pieces
from core.request import Sentence
from core.trace import Trace

translate = QCoreApplication.translate


class SwappedWords(SwapPage):
    """Which two words change places is its own choice; the traces it needs are wished for."""

    trace_wanted = Signal(object)  # a TraceRequest

    def __init__(self) -> None:
        super().__init__()
        self.further = FurtherTraces(self.trace_wanted.emit)
        self._pair = 0, -1
        self.chosen.connect(self._on_chosen)

    def show_swap(self, trace: Trace) -> str:
        """Show what is computed of both orders; returns the caption."""
        spans, text = _words(trace), _text(trace)
        first, second = (min(at % len(spans), len(spans) - 1) for at in self._pair)
        self.set_words([text[a:b] for a, b in spans], first, second)
        requests = swap_requests(trace.request, first, second)
        assert requests is not None  # there are two words, so the input is a sentence
        traces = self.further.traces(requests.all(), trace)
        problem = self.further.problem(requests.all())
        self._show_outputs(requests, traces)
        if None not in traces:
            self._show_changes([found for found in traces if found is not None])
        elif problem is not None:
            return sentence(problem)
        return translate("PositionsView", "The same words in another order, with positions and without.")

    def _show_outputs(self, requests: SwapRequests, traces: Sequence[Trace | None]) -> None:
        """Row by row: each sentence with positions, then without."""
        orders = requests.ordered.inputs, requests.swapped.inputs
        here, there, here_without, there_without = (trace.output_text if trace else None for trace in traces)
        texts = [order.text for order in orders if isinstance(order, Sentence)]
        self.set_outputs(texts, [here, here_without, there, there_without])

    def _show_changes(self, traces: Sequence[Trace]) -> None:
        here, there, here_without, there_without = traces
        pairs = same_pieces(here.tokens["source"], there.tokens["source"])
        labels = [token_texts(here.tokens["source"])[at] for at, _ in pairs]
        moved, without = _moved(here, there, pairs), _moved(here_without, there_without, pairs)
        if moved is None or without is None:
            return
        self.set_changes(np.stack([100 * moved, 100 * without], axis=1), labels)
        text = translate(
            "PositionsView",
            "Without positions a word gets the same vector wherever it stands (moved by at most {without} %): "
            "attention alone adds up over a set, which has no order. With positions it is up to {with_} %.",
        )
        most, most_without = (float(100 * column.max(initial=0)) for column in (moved, without))
        self.reason.setText(text.format(without=significant(most_without, 2), with_=significant(most, 3)))

    def _on_chosen(self, first: int, second: int) -> None:
        self._pair = first, second


def has_two_words(trace: Trace) -> bool:
    """Whether there is anything to swap."""
    return len(_words(trace)) > 1


def _words(trace: Trace) -> tuple[tuple[int, int], ...]:
    return words(_text(trace))


def _text(trace: Trace) -> str:
    inputs = trace.request.inputs
    return inputs.text if isinstance(inputs, Sentence) else ""


def _moved(first: Trace, second: Trace, pairs: Sequence[tuple[int, int]]) -> Numbers | None:
    """How far the encoder's vectors of the same tokens are apart."""
    here, there = encoded(first), encoded(second)
    return None if here is None or there is None else change(here.value, there.value, pairs)
