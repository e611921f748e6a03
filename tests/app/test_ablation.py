"""The heads of the trace on screen are silenced in turn where that is asked, and what was found is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from app.ablation import Ablation
from app.session import Session
from core.interventions.silence_head import SilenceHead
from core.measures.head_effects import HeadEffect, HeadEffects
from core.trace import Trace
from tests.app.waiting import PromptTracer

ALL = 3 * 2 * 2  # attentions, layers, heads of the tiny model


@pytest.fixture
def told() -> list[HeadEffects]:
    return []


@pytest.fixture
def asked() -> list[SilenceHead]:
    return []


@pytest.fixture
def ablation(
    session: Session, tracer: PromptTracer, told: list[HeadEffects], asked: list[SilenceHead]
) -> Ablation:
    def silence_each(trace: Trace, heads: Sequence[SilenceHead]) -> Iterator[HeadEffect]:
        for head in heads:
            asked.append(head)
            yield HeadEffect(head, -1.0)

    made = Ablation(session, tracer, silence_each, rest_ms=0)  # type: ignore[arg-type]
    made.effects_changed.connect(told.append)
    session.compute()
    return made


def test_nothing_is_measured_unasked(ablation: Ablation, tracer: PromptTracer) -> None:
    assert tracer.works == []


def test_every_head_is_silenced_and_each_is_told(
    ablation: Ablation, tracer: PromptTracer, told: list[HeadEffects]
) -> None:
    ablation.measure("cross")
    tracer.work()
    assert [len(effects.changes) for effects in told] == [0, *range(1, ALL + 1), ALL]
    assert told[-1].complete and told[-1].count == ALL


def test_the_attention_on_screen_comes_first(
    ablation: Ablation, tracer: PromptTracer, asked: list[SilenceHead]
) -> None:
    ablation.measure("cross")
    tracer.work()
    assert [head.attention for head in asked[:4]] == ["cross"] * 4


def test_what_is_known_is_told_at_once_and_not_measured_again(
    ablation: Ablation, tracer: PromptTracer, told: list[HeadEffects], asked: list[SilenceHead]
) -> None:
    ablation.measure("cross")
    tracer.work()
    ablation.measure("encoder")
    tracer.work()
    assert told[-1].complete
    assert len(asked) == ALL


def test_an_ended_search_goes_on_where_it_was(
    ablation: Ablation, tracer: PromptTracer, told: list[HeadEffects], asked: list[SilenceHead]
) -> None:
    ablation.measure("cross")
    subject, pieces = tracer.works.pop()
    tracer.works.append((subject, iter([next(pieces), next(pieces)])))
    tracer.work()
    ablation.measure(None)
    tracer.works.clear()
    ablation.measure("cross")
    tracer.work()
    assert told[-1].complete
    assert len(asked) == len(set(asked)) == ALL


def test_another_trace_ends_the_search(ablation: Ablation, session: Session, tracer: PromptTracer) -> None:
    ablation.measure("cross")
    session.type_text("狗", "typing")
    assert list(tracer.works[-1][1]) == []  # what takes the place of the search under way
    assert ablation._subject is None


def test_after_a_new_trace_the_search_waits_lest_it_slow_down_typing(
    session: Session, tracer: PromptTracer, qtbot: QtBot
) -> None:
    made = Ablation(session, tracer, lambda trace, heads: iter(()), rest_ms=1)  # type: ignore[arg-type]
    session.compute()
    made.measure("cross")
    assert tracer.works == []
    qtbot.waitUntil(lambda: len(tracer.works) == 1)
