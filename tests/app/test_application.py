"""Starting and ending: display, settings, first trace, closing, and what nobody foresaw."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app import application
from app.application import FIRST_TEXT, Application, Wishes
from app.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def started(qtbot: QtBot, tiny_models: Path, tmp_path: Path) -> Iterator[Application]:
    settings = Settings(tmp_path / "settings.ini")
    made = Application(settings, Wishes(language="en"))
    made.start()
    yield made
    delete(made.window)


def delete(window: QWidget) -> None:
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def test_the_window_is_there_before_the_first_trace(started: Application) -> None:
    assert started.window.isVisible()
    assert started.session.trace is None


def test_the_first_start_shows_the_first_example(started: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: started.session.settled, timeout=30_000)
    assert started.window.input_bar.line.text() == FIRST_TEXT
    assert started.window.stage.tabs.isVisible()


def test_the_keyboard_is_at_the_stage_from_the_first(started: Application, qtbot: QtBot) -> None:
    assert started.window.stage.loading.hasFocus()
    qtbot.waitUntil(lambda: started.session.settled, timeout=30_000)
    assert started.window.stage.current().hasFocus()


def test_devices_are_offered_once_they_are_known(started: Application, qtbot: QtBot) -> None:
    with qtbot.waitSignal(started.tracer.prepared, timeout=30_000):
        pass
    assert "CPU" in [action.text() for action in started.window.menus.device.actions()]


def test_a_device_can_be_chosen(started: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: started.session.settled, timeout=30_000)
    with qtbot.waitSignal(started.session.trace_changed, timeout=30_000):
        started.window.menus.device.chosen.emit("cpu")
    assert started.settings.device == "cpu"


@pytest.fixture
def remembering(qtbot: QtBot, tiny_models: Path, tmp_path: Path) -> Iterator[Application]:
    """Started with a device in the settings that is not there now."""
    settings = Settings(tmp_path / "settings.ini")
    settings.device = "abacus"
    made = Application(settings, Wishes(language="en"))
    made.start()
    qtbot.waitUntil(lambda: made.session.settled, timeout=30_000)
    yield made
    delete(made.window)


def marked(application: Application) -> list[str]:
    return [action.text() for action in application.window.menus.device.actions() if action.isChecked()]


def test_a_remembered_device_that_is_gone_is_replaced_by_the_cpu(remembering: Application) -> None:
    assert remembering.session.trace is not None
    assert remembering.window.stage.tabs.isVisible()
    assert "“abacus” failed (it is not there)" in remembering.window.status.whole_text()


def test_the_menu_marks_the_device_that_is_used(remembering: Application) -> None:
    assert marked(remembering) == ["CPU"]
    assert remembering.window.status.device.text() == "CPU"


def test_a_device_that_is_gone_is_used_when_it_is_back(remembering: Application) -> None:
    remembering.window.close()
    assert remembering.settings.device == "abacus"


def test_another_device_may_be_chosen_instead(remembering: Application, qtbot: QtBot) -> None:
    with qtbot.waitSignal(remembering.session.trace_changed, timeout=30_000):
        remembering.window.menus.device.chosen.emit("auto")
    assert marked(remembering) == ["Automatic"]
    assert "abacus" not in remembering.window.status.whole_text()


def test_the_sentence_is_remembered(started: Application, qtbot: QtBot) -> None:
    started.session.type_text("狗", "typing")
    started.window.close()
    assert started.settings.last_text == "狗"


def test_closing_during_a_computation_ends_the_thread(started: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: started.tracer.busy)
    started.window.close()
    assert not started.tracer._thread.is_alive()


def test_what_is_on_screen_is_checked(started: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: started.trust.findings.complete, timeout=30_000)
    assert started.window.status.trust.text() == "checks ok"
    assert started.trust.findings.count("holds") == 6


def test_a_figure_leads_to_its_step(started: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: started.trust.findings.complete, timeout=30_000)
    row = started.window.status.trust.page.rows[0]
    row.step.click()
    trace, window = started.session.trace, started.window
    assert trace is not None
    assert trace.steps[started.session.playback.step].site == started.trust.findings.checks[0].site
    assert window.stage.tabs.currentIndex() == window.stage.tab_named("step")


def test_closing_during_the_checks_ends_the_thread(started: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(started.trust.findings.checks), timeout=30_000)
    started.window.close()
    assert not started.tracer._thread.is_alive()


def test_settings_that_cannot_be_written_are_said(qtbot: QtBot, tiny_models: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = Application(Settings(tmp_path / "file" / "settings.ini"), Wishes(language="en"))
    made.start()
    qtbot.waitUntil(lambda: made.session.settled, timeout=30_000)
    assert "Settings cannot be written" in made.window.status.whole_text()
    delete(made.window)


def test_settings_that_cannot_be_written_are_said_in_the_language_now_chosen(
    qtbot: QtBot, tiny_models: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    made = Application(Settings(tmp_path / "file" / "settings.ini"), Wishes(language="en"))
    made.start()
    qtbot.waitUntil(lambda: made.session.settled, timeout=30_000)
    made.appearance.set_language("zh")
    QApplication.processEvents()
    told = made.window.status.whole_text()
    made.appearance.set_language("en")
    delete(made.window)
    assert "设置无法写入" in told
    assert "Settings" not in told


def test_settings_that_turn_out_unwritable_are_said_once_something_changes(
    qtbot: QtBot, tiny_models: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    made = Application(Settings(tmp_path / "folder" / "settings.ini"), Wishes(language="en"))
    made.start()
    qtbot.waitUntil(lambda: made.session.settled, timeout=30_000)
    assert "Settings" not in made.window.status.whole_text()
    shutil.rmtree(tmp_path / "folder")
    (tmp_path / "folder").write_text("in the way")
    made.window.commands["theme"].trigger()
    assert "Settings cannot be written" in made.window.status.whole_text()
    delete(made.window)


def test_what_nobody_caught_is_said_and_the_application_runs_on(started: Application) -> None:
    error = ZeroDivisionError("nothing left")
    application.report_exception(ZeroDivisionError, error, None)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "nothing left" in box.text()
    box.reject()
    assert started.window.isVisible()


def test_what_nobody_caught_is_said_in_text_of_the_same_size(started: Application) -> None:
    started.appearance.scale_text(3)
    application.report_exception(ZeroDivisionError, ZeroDivisionError("nothing left"), None)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.font().pixelSize() == started.window.font().pixelSize() > 15
    box.reject()


def test_without_a_display_one_line_names_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(application, "has_display", lambda: False)
    assert application.run() == 1
    assert "python main.py trace" in capsys.readouterr().err


def test_a_whole_start_ends_with_a_picture(tiny_models: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    code = "import sys; from pathlib import Path; from app.application import run; "
    code += "sys.exit(run(smoke=True, screenshot=Path(sys.argv[1]), theme='dark', size=(1280, 720)))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(picture)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "smoke: window shown, " in done.stdout
    assert picture.stat().st_size > 10_000


BROKEN = "The file model.safetensors of the model “zh-en” is damaged"


@pytest.mark.parametrize("broken", [True, False])
def test_a_picture_that_cannot_be_taken_is_an_error_and_no_success_is_told(
    tiny_models: Path, tmp_path: Path, broken: bool
) -> None:
    shutil.copytree(tiny_models, tmp_path / "models")
    if broken:
        (tmp_path / "models" / "zh-en" / "model.safetensors").write_bytes(b"nothing")
    picture = tmp_path / "window.png" if broken else tmp_path / "nowhere" / "window.png"
    done = subprocess.run(
        [sys.executable, "main.py", "--screenshot", str(picture)],
        cwd=ROOT,
        env=os.environ
        | {"QT_QPA_PLATFORM": "offscreen", "ATTENTION_MICROSCOPE_MODELS": str(tmp_path / "models")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"error: {BROKEN if broken else picture}" in done.stderr
    assert f"not written: {picture}" in done.stderr
    assert not picture.exists()


def test_heads_are_sorted_by_what_silencing_them_does(started: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: started.session.settled, timeout=30_000)
    panel = started.window.stage.current()._panel
    panel.set_look(panel.look.sorted_by("effect"))
    qtbot.waitUntil(lambda: len(panel.grid._order) == 4, timeout=30_000)


def tried(folder: Path, qtbot: QtBot, text: str) -> tuple[list[str], str]:
    """The sentences in the log of a window that shows this one, and what stands at its foot."""
    made = Application(Settings(folder / "settings.ini"), Wishes(text=text, language="en"))
    made.start()
    qtbot.waitUntil(lambda: made.session.settled, timeout=30_000)
    sentences = [trial.request.inputs.text for trial in made.log.trials.entries]  # type: ignore[union-attr]
    said = made.window.status.whole_text()
    delete(made.window)
    return sentences, said


def test_the_log_comes_back_in_the_next_window(qtbot: QtBot, tiny_models: Path, tmp_path: Path) -> None:
    for text, sentences in (("狗", ["狗"]), ("人", ["人", "狗"]), ("狗", ["人", "狗"])):
        assert tried(tmp_path, qtbot, text)[0] == sentences


def test_a_damaged_log_is_told_once(qtbot: QtBot, tiny_models: Path, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("{")
    assert "log.jsonl.damaged" in tried(tmp_path, qtbot, "狗")[1]
    sentences, said = tried(tmp_path, qtbot, "人")
    assert sentences == ["人", "狗"] and "damaged" not in said
