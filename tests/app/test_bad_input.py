"""Whatever the command line is given, it answers with one clear sentence and an exit status, never a traceback."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.command_line import main
from app.problems import sentence
from core.problems import KINDS, NOTES, Problem
from tests.tiny import CAT

ROOT = Path(__file__).parents[2]
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
LIMIT = "64"

Complaint = Callable[..., str]


@pytest.fixture
def complaint(tiny_models: Path, capsys: pytest.CaptureFixture[str]) -> Complaint:
    """Runs a command that must fail and gives the one sentence that it fails with."""

    def run(*arguments: str) -> str:
        assert main(list(arguments)) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("error: ")
        assert printed.err.count("\n") == 1
        assert "Traceback" not in printed.err
        assert "?" not in printed.err.replace("？", ""), "a value is missing in the sentence"
        return printed.err.removeprefix("error: ").strip()

    return run


@pytest.fixture
def answer(tiny_models: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[str, str]]:
    """Runs ``trace`` on a text that must work and gives the source's tokens and the remarks."""

    def run(text: str, *arguments: str) -> tuple[str, str]:
        assert main(["trace", "--device", "cpu", *arguments, "--", text]) == 0
        printed = capsys.readouterr()
        source = next(line for line in printed.out.splitlines() if line.startswith("source:"))
        return source.removeprefix("source:").strip(), printed.err

    return run


def type_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


# What cannot be read


@pytest.mark.parametrize("text", ["", " ", " \t\n ", "\u3000", "\u00a0"])
def test_nothing_to_read(complaint: Complaint, text: str) -> None:
    assert complaint("trace", text) == "There is nothing to read yet: type a sentence in Chinese or English."


def test_nothing_on_standard_input(complaint: Complaint, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, b"\n")
    assert complaint("trace", "-").startswith("There is nothing to read yet")


@pytest.mark.parametrize("text", ["\ud800", "我\udfff", "broken \udce4 argument"])
def test_half_a_surrogate_pair(complaint: Complaint, text: str) -> None:
    assert "not valid Unicode" in complaint("trace", text)


def test_half_a_surrogate_pair_as_target(complaint: Complaint) -> None:
    assert "not valid Unicode" in complaint("trace", CAT, "--target", "\ud800")


def test_bytes_that_are_not_utf_8(complaint: Complaint, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "我是一只猫娘。".encode("gb18030"))
    assert "save it as UTF-8" in complaint("trace", "-")


def test_bytes_that_are_not_utf_8_as_argument(tiny_models: Path) -> None:
    command: list[str | bytes] = [sys.executable, "main.py", "trace", b"\xff\xfe"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"error: The text holds bytes")


# What is too long


@pytest.mark.parametrize(
    "text",
    ["dog " * 25_000, "我" * 100_000, "a" * 5_000, "dog " * 70],
    ids=["100,000 letters", "100,000 characters", "a word of 5,000 letters", "70 words"],
)
def test_longer_than_the_limit(complaint: Complaint, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    type_in(monkeypatch, text.encode())
    assert f"the limit of this model is {LIMIT}" in complaint("trace", "-")


def test_a_target_longer_than_the_limit(complaint: Complaint) -> None:
    assert LIMIT in complaint("trace", CAT, "--target", "dog " * 70)


@pytest.mark.parametrize("padding", ["60", "64", "1000000"])
def test_more_padding_than_the_limit(complaint: Complaint, padding: str) -> None:
    message = complaint("trace", CAT, "--padding", padding)
    assert LIMIT in message
    assert f"no room for {padding} padded positions" in message


# What is strange and works


@pytest.mark.parametrize("text", ["我", "a", ".", "1"])
def test_one_character_works(answer: Callable[..., tuple[str, str]], text: str) -> None:
    assert len(answer(text)[0].split()) >= 3


LONG_RUNS = {"emoji": FAMILY * 5_000, "marks": "\u0301" * 5_000, "letters": "Ω" * 100_000}


@pytest.mark.parametrize("text", LONG_RUNS.values(), ids=LONG_RUNS)
def test_a_long_run_of_unknown_characters_is_one_piece_and_a_short_remark(
    answer: Callable[..., tuple[str, str]], text: str
) -> None:
    source, remarks = answer(text)
    assert len(source.split()) <= 4
    assert all(len(line) < 200 for line in remarks.splitlines())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"我是{FAMILY}。", FAMILY),
        ("שלום עולם", "שלום"),
        ("مرحبا", "مرحبا"),
        ("我 Ω", "Ω"),
        ("dog\x07 man", "\\x07"),
        ("我\x00猫", "\\x00"),
        ("\x1b[31m我", "\\x1b"),
        ("我\u202e猫", "\\u202e"),
    ],
    ids=["family", "Hebrew", "Arabic", "Greek", "bell", "NUL", "escape sequence", "turned direction"],
)
def test_unknown_characters_work_and_are_named(
    answer: Callable[..., tuple[str, str]], text: str, shown: str
) -> None:
    source, remarks = answer(text)
    assert shown in source
    note = next(line for line in remarks.splitlines() if "read as unknown" in line)
    assert note.startswith("note: ")
    assert shown in note


