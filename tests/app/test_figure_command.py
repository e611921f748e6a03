"""The command that draws what the window shows into a file."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app import views
from app.command_line import main, parser
from app.figure import view_named
from app.views.positions import PositionsView
from core.trace import Trace
from tests.tiny import ANIMAL, CAT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "what-if.md").read_text("utf-8")
COMMANDS = [line for line in PAGE.splitlines() if line.startswith("python main.py figure ")]


@pytest.mark.parametrize(("ending", "beginning"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_figure_is_drawn_in_every_format(
    tiny_models: Path, qapp: object, tmp_path: Path, ending: str, beginning: bytes
) -> None:
    path = tmp_path / f"figure.{ending}"
    assert main(["figure", CAT, "--view", "attention", "--out", str(path), "--device", "cpu"]) == 0
    assert path.read_bytes().startswith(beginning)


def test_the_views_that_can_be_drawn_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figure", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [*(spec.id for spec in views.catalogue()), "architecture"]
    assert all(line.endswith(".") for line in lines)


def test_a_figure_takes_everything_that_the_window_could_show(
    tiny_models: Path, qapp: object, tmp_path: Path
) -> None:
    path = tmp_path / "figure.svg"
    looks = ["--theme", "dark", "--size", "900x600", "--attention", "cross", "--layer", "1", "--head", "1"]
    edits = ["--without", "causal-mask", "--silence", "decoder.0.0"]
    arguments = [
        "figure",
        ANIMAL,
        "--view",
        "attention",
        "--out",
        str(path),
        *looks,
        *edits,
        "--device",
        "cpu",
    ]
    assert main(arguments) == 0
    assert 'viewBox="0 0 900 600"' in path.read_text("utf-8")


def figure(tmp_path: Path, *arguments: str) -> QImage:
    """What the command draws of the cat sentence, as a picture."""
    path = tmp_path / "figure.png"
    assert main(["figure", CAT, "--out", str(path), "--device", "cpu", "--size", "900x600", *arguments]) == 0
    return QImage(str(path))


def colours(image: QImage) -> int:
    places = ((x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9))
    return len({image.pixel(x, y) for x, y in places})


@pytest.mark.parametrize("view", ["architecture", *(spec.id for spec in views.catalogue())])
def test_a_figure_can_be_drawn_of_every_view(
    tiny_models: Path, qapp: object, tmp_path: Path, view: str
) -> None:
    assert colours(figure(tmp_path, "--view", view, "--what-if", "hide=source.2")) > 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_architecture_is_larger_than_asked_for_where_the_model_needs_it(
    tiny_models: Path, qapp: object, tmp_path: Path, language: str
) -> None:
    size = figure(tmp_path, "--view", "architecture", "--size", "300x200", "--language", language).size()
    assert size.width() >= 300 and size.height() > 200


def test_the_step_of_the_walk_is_lit_in_the_architecture(
    tiny_models: Path, qapp: object, tmp_path: Path
) -> None:
    first = figure(tmp_path, "--view", "architecture")
    assert figure(tmp_path, "--view", "architecture", "--step", "40") != first


def test_the_architecture_is_drawn_in_lines_and_letters(
    tiny_models: Path, qapp: object, tmp_path: Path
) -> None:
    path = tmp_path / "model.svg"
    assert main(["figure", CAT, "--view", "architecture", "--out", str(path), "--device", "cpu"]) == 0
    assert path.read_text("utf-8").count("<text") > 20


def test_the_selected_cell_is_lit_in_the_figure(tiny_models: Path, qapp: object, tmp_path: Path) -> None:
    plain = figure(tmp_path, "--view", "attention")
    assert figure(tmp_path, "--view", "attention", "--query", "2", "--key", "1") != plain


def test_buttons_of_the_view_are_pressed_and_what_they_wish_for_is_computed(
    tiny_models: Path, qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[Trace] = []
    monkeypatch.setattr(PositionsView, "show_further", lambda self, trace: shown.append(trace))
    figure(tmp_path, "--view", "positions", "--choose", "swap")
    assert (
        len({trace.request for trace in shown}) == 3
    )  # of both orders, with positions and without: one is there


def test_a_chosen_attention_is_drawn_as_if_it_had_been_selected(
    tiny_models: Path, qapp: object, tmp_path: Path
) -> None:
    selected = figure(tmp_path, "--view", "lines", "--attention", "cross")
    assert figure(tmp_path, "--view", "lines", "--choose", "cross") == selected


def test_a_button_that_the_view_lacks_is_a_problem_that_names_those_it_has(
    tiny_models: Path, qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "a.png")
    assert main(["figure", CAT, "--view", "positions", "--choose", "jump", "--out", out]) == 1
    assert "“jump” is none of encoding, curves, " in capsys.readouterr().err


def test_the_parser_offers_every_view_by_its_id(qapp: object) -> None:
    arguments = parser().parse_args(["figure", "a", "--view", "norm", "--out", "a.png"])
    assert view_named(arguments.view).id == "norm"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_of_experiments_makes_one_of_its_pictures(command: str) -> None:
    arguments = parser().parse_args(shlex.split(command)[2:])
    assert view_named(arguments.view).id == arguments.view
    assert f"]({arguments.out.relative_to('docs').as_posix()})" in PAGE
    assert (ROOT / arguments.out).is_file()
