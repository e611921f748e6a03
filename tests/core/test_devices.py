"""Which device computes, and that the CPU takes over from one that fails or is not there."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core import devices, loading
from core.layers.feed_forward import FeedForward
from core.problems import Problem, ProblemError
from core.request import TraceRequest
from core.run import ABSENT, compute, warm_up
from core.trace import Candidate, Trace
from tests.tiny import ANIMAL, tiny_request

pytestmark = pytest.mark.usefixtures("tiny_models")
FAILURES = [
    torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.\nSee the documentation"),
    RuntimeError("CUDA error: unspecified launch failure"),
    torch.AcceleratorError("device-side assert triggered", 710),
    MemoryError("no room"),
]


@pytest.fixture
def frail(monkeypatch: pytest.MonkeyPatch) -> str:
    """A device that can be chosen and computes for a while: torch's own without memory, which holds no numbers."""
    monkeypatch.setattr(devices, "available", lambda: ("meta", "cpu"))
    return "meta"


def fail_in_the_middle(monkeypatch: pytest.MonkeyPatch, error: Exception, kind: str) -> None:
    """Let the feed-forward network raise this on such a device, as a driver does in the middle of a pass."""
    forward = FeedForward.forward

    def failing(self: FeedForward, x: torch.Tensor) -> torch.Tensor:
        if x.device.type == kind:
            raise error
        return forward(self, x)

    monkeypatch.setattr(FeedForward, "forward", failing)


def by_the_cpu(request: TraceRequest) -> Trace:
    return compute(request, device="cpu")


def assert_nothing_is_lost(trace: Trace) -> None:
    expected = by_the_cpu(trace.request)
    assert trace.device == "cpu"
    assert trace.output_text == expected.output_text
    assert trace.tokens == expected.tokens
    assert all(np.array_equal(step.value, expected.value(step.site)) for step in trace.steps)
    assert len(trace.steps) == len(expected.steps)


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_a_device_that_fails_in_mid_pass_leaves_its_work_to_the_cpu(
    frail: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    fail_in_the_middle(monkeypatch, error, frail)
    assert_nothing_is_lost(compute(tiny_request(ANIMAL), device=frail))


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_the_trace_says_which_device_failed_and_why(
    frail: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    fail_in_the_middle(monkeypatch, error, frail)
    trace = compute(tiny_request(), device=frail)
    why = str(error).partition("\n")[0]
    assert trace.notes[-1] == Problem("fell_back_to_cpu", {"device": frail, "reason": why})


def test_a_device_whose_numbers_never_arrive_is_one_that_fails(frail: str) -> None:
    trace = compute(tiny_request(), device=frail)
    assert trace.notes[-1].kind == "fell_back_to_cpu"
    assert_nothing_is_lost(trace)


def test_what_is_written_is_told_once_the_cpu_writes_it(frail: str) -> None:
    told: list[Candidate] = []
    trace = compute(tiny_request(), device=frail, on_token=told.append)
    assert [candidate.id for candidate in told] == [step.chosen.id for step in trace.generation]


def test_other_remarks_stand_beside_it(frail: str) -> None:
    notes = compute(tiny_request("我龘"), device=frail).notes
    assert {"unknown_pieces", "fell_back_to_cpu"} <= {note.kind for note in notes}


def test_a_wrong_request_is_no_failure_of_the_device(frail: str) -> None:
    with pytest.raises(ProblemError, match="too_long"):
        compute(tiny_request("我" * 99), device=frail)


def test_where_the_cpu_fails_too_it_is_a_problem(frail: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_in_the_middle(monkeypatch, RuntimeError("broken"), frail)
    fail_in_the_middle(monkeypatch, RuntimeError("not enough memory: you tried to allocate"), "cpu")
    with pytest.raises(ProblemError, match="out_of_memory"):
        compute(tiny_request(), device=frail)


def test_a_device_that_is_not_there_is_replaced_for_whoever_is_lenient() -> None:
    trace = compute(tiny_request(), device="abacus", lenient=True)
    assert trace.notes[-1] == Problem("fell_back_to_cpu", {"device": "abacus", "reason": ABSENT})
    assert_nothing_is_lost(trace)


def test_a_device_that_is_there_is_taken_by_the_lenient_too() -> None:
    assert compute(tiny_request(), device="cpu", lenient=True).notes == by_the_cpu(tiny_request()).notes


def test_the_model_is_loaded_beforehand_though_the_device_is_not_there() -> None:
    loading.bundled.cache_clear()
    warm_up(device="abacus")
    assert loading.bundled.cache_info().currsize == 1


@pytest.mark.parametrize(("name", "there"), [("auto", True), ("cpu", True), ("abacus", False), ("", False)])
def test_a_device_is_there_or_not(name: str, there: bool) -> None:
    assert devices.is_there(name) is there
