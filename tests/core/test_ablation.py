"""What each head does for the output, against computing the whole trace with the head silenced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.ablation import silence_each
from core.interventions import Intervention
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.positions_off import PositionsOff
from core.interventions.silence_head import SilenceHead
from core.measures.likelihood import log_probabilities
from core.problems import ProblemError
from core.request import ModelId, Target, TraceRequest
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

HEADS = (SilenceHead("encoder", 0, 1), SilenceHead("decoder", 1, 0), SilenceHead("cross", 1, 1))


def forced(trace: Trace, *edits: Intervention) -> Trace:
    """The whole trace over the same output, with these further edits."""
    target = Target(tuple(token.id for token in trace.tokens["target"][1:]))
    request = replace(trace.request, target=target, interventions=(*trace.request.interventions, *edits))
    return compute(request, device="cpu")


@pytest.mark.parametrize("request_", [tiny_request(), tiny_request(interventions=(PositionsOff(),))])
def test_the_change_is_that_of_the_output_with_the_head_silenced(
    request_: TraceRequest, tiny_models: Path
) -> None:
    trace = compute(request_, device="cpu")
    ids = [*(token.id for token in trace.tokens["target"][1:]), trace.generation[-1].chosen.id]
    for effect in silence_each(trace, HEADS):
        before, after = (
            passed.value("decoder.logits") for passed in (forced(trace), forced(trace, effect.head))
        )
        logs = [_log_softmax(logits)[np.arange(len(ids)), ids].sum() for logits in (before, after)]
        assert effect.change == pytest.approx(logs[1] - logs[0], abs=1e-6)


def test_what_is_compared_is_the_log_probability_of_the_output(tiny_models: Path) -> None:
    trace = compute(tiny_request(target=Target((9, 12, 30))), device="cpu")
    (effect,) = silence_each(trace, HEADS[:1])
    silenced = log_probabilities(forced(trace, HEADS[0])).sum()
    assert effect.change == pytest.approx(silenced - log_probabilities(trace).sum(), abs=1e-4)


def test_a_head_that_is_silent_already_changes_nothing(tiny_models: Path) -> None:
    trace = compute(tiny_request(interventions=HEADS[:1]), device="cpu")
    assert [effect.change for effect in silence_each(trace, HEADS[:1])] == [0.0]


def test_the_one_head_that_is_kept_is_silenced_like_any_other(tiny_models: Path) -> None:
    kept = compute(tiny_request(interventions=(KeepOnlyHead("cross", 1, 1),)), device="cpu")
    apart = compute(tiny_request(interventions=(SilenceHead("cross", 1, 0),)), device="cpu")
    changes = [next(silence_each(trace, HEADS[2:])).change for trace in (kept, apart)]
    assert changes[0] == changes[1] != 0


def test_heads_come_one_at_a_time_in_the_order_given(tiny_models: Path, tiny_trace: Trace) -> None:
    effects = silence_each(tiny_trace, HEADS)
    assert next(effects).head == HEADS[0]
    assert [effect.head for effect in effects] == [*HEADS[1:]]


def test_a_model_that_is_gone_is_a_problem(tiny_models: Path, tiny_trace: Trace) -> None:
    gone = replace(tiny_trace, request=replace(tiny_trace.request, model=ModelId("zh-en", "other")))
    with pytest.raises(ProblemError) as raised:
        next(silence_each(gone, HEADS))
    assert raised.value.problem.kind == "model_changed"


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    logits = logits.astype(np.float64)
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
