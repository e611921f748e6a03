"""What is saved gets the ending of its kind, and never takes the place of a file that nobody has named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.preset_files import PATTERN, save_board
from app.saving import with_ending
from core import presets

BOARD = presets.catalogue()[0].request
PICTURES = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"


@pytest.mark.parametrize(
    ("name", "patterns", "expected"),
    [
        ("board", PATTERN, "board.json"),
        ("board.json", PATTERN, "board.json"),
        ("board.JSON", PATTERN, "board.JSON"),
        ("board.1", PATTERN, "board.1.json"),
        ("board.", PATTERN, "board..json"),
        ("figure", PICTURES, "figure.png"),
        ("figure.svg", PICTURES, "figure.svg"),
        ("figure.tiff", PICTURES, "figure.tiff"),  # to be refused with its reason
    ],
)
def test_a_name_gets_the_ending_that_it_lacks(name: str, patterns: str, expected: str) -> None:
    assert with_ending(Path("folder") / name, patterns) == Path("folder") / expected


@pytest.fixture
def saved(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    return _save(qtbot)


def _save(qtbot: QtBot) -> str:
    parent = QWidget()
    qtbot.addWidget(parent)
    return save_board(parent, BOARD)


def test_a_board_is_written_with_its_ending_and_the_whole_name_is_said(saved: str, tmp_path: Path) -> None:
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]
    assert saved.endswith("mine.json")
    assert presets.load(tmp_path / "mine.json").request == BOARD


def test_a_file_that_was_not_named_is_not_replaced(saved: str, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("dear to me")
    assert _save(qtbot).startswith("Not written")
    assert (tmp_path / "mine.json").read_text() == "dear to me"
