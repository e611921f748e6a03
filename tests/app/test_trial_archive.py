"""The log from one window to the next: what is written down comes back, and damage costs nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.session import Session
from app.trial_archive import ASIDE, NAME, TrialArchive
from app.trial_log import TrialLog
from app.trials import MOST, Trial
from core.interventions.paint_mask import PaintMask
from core.interventions.positions_off import PositionsOff
from core.problems import ProblemError
from core.request import Target
from tests.tiny import tiny_request

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def trial(number: int, **more: object) -> Trial:
    request = tiny_request("狗", seed=number, interventions=(PaintMask("cross", 0, 1, closed=((0, 1),)),))
    return Trial(number, request, f"output {number}", START + timedelta(seconds=number), **more)  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> TrialArchive:
    return TrialArchive(tmp_path / "folder" / NAME)


def test_without_a_file_there_are_no_former_trials(archive: TrialArchive) -> None:
    assert archive.read() == []


def test_what_is_kept_comes_back_as_it_was(archive: TrialArchive) -> None:
    kept = [trial(1, seconds=0.25, change=-1.5), trial(2, target_text="\udc00 狗\n")]
    archive.add(reversed(kept))
    assert archive.read() == kept


def test_a_second_window_takes_nothing_from_the_first(archive: TrialArchive) -> None:
    archive.add([trial(1), trial(2)])
    archive.add([trial(2, change=0.5), trial(3)])
    assert archive.read() == [trial(1), trial(2, change=0.5), trial(3)]


def test_no_more_than_the_last_are_kept(archive: TrialArchive) -> None:
    archive.add(trial(number) for number in range(MOST + 20))
    read = archive.read()
    assert len(read) == MOST
    assert read[-1].output == f"output {MOST + 19}"


@pytest.mark.parametrize("text", ["{", "[]\n", '{"request": 1}\n', "\n", "null"])
def test_a_damaged_file_is_told_once_and_put_aside(archive: TrialArchive, text: str) -> None:
    archive.path.parent.mkdir()
    archive.path.write_text(text)
    with pytest.raises(ProblemError) as error:
        archive.read()
    assert error.value.problem.kind == "unreadable_file"
    assert archive.read() == []
    assert archive.path.with_name(NAME + ASIDE).read_text() == text


def test_after_damage_the_log_is_kept_again(archive: TrialArchive) -> None:
    archive.path.parent.mkdir()
    archive.path.write_bytes(b"\xff\xfe")
    archive.add([trial(1)])
    assert archive.read() == [trial(1)]


def test_what_is_no_file_is_left_alone(archive: TrialArchive) -> None:
    archive.path.mkdir(parents=True)
    with pytest.raises(ProblemError):
        archive.add([trial(1)])
    assert archive.path.is_dir()


def test_former_trials_stand_below_those_of_this_window(session: Session) -> None:
    log = TrialLog(session, former=lambda: [trial(1), trial(2)])
    session.compute()
    assert [entry.number for entry in log.trials.entries] == [3, 2, 1]


def test_a_setting_of_a_former_window_is_returned_to(session: Session) -> None:
    assert session.trace is None
    request = tiny_request("狗咬人。", interventions=(PositionsOff(),))
    given = replace(trial(1), request=replace(request, target=Target((5, 6))), target_text="dog")
    log = TrialLog(session, former=lambda: [given])
    session.compute()
    log.go_back(given.request)
    state = session.state
    assert (state.text, state.interventions, state.target_text) == ("狗咬人。", (PositionsOff(),), "dog")
