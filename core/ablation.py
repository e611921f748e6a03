"""Heads silenced one at a time, to see how much each of them does for the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from core.checks import active
from core.interventions import Intervention
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.silence_head import SilenceHead
from core.measures.head_effects import HeadEffect
from core.run import compute
from core.trace import Array, Trace


def silence_each(trace: Trace, heads: Iterable[SilenceHead]) -> Iterator[HeadEffect]:
    """For each head, by how much the log-probability of the trace's output changes without it, in nats.

    The decoder is fed the output of the trace and all its interventions hold, so that one pass a head is enough.
    Raises ProblemError where the model that computed the trace is no longer there.
    """
    usual = _log_probabilities(trace, ())
    for head in heads:
        yield HeadEffect(head, float((_log_probabilities(trace, (head,)) - usual).sum()))


def _log_probabilities(trace: Trace, edits: tuple[Intervention, ...]) -> Array:
    """The natural log-probability of each token of the output [t], with these further edits."""
    request = replace(
        trace.request,
        target=trace.as_target,
        interventions=(*_holding(trace), *edits),
    )
    # The logits: what is very improbable has no probability left in float32.
    passed = compute(request, ("*logits",), device=trace.device)
    step = next(step for step in passed.of_kind("projection") if step.axes[-1].name == "vocabulary")
    logits, ids = step.value[trace.prompt :].astype(np.float64), _output(trace)
    largest = logits.max(axis=-1)
    totals = largest + np.log(np.exp(logits - largest[:, None]).sum(axis=-1))
    logs: Array = logits[np.arange(len(ids)), ids] - totals
    return logs


def _holding(trace: Trace) -> Iterator[Intervention]:
    """The interventions that took effect; of a layer where one head is kept, all others as silenced.

    The kept one could not be silenced otherwise.
    """
    for edit in active(trace):
        if isinstance(edit, KeepOnlyHead):
            others = (head for head in range(trace.architecture.heads) if head != edit.head)
            yield from (SilenceHead(edit.attention, edit.layer, head) for head in others)
        else:
            yield edit


def _output(trace: Trace) -> list[int]:
    """The ids of the output: what the decoder was fed next in each row, then the last token, which it was not fed."""
    last = trace.generation[-1].chosen.id if trace.generation else trace.tokens["predicted"][-1].id
    return [*trace.fed, last]
