"""The commands do what they say, quickly, in lines that are easily read by people and programs."""

import io
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import commands
from app.command_line import main
from app.version import VERSION
from core.interventions import catalogue
from core.interventions.silence_head import SilenceHead
from core.trace import Trace
from core.trace_file import read_trace
from tests.tiny import ANIMAL, CAT

ROOT = Path(__file__).parents[2]
Run = Callable[..., dict[str, str]]


@pytest.fixture
def traced(tiny_models: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``trace`` on the tiny models and gives what it printed, value by label."""

    def run(*arguments: str) -> dict[str, str]:
        assert main(["trace", *arguments, "--device", "cpu"]) == 0
        lines = capsys.readouterr().out.splitlines()
        return {label: value.strip() for label, _, value in (line.partition(":") for line in lines)}

    return run


def python(*arguments: str, **choices: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, **choices)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def same_font(qapp: QApplication) -> Iterator[None]:
    """Whatever font a command chooses, the tests after this one find the former."""
    before = qapp.font()
    yield
    qapp.setFont(before)


def type_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_trace_prints_one_labelled_value_a_line(traced: Run) -> None:
    labels = ["model", "direction", "source", "target", "predicted", "output", "steps", "device"]
    assert list(traced(CAT)) == labels


def test_trace_prints_the_tokens_between_single_spaces(traced: Run) -> None:
    printed = traced(CAT)
    assert printed["source"] == "<en> 我 是 一 只 猫 娘 。 </s>"
    assert len(printed["target"].split(" ")) == len(printed["predicted"].split(" "))


def test_trace_writes_what_it_printed(traced: Run, tmp_path: Path) -> None:
    path = tmp_path / "trace.npz"
    printed = traced(CAT, "--out", str(path))
    trace = read_trace(path)
    assert printed["written"] == str(path)
    assert printed["output"] == trace.output_text
    assert int(printed["steps"]) == len(trace.steps)


@pytest.mark.parametrize(("text", "direction"), [(CAT, "zh-en"), (ANIMAL, "en-zh")])
def test_the_direction_is_detected(traced: Run, text: str, direction: str) -> None:
    assert traced(text)["direction"] == direction


def test_the_direction_can_be_given(traced: Run) -> None:
    assert traced(CAT, "--direction", "en-zh")["source"].startswith("<zh>")


def test_another_model_can_be_named(traced: Run) -> None:
    assert traced(CAT, "--model", "zh-en-prenorm")["model"] == "zh-en-prenorm"


def test_a_target_is_fed_instead_of_decoding(traced: Run) -> None:
    printed = traced(CAT, "--target", "the dog")
    assert printed["target"] == "<s> the dog"
    assert printed["output"] == "the dog"


def test_what_is_unknown_in_a_target_is_printed_and_said(
    tiny_models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", CAT, "--target", "我龘", "--device", "cpu"]) == 0
    printed = capsys.readouterr()
    assert re.search("^target: +<s> 我 龘$", printed.out, re.MULTILINE)
    assert "read as unknown: 龘" in printed.err


def test_padding_stands_after_the_sentence(traced: Run) -> None:
    assert traced(CAT, "--padding", "2")["source"].endswith("</s> <pad> <pad>")


@pytest.mark.parametrize("name", [name for name, spec in catalogue().items() if spec.is_switch])
def test_every_switch_goes_by_its_name(traced: Run, tmp_path: Path, name: str) -> None:
    traced(CAT, "--padding", "1", "--without", name, "--out", str(tmp_path / "trace.npz"))
    trace = read_trace(tmp_path / "trace.npz")
    assert [edit.name for edit in trace.request.interventions] == [name]


def test_switches_and_heads_are_given_together(traced: Run, tmp_path: Path) -> None:
    path = tmp_path / "trace.npz"
    traced(
        CAT, "--without", "scaling", "residual", "--silence", "encoder.0.1", "cross.1.0", "--out", str(path)
    )
    edits = read_trace(path).request.interventions
    assert {edit.name for edit in edits} == {"scaling", "residual", "silence"}
    assert {SilenceHead("encoder", 0, 1), SilenceHead("cross", 1, 0)} <= set(edits)


def test_a_dash_reads_standard_input(traced: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, f"\ufeff{CAT}\n".encode())
    assert traced("-")["source"] == "<en> 我 是 一 只 猫 娘 。 </s>"


def test_a_text_may_begin_with_a_dash(traced: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--device", "cpu", "--", "-The dog bites"]) == 0
    assert "The dog" in capsys.readouterr().out


def test_list_names_models_and_interventions_with_a_sentence_each(
    tiny_models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "--list"]) == 0
    printed = capsys.readouterr().out
    names = [
        "zh-en",
        "zh-en-prenorm",
        *(name for name, spec in catalogue().items() if spec.is_switch),
        "encoder.0.3",
    ]
    for name in names:
        assert re.search(rf"^  {re.escape(name)} +\S.*\.$", printed, re.MULTILINE), name
    for name, spec in catalogue().items():
        if not spec.is_switch:
            form = re.escape(f"{name}={spec.form}")
            assert re.search(rf"^  {form}: \S.*\.$", printed, re.MULTILINE), name


@pytest.mark.parametrize(
    "what_if", [f"{name}={spec.form}" for name, spec in catalogue().items() if not spec.is_switch]
)
def test_every_what_if_is_read_in_the_form_that_is_listed(what_if: str) -> None:
    name, _, how = what_if.partition("=")
    edit = catalogue()[name].read(how)
    assert edit.name == name


def test_a_what_if_of_the_command_line_takes_effect(tiny_models: Path, tmp_path: Path) -> None:
    out = tmp_path / "trace.npz"
    assert main(["trace", CAT, "--what-if", "replace-head=encoder.0.0:first", "--out", str(out)]) == 0
    weights = read_trace(out).value("encoder.layers.0.self_attention.weights")
    assert (weights[0, :, 0] == 1).all()


@pytest.mark.parametrize("what_if", ["temperature=warm", "peek=1", "causal-mask=1", "hide=source.99"])
def test_a_what_if_that_cannot_be_is_a_message(
    tiny_models: Path, capsys: pytest.CaptureFixture[str], what_if: str
) -> None:
    assert main(["trace", CAT, "--what-if", what_if]) != 0
    assert "error: " in capsys.readouterr().err


def test_doctor_tells_everything_on_one_page(
    tiny_models: Path, same_font: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    page = capsys.readouterr().out
    for part in ("Python", "torch", "Qt", "device", "fonts", "models", "zh-en-prenorm", "Everything works."):
        assert part in page
    assert len(page.splitlines()) <= 24


def test_doctor_names_the_broken_model_and_fails(
    tmp_path: Path,
    tiny_models: Path,
    monkeypatch: pytest.MonkeyPatch,
    same_font: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / "zh-en").mkdir(exist_ok=True)
        (tmp_path / "zh-en" / name).write_bytes((tiny_models / "zh-en" / name).read_bytes())
    monkeypatch.setenv("ATTENTION_MICROSCOPE_MODELS", str(tmp_path))
    assert main(["doctor"]) == 1
    assert "PROBLEM: The model “zh-en” lacks its file model.safetensors" in capsys.readouterr().out


def test_doctor_without_models_offers_the_one_that_needs_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same_font: None, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATTENTION_MICROSCOPE_MODELS", str(tmp_path))
    assert main(["doctor"]) == 1
    assert "choose one of: hand-sized." in capsys.readouterr().out


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Attention Microscope {VERSION}\n"
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION


@pytest.mark.parametrize("command", [command.name for command in commands.catalogue()])
def test_every_command_has_its_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"python main.py {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["trace"],
        ["trace", "a", "b"],
        ["trace", "a", "--direction", "zh-fr"],
        ["trace", "a", "--padding", "-1"],
        ["trace", "a", "--silence", "encoder"],
        ["trace", "a", "--silence", "brain.0.1"],
        ["trace", "a", "--silence", f"encoder.0.{'9' * 5000}"],
        ["trace", "a", "--mod", "zh-en"],
        ["figure", "a", "--view", "attention"],
        ["figure", "--view", "attention", "--out", "a.png"],
        ["figure", "a", "--out", "a.png"],
        ["figure", "a", "--view", "attention", "--out", "a.png", "--size", "big"],
        ["figure", "a", "--view", "attention", "--out", "a.png", "--size", "1x1"],
        ["figure", "a", "--view", "attention", "--out", "a.png", "--step", "0"],
        ["dance"],
        ["--size", "1280"],
    ],
)
def test_wrong_usage_ends_with_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python main.py" in capsys.readouterr().err


def test_without_a_display_one_line_names_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "python main.py trace" in printed.err


def test_arguments_of_the_window_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}
    monkeypatch.setattr("app.application.run", lambda **wishes: asked.update(wishes) or 0)
    looks = ["--theme", "dark", "--language", "zh", "--size", "1280x720", "--tab", "norm", "--text", CAT]
    assert main([*looks, "--screenshot", "a.png"]) == 0
    assert asked == {
        "smoke": False, "screenshot": Path("a.png"), "theme": "dark", "language": "zh",
        "size": (1280, 720), "tab": "norm", "text": CAT,
    }  # fmt: skip


def test_help_imports_neither_torch_nor_qt_nor_numpy() -> None:
    code = (
        "import sys\nfrom app.command_line import main\n"
        "try: main(['trace', '--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'torch', 'PySide6', 'numpy', 'tokenizers'} & sys.modules.keys()))"
    )
    done = python("-c", code)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_trace_imports_nothing_that_draws(tiny_models: Path) -> None:
    code = (
        "import sys\nfrom app.command_line import main\n"
        f"assert main(['trace', {CAT!r}]) == 0\nprint('PySide6.QtGui' in sys.modules)"
    )
    done = python("-c", code, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert done.stdout.splitlines()[-1] == "False", done.stderr


def test_a_reader_that_went_away_is_no_matter_for_words(tiny_models: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        command = [sys.executable, "main.py", "trace", "--list"]
        done = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, timeout=120)
    finally:
        os.close(write)
    assert done.stderr == b""
    assert done.returncode == 1


def test_a_terminal_without_chinese_gets_escapes(tiny_models: Path) -> None:
    done = python("main.py", "trace", CAT, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert "\\u6211" in done.stdout


def test_an_interruption_is_no_traceback(
    tiny_models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> Trace:
        raise KeyboardInterrupt

    monkeypatch.setattr("core.run.compute", interrupted)
    assert main(["trace", CAT]) == 130
    assert capsys.readouterr().err == ""