@pytest.mark.parametrize("text", ["cafe\u0301", "a\u0301\u0302\u0303b", "\u0301"])
def test_combining_marks_work(answer: Callable[..., tuple[str, str]], text: str) -> None:
    assert answer(text)[0].startswith("<zh> ")


@pytest.mark.parametrize("control", ["</s>", "<s>", "<pad>", "<unk>", "<zh>"])
def test_a_spelled_control_token_is_ordinary_text(
    answer: Callable[..., tuple[str, str]], control: str
) -> None:
    pieces = answer(f"dog {control} man")[0].split()
    assert control not in pieces[1:-1]
    assert len(pieces) > 4


def test_control_characters_never_reach_the_terminal(
    tiny_models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["trace", "\x1b]0;title\x07我\x9b31m\u2028\u202e"])
    main(["trace", "我", "--model", "\x1b[31mred"])
    printed = capsys.readouterr()
    assert not set("\x1b\x07\x9b\u2028\u202e") & set(printed.out + printed.err)


# What is not there


def test_an_unknown_model_is_answered_with_those_that_there_are(complaint: Complaint) -> None:
    message = complaint("trace", CAT, "--model", "zh-fr")
    assert message == "There is no model called “zh-fr”; choose one of: zh-en, zh-en-prenorm, hand-sized."


@pytest.mark.parametrize("name", ["", ".", "..", "../zh-en", "/", "zh-en/", "a\x00b", "\udc80"])
def test_a_model_is_a_name_and_no_path(complaint: Complaint, name: str) -> None:
    assert complaint("trace", CAT, "--model", name).startswith("There is no model called")


def test_an_unknown_intervention_is_answered_with_those_that_there_are(complaint: Complaint) -> None:
    message = complaint("trace", CAT, "--without", "gravity")
    assert "gravity" in message
    assert "causal-mask" in message


def test_silence_is_no_switch(complaint: Complaint) -> None:
    assert "--without" in complaint("trace", CAT, "--without", "silence")


@pytest.mark.parametrize("head", ["encoder.2.0", "encoder.0.2", "cross.9.9", "decoder.0.123456789"])
def test_a_head_out_of_range(complaint: Complaint, head: str) -> None:
    message = complaint("trace", CAT, "--silence", head)
    assert message == (
        f"There is no such head (“{head}”, counted from 0): this attention has 2 layers of 2 heads here."
    )


