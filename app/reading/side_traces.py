"""Which traces stand on the two sides of a comparison, as far as they are computed, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.reading.sides import BASELINE, CURRENT, MARK, SENTENCE, Side, fed, same_vocabulary, sides, unreadable
from app.state import Comparison
from app.trials import Trials
from core.measures.differences import same_tokens
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace

Traces = tuple[Trace | None, Trace | None]
USUAL = BASELINE, CURRENT


@dataclass
class SideTraces:
    """What was chosen for A and for B, and all traces at hand; ``present`` is the trace on screen.

    ``is_fed``: B is given the output of A, so that both passes run over the same tokens.
    """

    present: Trace
    comparison: Comparison = field(default_factory=Comparison)
    names: tuple[str, str] = USUAL
    sentence: str = ""
    is_fed: bool = False
    trials: Trials = field(default_factory=Trials)
    offered: dict[str, Side] = field(default_factory=dict)
    further: dict[TraceRequest, Trace] = field(default_factory=dict)
    problems: dict[TraceRequest, Problem] = field(default_factory=dict)

    def show(self, present: Trace, comparison: Comparison) -> None:
        """Go over to a trace; what was computed beside the former one is forgotten."""
        if present is not self.present:
            self.further, self.problems = {}, {}
        self.present, self.comparison = present, comparison
        self._offer()

    def choose(self, number: int, name: str) -> None:
        """Put something else on a side."""
        self.names = (name, self.names[1]) if number == 0 else (self.names[0], name)

    def take_trials(self, trials: Trials) -> bool:
        """Take the log; what is newly marked comes to the sides. Whether a mark changed."""
        before, self.trials = self.trials, trials
        if trials.marks == before.marks:
            return False
        for number in range(2):
            if number < len(trials.marks):
                self.choose(number, f"{MARK}{number}")
        self._offer()
        return True

    def type_sentence(self, text: str) -> None:
        """Take another sentence to compare with."""
        self.sentence = text
        self._offer()

    @property
    def reads_another(self) -> bool:
        """Whether a side is the sentence that is to be typed."""
        return SENTENCE in self.names

    def side(self, number: int) -> Side:
        """What stands on side A (0) or B (1)."""
        return self.offered[self.names[number]]

    @property
    def are_same(self) -> bool:
        """Whether both sides are one and the same setting."""
        return self.side(0).request == self.side(1).request

    @property
    def can_share(self) -> bool:
        """Whether both models have the same vocabulary, as far as both sides are known."""
        one, two = self.side(0).request, self.side(1).request
        return one is None or two is None or same_vocabulary(one, two)

    def is_feedable(self, lists: Sequence[str]) -> bool:
        """Whether, of these token lists, only the output differs, and B can be given that of A."""
        first, second = self.traces()
        if self.is_fed or first is None or second is None or "target" not in lists or not self.can_share:
            return False
        others = [name for name in lists if name != "target"]
        both_write = bool(first.tokens.get("target")) and bool(second.tokens.get("target"))
        differ = not same_tokens(first, second, "target")
        return both_write and differ and same_tokens(first, second, *others)

    def traces(self) -> Traces:
        """The traces of A and B; None for one that is not computed."""
        first = self._found(self.side(0).request, self.names[0])
        wanted = self._second_wanted(first)
        return first, self._found(wanted, "" if self.is_fed else self.names[1])

    def missing(self) -> Iterator[TraceRequest]:
        """What has to be asked for; the baselines of the present trace come by themselves."""
        first, second = self.traces()
        for request, found in ((self.side(0).request, first), (self._second_wanted(first), second)):
            if request is None or found is not None or request in self.problems:
                continue
            if not self._is_coming(request) and unreadable(request) is None:
                yield request

    def problem(self, number: int) -> Problem | None:
        """Why what stands on a side cannot be computed."""
        wanted = self._second_wanted(self.traces()[0]) if number else self.side(0).request
        return None if wanted is None else self.problems.get(wanted)

    def _offer(self) -> None:
        self.offered = sides(self.present, self.trials, self.sentence)
        for number, (name, usual) in enumerate(zip(self.names, USUAL, strict=True)):
            if name not in self.offered:
                self.choose(number, usual)

    def _second_wanted(self, first: Trace | None) -> TraceRequest | None:
        request = self.side(1).request
        if not self.is_fed or request is None:
            return request
        return fed(request, first) if first is not None and self.can_share else None

    def _found(self, request: TraceRequest | None, name: str) -> Trace | None:
        own = self.comparison.own
        if name == BASELINE and self.present.request.interventions and own is not None:
            return own  # while a slider moves, this is the one from before
        known = (trace for trace in (self.present, own, self.comparison.forced) if trace is not None)
        at_hand = next((trace for trace in known if trace.request == request), None)
        return at_hand or (None if request is None else self.further.get(request))

    def _is_coming(self, request: TraceRequest) -> bool:
        baseline = self.present.request.baseline()
        planned = baseline, fed(baseline, self.present)
        return bool(self.present.request.interventions) and request in planned
