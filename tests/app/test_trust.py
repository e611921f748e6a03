"""Every trace that is shown is checked, and what is found belongs to the trace on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.session import Session
from app.tracer import Advance
from app.trust import Trust
from core.checks import Check, Findings
from core.problems import Problem
from core.trace import Trace
from tests.app.waiting import PromptTracer


@pytest.fixture
def told() -> list[Findings]:
    return []


@pytest.fixture
def trust(session: Session, tracer: PromptTracer, told: list[Findings]) -> Trust:
    def check(trace: Trace) -> Iterator[Check]:
        yield Check(trace.output_text, tolerance=1.0)
        yield Check("second", worst=2.0)

    made = Trust(session, tracer, check)  # type: ignore[arg-type]
    made.findings_changed.connect(told.append)
    return made


def test_nothing_is_known_of_a_new_trace(trust: Trust, session: Session, told: list[Findings]) -> None:
    session.compute()
    assert told == [Findings()]


def test_a_new_trace_is_checked_piece_by_piece(
    trust: Trust, session: Session, tracer: PromptTracer, told: list[Findings]
) -> None:
    session.compute()
    tracer.work()
    assert [len(findings.checks) for findings in told] == [0, 1, 2, 2]
    assert trust.findings.complete
    assert (trust.findings.count("holds"), trust.findings.count("alarm")) == (1, 1)


def test_what_is_found_about_a_former_trace_is_not_told(
    trust: Trust, session: Session, tracer: PromptTracer, told: list[Findings]
) -> None:
    session.compute()
    former = tracer.works.pop()
    session.type_text("狗", "typing")
    tracer.work_advanced.emit(Advance(former[0], tuple(former[1]), complete=True))
    assert told == [Findings(), Findings()]


def test_what_kept_it_from_being_checked_is_told(
    trust: Trust, session: Session, tracer: PromptTracer
) -> None:
    session.compute()
    problem = Problem("model_changed", {"model": "zh-en"})
    tracer.work_advanced.emit(Advance(session.trace, (), complete=True, problem=problem))
    assert trust.findings == Findings(complete=True, problem=problem)