@pytest.mark.parametrize("device", ["tpu", "", "cuda:99", "cpu:x", "\udc80"])
def test_a_device_that_is_not_there(complaint: Complaint, device: str) -> None:
    message = complaint("trace", CAT, "--device", device)
    assert "cannot be used here" in message
    assert "cpu" in message


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--view", "smell"], ["--view", "attention"]),
        (["--view", "attention", "--layer", "2"], ["encoder.2.0", "2 layers"]),
        (["--view", "attention", "--head", "7"], ["encoder.0.7", "2 heads"]),
        (["--view", "attention", "--step", "9999"], ["--step"]),
    ],
)
def test_a_figure_of_what_is_not_there(
    complaint: Complaint, qapp: object, tmp_path: Path, arguments: list[str], words: list[str]
) -> None:
    message = complaint("figure", CAT, "--device", "cpu", "--out", str(tmp_path / "a.png"), *arguments)
    assert all(word in message for word in words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.gif", "a", "a.png.txt"])
def test_a_figure_in_an_unknown_format(complaint: Complaint, qapp: object, tmp_path: Path, name: str) -> None:
    message = complaint("figure", CAT, "--view", "attention", "--out", str(tmp_path / name))
    assert ".png, .svg, .pdf" in message


# What cannot be written


@pytest.mark.parametrize("command", [["trace"], ["figure", "--view", "attention"]])
@pytest.mark.parametrize("name", ["missing/out.png", "folder.png", f"{'x' * 300}.png", "nul\0.png"])
def test_a_place_that_cannot_be_written(
    complaint: Complaint, qapp: object, tmp_path: Path, command: list[str], name: str
) -> None:
    (tmp_path / "folder.png").mkdir()
    message = complaint(*command, CAT, "--device", "cpu", "--out", str(tmp_path / name))
    assert "cannot be written" in message
    assert [path.name for path in tmp_path.iterdir()] == ["folder.png"]


def test_a_full_disk_under_standard_output(tiny_models: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "main.py", "trace", "--list"]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: standard output cannot be written")
    assert done.stderr.count(b"\n") == 1


# A broken model


@pytest.fixture
def own_model(tiny_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny model, to be broken."""
    folder = tmp_path / "models" / "zh-en"
    shutil.copytree(tiny_models / "zh-en", folder)
    monkeypatch.setenv("ATTENTION_MICROSCOPE_MODELS", str(folder.parent))
    return folder


@pytest.mark.parametrize("file", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_missing_file(complaint: Complaint, own_model: Path, file: str) -> None:
    (own_model / file).unlink()
    message = complaint("trace", CAT)
    assert message.startswith(f"The model “zh-en” lacks its file {file} in {own_model}")


@pytest.mark.parametrize("file", ["config.json", "model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("content", ["truncated", "empty", "noise"])
def test_a_damaged_file(complaint: Complaint, own_model: Path, file: str, content: str) -> None:
    whole = (own_model / file).read_bytes()
    (own_model / file).write_bytes(
        {"truncated": whole[: len(whole) // 2], "empty": b"", "noise": b"\xff\0" * 99}[content]
    )
    assert complaint("trace", CAT).startswith(f"The file {file} of the model “zh-en” is damaged")


def test_a_flipped_bit_of_the_weights(complaint: Complaint, own_model: Path) -> None:
    content = bytearray((own_model / "model.safetensors").read_bytes())
    content[-7] ^= 1
    (own_model / "model.safetensors").write_bytes(content)
    assert "model.safetensors" in complaint("trace", CAT)


def change_architecture(folder: Path, **changes: object) -> None:
    plain = json.loads((folder / "config.json").read_text("utf-8"))
    plain["architecture"].update(changes)
    (folder / "config.json").write_text(json.dumps(plain), "utf-8")


def test_a_wrong_vocabulary_size(complaint: Complaint, own_model: Path) -> None:
    change_architecture(own_model, vocabulary=7)
    message = complaint("trace", CAT)
    assert message.startswith("The tokenizer of the model “zh-en” has ")
    assert "7" in message


@pytest.mark.parametrize(
    "changes",
    [
        {"width": 32},
        {"encoder_layers": 1},
        {"heads": 0},
        {"heads": 3},
        {"width": "wide"},
        {"family": "recurrent"},
        {"norm_placement": "middle"},
        {"positions": 3},
        {"encoder_layers": -1},
        {"source_limit": "long"},
        {"smell": 1},
    ],
    ids=str,
)
def test_a_description_that_is_not_of_these_weights(
    complaint: Complaint, own_model: Path, changes: dict[str, object]
) -> None:
    change_architecture(own_model, **changes)
    assert "of the model “zh-en” is damaged" in complaint("trace", CAT)


def test_no_models_at_all(complaint: Complaint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENTION_MICROSCOPE_MODELS", str(tmp_path / "nowhere"))
    assert complaint("trace", CAT).startswith("There is no model called “zh-en”")


# What nobody foresaw


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "not enough memory"),
        (ModuleNotFoundError("No module named 'torch'", name="torch"), "The Python package torch is missing"),
        (RuntimeError("two\nlines"), "RuntimeError: two\\nlines"),
        (RecursionError(), "RecursionError"),
    ],
)
def test_the_unforeseen_is_a_sentence_too(
    complaint: Complaint, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("core.run.compute", failing)
    assert words in complaint("trace", CAT)


def test_developers_may_see_the_traceback(tiny_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.run.compute", failing)
    monkeypatch.setenv("ATTENTION_MICROSCOPE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["trace", CAT])


@pytest.mark.parametrize("kind", KINDS + NOTES)
def test_every_kind_of_problem_has_a_sentence(kind: str) -> None:
    text = sentence(Problem(kind))
    assert text[0].isupper() or text.startswith(("?", "“"))
    assert text.endswith((".", "?"))
    assert "{" not in text
