"""Checks that need the model: no dropout, and torch.nn with the same weights gives the same logits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.checking import check, dropout_is_off
from core.checks import Check
from core.interventions.positions_off import PositionsOff
from core.problems import ProblemError
from core.request import ModelId
from core.run import compute
from core.trace import Trace
from tests.tiny import ANIMAL, CAT, tiny_model, tiny_request


def reference_check(trace: Trace) -> Check:
    return next(found for found in check(trace) if found.name == "reference")


@pytest.mark.parametrize("model", ["zh-en", "zh-en-prenorm"])
@pytest.mark.parametrize(("text", "padding"), [(CAT, 0), (CAT, 3), (ANIMAL, 0)])
def test_every_check_holds(tiny_models: Path, model: str, text: str, padding: int) -> None:
    trace = compute(tiny_request(text, model=model, padding=padding), device="cpu")
    found = {each.name: each.verdict for each in check(trace)}
    assert len(found) == 6
    assert set(found.values()) == {"holds"}


def test_every_logit_is_compared(tiny_models: Path, tiny_trace: Trace) -> None:
    found = reference_check(tiny_trace)
    logits = tiny_trace["decoder.logits"]
    assert (found.site, found.count) == (logits.site, logits.value.size)
    assert 0 < found.worst < found.tolerance


def test_a_logit_that_differs_is_an_alarm(tiny_models: Path, tiny_trace: Trace) -> None:
    other = tiny_trace.value("decoder.logits").copy()
    other[1, 2] += np.float32(0.5)
    steps = [
        replace(step, value=other) if step.site == "decoder.logits" else step for step in tiny_trace.steps
    ]
    found = reference_check(replace(tiny_trace, steps=tuple(steps)))
    assert found.verdict == "alarm"
    assert found.worst == pytest.approx(0.5, rel=1e-3)


def test_an_intervened_pass_is_not_compared(tiny_models: Path) -> None:
    found = reference_check(compute(tiny_request(interventions=(PositionsOff(),)), device="cpu"))
    assert (found.verdict, found.missing) == ("missing", "intervened")


def test_a_model_without_reference_says_so(tiny_models: Path, tiny_trace: Trace) -> None:
    unheard_of = replace(tiny_trace, architecture=replace(tiny_trace.architecture, family="unheard-of"))
    assert reference_check(unheard_of).missing == "no_reference"


def test_a_model_that_has_changed_since_is_a_problem(tiny_models: Path, tiny_trace: Trace) -> None:
    former = replace(tiny_trace, request=replace(tiny_trace.request, model=ModelId("zh-en", "0" * 64)))
    with pytest.raises(ProblemError, match="model_changed"):
        list(check(former))


def test_between_two_checks_torch_is_as_it_was(tiny_models: Path, tiny_trace: Trace) -> None:
    assert not any(torch.is_inference_mode_enabled() for _ in check(tiny_trace))


@pytest.mark.parametrize(("training", "verdict", "rate"), [(False, "holds", 0.0), (True, "alarm", 0.1)])
def test_dropout_counts_only_in_training(training: bool, verdict: str, rate: float) -> None:
    found = dropout_is_off(tiny_model(dropout=0.1).train(training))
    assert (found.verdict, found.worst) == (verdict, rate)
    assert found.site == "encoder.embedding.dropout"


def test_a_model_without_dropout_says_so() -> None:
    assert dropout_is_off(torch.nn.Linear(2, 2)).missing == "nothing_there"
