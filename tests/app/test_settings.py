"""Settings survive a restart, damage and a folder that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from app.settings import Settings, system_language


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def reopened(settings: Settings) -> Settings:
    settings.sync()
    return Settings(settings.path())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "zh"),
        ("language", "en"),
        ("theme", "dark"),
        ("text_scale", 1.5),
        ("device", "cuda"),
        ("direction", "en-zh"),
        ("last_text", "我是一只猫娘。"),
        ("last_text", "a, b; c = \"d\" % \\ 'e'\n"),
        ("granularity", "layer"),
        ("speed", 0.25),
        ("animated", False),
        ("bookmarks", ("encoder.embedding.sum", "decoder.logits")),
        ("window_geometry", QByteArray(b"\x00\x01\xff")),
    ],
)
def test_a_value_survives_a_restart(path: Path, name: str, value: object) -> None:
    settings = Settings(path)
    setattr(settings, name, value)
    assert getattr(reopened(settings), name) == value


def test_splitter_sizes_survive_a_restart(path: Path) -> None:
    settings = Settings(path)
    settings.set_splitter_sizes("main", [200, 900, 180])
    assert reopened(settings).splitter_sizes("main") == (200, 900, 180)


def test_an_unknown_splitter_has_no_sizes(path: Path) -> None:
    assert Settings(path).splitter_sizes("main") == ()


@pytest.mark.parametrize(
    ("name", "default"),
    [("theme", "light"), ("text_scale", 1.0), ("device", "auto"), ("direction", "auto"), ("last_text", "")],
)
def test_the_first_start_has_defaults(path: Path, name: str, default: object) -> None:
    assert getattr(Settings(path), name) == default


def test_the_language_is_the_systems_until_one_is_chosen(path: Path) -> None:
    assert Settings(path).language == system_language()


@pytest.mark.parametrize(
    ("line", "name", "default"),
    [
        ("text_scale=enormous", "text_scale", 1.0),
        ("text_scale=900", "text_scale", 1.0),
        ("theme=plaid", "theme", "light"),
        ("direction=up", "direction", "auto"),
        ("granularity=inch", "granularity", "operation"),
        ("speed=fast", "speed", 1.0),
        ("animated=perhaps", "animated", True),
    ],
)
def test_a_damaged_value_reads_as_its_default(path: Path, line: str, name: str, default: object) -> None:
    path.write_text(f"[General]\n{line}\n", encoding="utf-8")
    assert getattr(Settings(path), name) == default


def test_damaged_splitter_sizes_read_as_none(path: Path) -> None:
    path.write_text("[splitters]\nmain=200 wide\n", encoding="utf-8")
    assert Settings(path).splitter_sizes("main") == ()


def test_a_text_with_a_lone_surrogate_is_kept_without_it(path: Path) -> None:
    settings = Settings(path)
    settings.last_text = "a\ud800b"
    assert reopened(settings).last_text == "ab"


def test_a_writable_folder_is_no_problem(path: Path) -> None:
    settings = Settings(path)
    settings.theme = "dark"
    settings.sync()
    assert not settings.problem()


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Settings(tmp_path / "file" / "settings.ini").problem()


def test_settings_that_cannot_be_written_live_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.ini")
    settings.theme = "dark"
    settings.sync()
    assert settings.theme == "dark"
