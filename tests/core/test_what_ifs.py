"""What-ifs under a name: they come back exactly, whatever the name, and what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.interventions import catalogue
from core.problems import ProblemError
from core.what_ifs import WhatIfs

ALL = tuple(spec.read(spec.form) for spec in catalogue().values())


@pytest.fixture
def kept(tmp_path: Path) -> WhatIfs:
    return WhatIfs(tmp_path / "what-ifs")


def test_every_intervention_comes_back(kept: WhatIfs) -> None:
    kept.save("all", ALL)
    assert kept.load("all") == ALL


@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_a_name_may_hold_anything(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    kept = WhatIfs(tmp_path_factory.mktemp("names"))
    kept.save(name, ALL[:1])
    assert kept.names() == (name,)
    assert kept.load(name) == ALL[:1]


def test_without_a_folder_there_are_no_names(kept: WhatIfs) -> None:
    assert kept.names() == ()


def test_a_name_is_used_once(kept: WhatIfs) -> None:
    kept.save("one", ALL[:1])
    kept.save("one", ALL[1:2])
    assert kept.names() == ("one",)
    assert kept.load("one") == ALL[1:2]


def test_what_is_forgotten_is_gone(kept: WhatIfs) -> None:
    kept.save("one", ALL[:1])
    kept.forget("one")
    assert kept.names() == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "unreadable_file"),
        ("[]", "unreadable_file"),
        ('{"interventions": 3}', "unreadable_file"),
        ('{"interventions": [{"name": "temperature", "cold": 1}]}', "unreadable_file"),
        ('{"interventions": [{"name": "telepathy"}]}', "unknown_what_if"),
    ],
)
def test_a_damaged_file_is_a_problem(kept: WhatIfs, text: str, kind: str) -> None:
    kept.folder.mkdir()
    (kept.folder / "one.json").write_text(text, "utf-8")
    with pytest.raises(ProblemError) as caught:
        kept.load("one")
    assert caught.value.problem.kind == kind


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProblemError) as caught:
        WhatIfs(tmp_path / "file").save("one", ALL[:1])
    assert caught.value.problem.kind == "unwritable_file"
