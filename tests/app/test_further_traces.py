"""Traces beside the one on screen are wished for once they are needed, and kept."""

from __future__ import annotations

import pytest

from app.further_traces import FurtherTraces
from core.problems import Problem
from core.request import TraceRequest
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request


@pytest.fixture
def present(tiny_models: object) -> Trace:
    return compute(tiny_request("A dog."), device="cpu")


@pytest.fixture
def other(tiny_models: object) -> Trace:
    return compute(tiny_request("A man."), device="cpu")


def test_only_what_is_not_there_is_wished_for(present: Trace, other: Trace) -> None:
    wished: list[TraceRequest] = []
    found = FurtherTraces(wished.append).traces([present.request, other.request], present)
    assert found == [present, None]
    assert wished == [other.request]


def test_what_is_at_hand_comes_at_once_and_is_no_news(present: Trace, other: Trace) -> None:
    news: list[bool] = []
    further = FurtherTraces(lambda _: news.append(further.take(other)))
    assert further.traces([present.request, other.request], present) == [present, other]
    assert news == [False]


def test_what_comes_later_is_news(present: Trace, other: Trace) -> None:
    further = FurtherTraces(lambda _: None)
    further.traces([other.request], present)
    assert further.take(other)


def test_what_was_forgotten_is_wished_for_again(present: Trace, other: Trace) -> None:
    wished: list[TraceRequest] = []
    further = FurtherTraces(wished.append)
    further.take(other)
    further.forget()
    assert further.traces([other.request], present) == [None]
    assert wished == [other.request]


def test_a_problem_belongs_to_its_request(present: Trace, other: Trace) -> None:
    further, problem = FurtherTraces(lambda _: None), Problem("empty_input", {})
    further.take_problem(other.request, problem)
    assert further.problem([present.request, other.request]) == problem
    assert further.problem([present.request]) is None
