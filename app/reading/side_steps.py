"""Which step of each side is looked at: the weights of the selected head, or the step of the present walk."""

from __future__ import annotations

from dataclasses import dataclass

from app.reading.attention_maps import attentions
from app.reading.side_matrices import Pair, head_step, pair
from app.reading.side_traces import Traces
from app.state import AttentionKind, Selection
from core.trace import Step, Trace


@dataclass(frozen=True, eq=False)
class Look:
    """What is looked at in any trace, told by the selection and the walk over the ``present`` one."""

    present: Trace
    selection: Selection
    number: int
    is_head: bool

    @property
    def kind(self) -> AttentionKind:
        """The selected attention, or the first one that there is."""
        found, chosen = attentions(self.present), self.selection.attention
        return chosen if chosen in found or not found else next(iter(found))

    @property
    def layer(self) -> int:
        """The selected layer, or the last one where there are fewer."""
        layers = attentions(self.present).get(self.kind, ())
        return max(0, min(self.selection.layer, len(layers) - 1))

    @property
    def walked(self) -> Step | None:
        """The step at which the walk stands."""
        steps = self.present.steps
        return steps[min(max(self.number, 0), len(steps) - 1)] if steps else None

    @property
    def site(self) -> str:
        """The site that is looked at in the present trace."""
        step = self.step_in(self.present)
        return "" if step is None else step.site

    def step_in(self, trace: Trace) -> Step | None:
        """The step of a trace; None where it lacks it."""
        if self.is_head:
            return head_step(trace, self.kind, self.layer)
        walked = self.walked
        return None if walked is None else trace.by_site.get(walked.site)

    def pair(self, traces: Traces) -> Pair | None:
        """Both sides ready to be drawn, or the one that is there; None without any."""
        there = next((trace for trace in traces if trace is not None), None)
        if there is None:
            return None
        steps = [None if trace is None else self.step_in(trace) for trace in traces]
        return pair(traces[0] or there, traces[1] or there, (steps[0], steps[1]), self.selection.head)
