"""The log: every distinct setting once, and the way back to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.reading.trials import as_csv, change, step_from
from app.session import Session
from app.state import Comparison
from app.trial_file import write_trials
from app.trial_log import TrialLog
from app.trials import MOST, Trial, Trials
from core.interventions.positions_off import PositionsOff
from core.interventions.scaling_off import ScalingOff
from core.measures.changes import output_change
from core.problems import ProblemError
from core.request import TraceRequest
from tests.app.waiting import PromptTracer
from tests.tiny import tiny_request

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def log(session: Session) -> TrialLog:
    ticks = iter(range(10_000))
    made = TrialLog(session, now=lambda: START + timedelta(seconds=next(ticks)))
    session.compute()
    return made


def toggle(session: Session, edit: object) -> None:
    session.change(session.state.toggled(edit), "toggle")  # type: ignore[arg-type]


def trial(number: int, text: str = "狗", **figures: float) -> Trial:
    return Trial(number, tiny_request(text, seed=number), f"output {number}", START, **figures)


def test_a_setting_is_written_down_with_output_time_and_seconds(log: TrialLog, session: Session) -> None:
    entry = log.trials.entries[0]
    assert session.trace is not None
    assert (entry.request, entry.output) == (session.trace.request, session.trace.output_text)
    assert (entry.when, entry.seconds) == (START, 0.01)


def test_the_newest_stands_first(log: TrialLog, session: Session) -> None:
    toggle(session, PositionsOff())
    assert [entry.number for entry in log.trials.entries] == [2, 1]


def test_a_setting_that_comes_again_is_no_new_entry(log: TrialLog, session: Session) -> None:
    toggle(session, PositionsOff())
    toggle(session, PositionsOff())
    session.undo_stack.undo()
    assert [entry.number for entry in log.trials.entries] == [2, 1]


def test_the_change_of_the_output_comes_with_the_comparison(
    log: TrialLog, session: Session, tracer: PromptTracer
) -> None:
    toggle(session, PositionsOff())
    assert log.trials.entries[0].change is None
    tracer.catch_up()
    assert session.trace is not None and session.comparison.forced is not None
    assert log.trials.entries[0].change == output_change(session.trace, session.comparison.forced)


def test_a_setting_without_what_ifs_has_no_change(
    log: TrialLog, session: Session, tracer: PromptTracer
) -> None:
    tracer.catch_up()
    assert change(log.trials.entries[0]) == "—"


def test_typing_is_one_entry(log: TrialLog, session: Session) -> None:
    for text in ("狗", "狗咬", "狗咬人"):
        session.type_text(text, "typing")
    assert [step_from(None, entry.request).split(" · ")[1] for entry in log.trials.entries] == [
        "狗咬人",
        "我是一只猫娘。",
    ]


def test_what_a_slider_passes_is_not_written_down(log: TrialLog, session: Session) -> None:
    session.adjust(ScalingOff(), "slider", live=True)
    session.adjust(PositionsOff(), "slider", live=True)
    assert [entry.number for entry in log.trials.entries] == [1]
    session.adjust(PositionsOff(), "slider", live=False)
    assert [entry.number for entry in log.trials.entries] == [2, 1]
    assert log.trials.entries[0].request.target is None


def test_going_back_restores_the_very_same_state(log: TrialLog, session: Session) -> None:
    before = session.state
    session.change(replace(before.toggled(ScalingOff()), text="狗", target_text="dog"), "change")
    entry = log.trials.entries[0]
    with_target = session.state
    log.go_back(log.trials.entries[1].request)
    assert session.state == before
    log.go_back(entry.request)
    assert session.state == with_target


def test_going_back_can_be_undone(log: TrialLog, session: Session) -> None:
    toggle(session, PositionsOff())
    log.go_back(log.trials.entries[1].request)
    session.undo_stack.undo()
    assert session.state.interventions == (PositionsOff(),)


def test_two_can_be_marked_the_third_takes_the_place_of_the_first() -> None:
    trials = Trials(tuple(trial(number) for number in (3, 2, 1)))
    for entry in reversed(trials.entries):
        trials = trials.marking(entry.request)
    assert [entry.number for entry in trials.marked()] == [2, 3]


def test_a_mark_is_taken_away_by_marking_again() -> None:
    trials = Trials((trial(1),))
    request = trials.entries[0].request
    assert trials.marking(request).marking(request) == trials


def test_the_oldest_entry_that_is_not_marked_makes_room() -> None:
    trials = Trials()
    for number in range(1, MOST + 1):
        trials = trials.adding(trial(number))
    trials = trials.marking(trials.entries[-1].request).adding(trial(MOST + 1))
    assert len(trials.entries) == MOST
    assert trials.entries[-1].number == 1
    assert 2 not in {entry.number for entry in trials.entries}


@pytest.mark.parametrize(
    ("figure", "shown"), [(None, "—"), (1.25, "+1.25"), (-0.5, "−0.500"), (1e-9, "0"), (0.0, "0")]
)
def test_a_change_is_shown_with_its_sign(figure: float | None, shown: str) -> None:
    assert change(replace(trial(1), change=figure)) == shown


@pytest.fixture
def table() -> Iterator[list[dict[str, str]]]:
    text = '他说"好,\n走"'
    trials = Trials((trial(2, "狗", seconds=0.25, change=-1.5), trial(1, text)))
    written = as_csv(trials)
    assert written.count("\r\n") == 3
    return csv.DictReader(io.StringIO(written, newline=""))  # type: ignore[return-value]


def test_the_table_reads_back_as_it_was(table: Iterator[dict[str, str]]) -> None:
    first, second = table
    assert (first["sentence"], first["log_probability_change"]) == ('他说"好,\n走"', "")
    assert (second["seconds"], second["log_probability_change"]) == ("0.25", "-1.5")


def test_the_request_in_the_table_is_the_request(table: Iterator[dict[str, str]]) -> None:
    assert TraceRequest.from_json(next(iter(table))["request"]) == trial(1, '他说"好,\n走"').request


def test_the_file_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    write_trials(Trials((trial(1),)), tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_bytes().startswith(b"\xef\xbb\xbfnumber,time")


def test_a_file_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as error:
        write_trials(Trials(), tmp_path / "nowhere" / "log.csv")
    assert error.value.problem.kind == "unwritable_file"


def test_a_comparison_of_another_moment_changes_nothing(log: TrialLog, session: Session) -> None:
    before = log.trials
    assert session.trace is not None
    log.note(session.trace, Comparison(), 5.0)
    assert log.trials is before
