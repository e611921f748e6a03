"""Models are found by their folders; a broken folder is a problem with a name, never a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core import catalogue
from core.problems import Problem, ProblemError
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request


@pytest.fixture
def folder(tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny models to break; the path of "zh-en" in it."""
    copy = shutil.copytree(tiny_folder, tmp_path / "models")
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(copy))
    return copy / "zh-en"


def problem_of(action: Callable[[], object]) -> Problem:
    with pytest.raises(ProblemError) as caught:
        action()
    return caught.value.problem


def computed() -> Trace:
    return compute(tiny_request(), device="cpu")


def configure(folder: Path, **changes: Any) -> None:
    """Change entries of config.json, at the top or in the architecture."""
    path = folder / catalogue.CONFIG
    plain = json.loads(path.read_text("utf-8"))
    for name, value in changes.items():
        (plain if name in plain else plain["architecture"])[name] = value
    path.write_text(json.dumps(plain), "utf-8")


def test_models_are_listed_the_default_first_and_the_one_without_a_folder_last(folder: Path) -> None:
    assert [info.id.name for info in catalogue.models()] == ["zh-en", "zh-en-prenorm", "hand-sized"]


def test_a_model_is_described_without_its_weights(folder: Path) -> None:
    info = catalogue.bundled("zh-en-prenorm")
    assert (info.architecture.norm_placement, info.architecture.heads) == ("pre", 2)
    assert info.folder == folder.parent / "zh-en-prenorm"
    assert info.card.is_file()
    assert len(info.id.digest) == 64


def test_the_description_survives_being_written(folder: Path) -> None:
    info = catalogue.bundled("zh-en")
    (folder / catalogue.CONFIG).write_text(json.dumps(info.to_plain()), "utf-8")
    assert catalogue.find("zh-en") == info


def test_the_tokenizer_is_at_hand_without_the_model(folder: Path) -> None:
    assert catalogue.tokenizer("zh-en").vocabulary_size == catalogue.find("zh-en").architecture.vocabulary


@pytest.mark.parametrize("name", ["hand-sized", "part"])
def test_a_model_without_a_folder_has_no_trained_weights(name: str) -> None:
    assert catalogue.find(name).id.name == name
    assert problem_of(lambda: catalogue.bundled(name)).kind == "untrained_model"


def test_the_hand_sized_model_knows_the_words_of_its_sentence_only() -> None:
    assert catalogue.tokenizer("hand-sized", "我是我").encode("是我") == [3, 2]
    assert problem_of(lambda: catalogue.tokenizer("hand-sized", "我是").encode("猫")).values["pieces"] == (
        "猫",
    )


def test_the_catalogue_does_without_torch() -> None:
    script = "import sys, core.catalogue; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_no_folder_at_all_is_an_unknown_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(tmp_path / "nowhere"))
    assert [info.id.name for info in catalogue.models()] == ["hand-sized"]
    assert problem_of(computed).kind == "unknown_model"


@pytest.mark.parametrize("file", [catalogue.CONFIG, catalogue.WEIGHTS, catalogue.TOKENIZER])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    problem = problem_of(computed)
    assert (problem.kind, problem.values["file"]) == ("model_missing_file", file)


def test_a_missing_card_is_no_problem(folder: Path) -> None:
    (folder / catalogue.CARD).unlink()
    assert computed().steps


@pytest.mark.parametrize("file", [catalogue.CONFIG, catalogue.WEIGHTS, catalogue.TOKENIZER])
@pytest.mark.parametrize("damage", ["truncated", "emptied", "overwritten"])
def test_a_damaged_file_is_named_with_its_model(folder: Path, file: str, damage: str) -> None:
    content = (folder / file).read_bytes()
    damaged = {
        "truncated": content[: len(content) // 2],
        "emptied": b"",
        "overwritten": b"\xff" * len(content),
    }
    (folder / file).write_bytes(damaged[damage])
    problem = problem_of(computed)
    assert (problem.kind, problem.values["file"]) == ("model_corrupted", file)
    assert problem.values["model"] == "zh-en"
    assert problem.values["reason"]


def test_one_flipped_bit_in_the_weights_is_noticed(folder: Path) -> None:
    content = bytearray((folder / catalogue.WEIGHTS).read_bytes())
    content[-1] ^= 1
    (folder / catalogue.WEIGHTS).write_bytes(content)
    assert problem_of(computed).kind == "model_corrupted"


@pytest.mark.parametrize(
    "changes",
    [
        {"heads": 3},
        {"heads": "two"},
        {"width": 32},
        {"encoder_layers": 3},
        {"family": "decoder-only"},
        {"family": "encoder-only"},
        {"norm_placement": "middle"},
        {"positions": "guessed"},
        {"positions": "learned"},
        {"directions": 5},
        {"architecture": None},
        {"architecture": {"width": 16}},
    ],
    ids=str,
)
def test_a_description_that_does_not_fit_the_weights_is_a_problem(
    folder: Path, changes: dict[str, Any]
) -> None:
    configure(folder, **changes)
    assert problem_of(computed).kind == "model_corrupted"


def test_a_vocabulary_of_another_size_is_a_problem(folder: Path) -> None:
    configure(folder, vocabulary=7)
    problem = problem_of(computed)
    assert problem.kind == "model_vocabulary_mismatch"
    assert problem.values["vocabulary"] == 7
    assert problem.values["tokenizer"] > 7


def test_a_broken_model_leaves_the_others_usable(folder: Path) -> None:
    (folder / catalogue.CONFIG).write_text("{", "utf-8")
    assert [info.id.name for info in catalogue.models()] == ["zh-en-prenorm", "hand-sized"]
    assert compute(tiny_request(model="zh-en-prenorm"), device="cpu").steps
    assert "zh-en" in catalogue.names()


def test_a_mended_model_is_read_again(folder: Path) -> None:
    path = folder / catalogue.CONFIG
    content = path.read_text("utf-8")
    path.write_text("{", "utf-8")
    assert problem_of(computed).kind == "model_corrupted"
    path.write_text(content, "utf-8")
    computed()
