"""Whether a window can be opened is found out before Qt ends the process over it."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app import display
from app.display import draw_without_display, has_display

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display there")
ROOT = Path(__file__).parents[2]
NOWHERE = ":4711"
VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        # Set first, so that whatever is set during the test goes too.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.fixture
def x_server() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-listen", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as said:
            yield said.readline().strip()
        server.terminate()


@pytest.fixture
def compositor() -> Iterator[Path]:
    """Whoever listens where programs look for one; in a short path, as sockets need it."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(Path(folder) / "wayland-0"))
        listening.listen()
        yield Path(folder) / "wayland-0"


def test_where_none_is_named_there_is_none() -> None:
    assert not has_display()


@pytest.mark.parametrize("name", [NOWHERE, f"unix{NOWHERE}", "localhost:4711.0", "nonsense", "/nowhere:0"])
def test_a_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert not has_display()


@pytest.mark.parametrize("form", [":{n}", ":{n}.0", "localhost:{n}.0", "127.0.0.1:{n}"])
def test_a_display_that_answers_is_one_by_whatever_name(
    monkeypatch: pytest.MonkeyPatch, x_server: str, form: str
) -> None:
    monkeypatch.setenv("DISPLAY", form.format(n=x_server))
    assert has_display()


def test_without_the_library_that_would_know_the_name_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", missing)
    monkeypatch.setenv("DISPLAY", NOWHERE)
    assert has_display()


def test_a_compositor_is_a_display(monkeypatch: pytest.MonkeyPatch, compositor: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(compositor.parent))
    monkeypatch.setenv("WAYLAND_DISPLAY", compositor.name)
    assert has_display()


def test_a_compositor_may_be_named_by_its_path(monkeypatch: pytest.MonkeyPatch, compositor: Path) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", str(compositor))
    assert has_display()


def test_a_compositor_that_is_gone_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert not has_display()


@pytest.mark.parametrize(
    ("platform", "there"),
    [("offscreen", True), ("minimal", True), ("xcb", False), ("wayland;xcb", False), ("xcb;offscreen", True)],
)
def test_a_platform_that_is_asked_for_counts(
    monkeypatch: pytest.MonkeyPatch, platform: str, there: bool
) -> None:
    monkeypatch.setenv("DISPLAY", NOWHERE)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert has_display() is there


def test_there_is_always_one_on_other_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display.sys, "platform", "darwin")
    assert has_display()


@pytest.mark.parametrize("platform", ["", "xcb"])
def test_pictures_are_drawn_in_memory_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("DISPLAY", NOWHERE)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    draw_without_display()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def run_under_a_dead_display(tiny_models: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env=given | {"DISPLAY": NOWHERE},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_window_says_so_in_one_line_under_a_dead_display(tiny_models: Path) -> None:
    done = run_under_a_dead_display(tiny_models)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "python main.py trace" in done.stderr


@pytest.mark.parametrize(
    "command", [["figure", "我", "--view", "attention"], ["--text", "我"]], ids=["figure", "window"]
)
def test_what_needs_no_display_works_under_a_dead_one(
    tiny_models: Path, tmp_path: Path, command: list[str]
) -> None:
    picture = tmp_path / "picture.png"
    out = "--out" if command[0] == "figure" else "--screenshot"
    done = run_under_a_dead_display(tiny_models, *command, out, str(picture))
    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 5_000


def test_the_doctor_tells_of_a_dead_display_and_goes_on(tiny_models: Path) -> None:
    done = run_under_a_dead_display(tiny_models, "doctor")
    assert "no display: trace, figure and the other commands work" in done.stdout
    assert "Everything works." in done.stdout
