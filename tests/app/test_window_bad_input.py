"""Whatever is typed or missing, the window says so in words, keeps the text and goes on working."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.application import Application, Wishes
from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from app.state import SessionState
from tests.app.conftest import Build
from tests.app.text_lines import replace_by_pasting, replace_by_typing
from tests.app.waiting import PromptTracer
from tests.tiny import ANIMAL, CAT

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
LIMIT = "64"
Put = Callable[[QLineEdit, str], None]


def is_read(session: Session, text: str) -> bool:
    return session.trace is not None and not session.stale and session.trace.request.inputs.text == text  # type: ignore[union-attr]


def is_former(window: MainWindow) -> bool:
    """Whether the result on screen is marked as that of a former sentence."""
    return all(veil.isVisible() for veil in window.veils) and "former" in window.status.whole_text()


def works(window: MainWindow, session: Session) -> bool:
    """Whether the next sentence is read as if nothing had happened."""
    replace_by_typing(window.input_bar.line, ANIMAL)
    QApplication.processEvents()
    return is_read(session, ANIMAL) and not window.input_bar.message.isVisible()


REFUSED = {
    "nothing": ("", "nothing to read yet"),
    "spaces": ("   \u3000 ", "nothing to read yet"),
    "100,000 characters": ("我" * 100_000, LIMIT),
    "100,000 letters": ("dog " * 25_000, LIMIT),
    "a word of 5,000 letters": ("a" * 5000, LIMIT),
    "longer than the limit": ("dog " * 70, LIMIT),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_words_and_kept(
    window: MainWindow, session: Session, text: str, words: str
) -> None:
    replace_by_typing(window.input_bar.line, text)
    QApplication.processEvents()
    assert words in window.input_bar.message.text()
    assert window.input_bar.message.isVisible()
    assert window.input_bar.line.text() == text
    assert is_former(window)
    assert CAT in window.status.whole_text()
    assert works(window, session)


READ = {
    "one character": "我",
    "one letter": "a",
    "emoji": f"我{FAMILY}👍🏽",
    "only emoji": FAMILY,
    "right to left": "שלום עולם مرحبا",
    "turned direction": "a\u202eb",
    "combining marks": "e\u0301" * 3 + "\u0301",
    "zero width": "我\u200b\u200d是",
    "control characters": "dog\x07\x1b[31m",
    "a control token": "dog </s> man",
    "only a control token": "</s>",
    "markup": "<b>dog</b> & <img src=x>",
    "unknown letters": "Жж",
}


@pytest.mark.parametrize("text", READ.values(), ids=READ)
@pytest.mark.parametrize("put", [replace_by_typing, replace_by_pasting])
def test_odd_text_is_read_and_kept(window: MainWindow, session: Session, put: Put, text: str) -> None:
    put(window.input_bar.line, text)
    QApplication.processEvents()
    assert is_read(session, window.input_bar.line.text())
    assert window.input_bar.line.text() == text
    assert not window.input_bar.message.isVisible()
    window.grab()
    assert works(window, session)


@pytest.mark.parametrize("text", ["Жж", "我Ω", "dog\x07"])
def test_what_is_unknown_is_marked_and_said(window: MainWindow, session: Session, text: str) -> None:
    replace_by_typing(window.input_bar.line, text)
    assert session.trace is not None
    assert "unknown" in [token.role for token in session.trace.tokens["source"]]
    assert "read as unknown" in window.status.whole_text()


@pytest.mark.parametrize("text", ["我\x00猫", "a\x00"])
def test_a_nul_is_read_without_harm(window: MainWindow, session: Session, text: str) -> None:
    replace_by_typing(window.input_bar.line, text)
    assert is_read(session, window.input_bar.line.text())
    assert works(window, session)


@pytest.mark.parametrize("text", ["dog\nman\r\n", "dog\tman"])
def test_several_lines_are_pasted_as_one(window: MainWindow, session: Session, text: str) -> None:
    replace_by_pasting(window.input_bar.line, text)
    assert is_read(session, window.input_bar.line.text())
    assert "dog" in window.input_bar.line.text()


def test_a_paste_of_100_000_characters_is_not_cut(window: MainWindow, session: Session) -> None:
    replace_by_pasting(window.input_bar.line, "我" * 100_000)
    assert len(window.input_bar.line.text()) == 100_000
    assert LIMIT in window.input_bar.message.text()
    window.commands["undo"].trigger()
    assert window.input_bar.line.text() == CAT
    assert is_read(session, CAT)


def test_half_a_surrogate_pair_never_gets_out_of_the_line(window: MainWindow, session: Session) -> None:
    replace_by_typing(window.input_bar.line, "我👍")
    window.input_bar.line.setSelection(2, 1)
    QTest.keyClick(window.input_bar.line, Qt.Key.Key_Delete)
    assert is_read(session, "我")
    assert works(window, session)


def test_half_a_surrogate_pair_from_elsewhere_is_refused_in_words(
    window: MainWindow, session: Session
) -> None:
    session.type_text("我\ud800", "typing")
    assert "not valid Unicode" in window.input_bar.message.text()
    assert works(window, session)


def test_a_target_that_is_too_long_is_refused_in_words_and_kept(window: MainWindow, session: Session) -> None:
    window.input_bar.target_toggle.click()
    replace_by_typing(window.input_bar.target, "dog " * 70)
    assert LIMIT in window.input_bar.message.text()
    assert window.input_bar.target.text() == "dog " * 70
    window.input_bar.target_toggle.click()
    assert is_read(session, CAT)


def test_what_is_unknown_in_a_target_is_shown_and_said(window: MainWindow, session: Session) -> None:
    window.input_bar.target_toggle.click()
    replace_by_typing(window.input_bar.target, "我龘")
    assert session.trace is not None
    assert [token.text for token in session.trace.tokens["target"]] == ["<s>", "我", "龘"]
    assert "read as unknown: 龘" in window.status.whole_text()


UNWRITABLE = "\U00050000"
"""A character that no font has."""


def test_no_text_of_the_window_is_an_empty_box(window: MainWindow, session: Session) -> None:
    replace_by_typing(window.input_bar.line, f"我{UNWRITABLE}是")
    session.select(session.selection.at_attention("encoder").at_cell(1, 2))
    window.side.inspector.pages.setCurrentIndex(1)
    QApplication.processEvents()
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert not [text for text in labels if UNWRITABLE in text or "U+000A" in text]
    told = [text for text in labels if "U+50000" in text]
    assert any("looks at" in text for text in told)
    assert window.status.text.text() in told


def test_more_padding_than_the_limit_is_refused_in_words(window: MainWindow, session: Session) -> None:
    replace_by_typing(window.input_bar.line, "我" * 60)
    window.side.what_if.padding.number.setValue(8)
    assert LIMIT in window.input_bar.message.text()
    assert works(window, session)


# A broken model


@pytest.fixture
def own_model(tiny_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny models, of which this one is to be broken."""
    shutil.copytree(tiny_models, tmp_path / "models")
    monkeypatch.setenv("ATTENTION_MICROSCOPE_MODELS", str(tmp_path / "models"))
    return tmp_path / "models" / "zh-en"


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path: Path) -> None:
    path.write_bytes(b"\xff\x00" * 99)


def change_vocabulary(path: Path) -> None:
    plain = json.loads(path.read_text("utf-8"))
    plain["architecture"]["vocabulary"] = 7
    path.write_text(json.dumps(plain), "utf-8")


DAMAGE = [
    (damage, file)
    for damage in (Path.unlink, truncate, spoil)
    for file in ("config.json", "model.safetensors", "tokenizer.json")
] + [(change_vocabulary, "config.json")]


@pytest.mark.parametrize(("damage", "file"), DAMAGE)
def test_a_broken_model_is_said_and_another_one_works(
    build: Build, own_model: Path, tracer: PromptTracer, damage: Callable[[Path], None], file: str
) -> None:
    damage(own_model / file)
    session = Session(tracer, SessionState(text=CAT))  # type: ignore[arg-type]
    window = build(session)
    session.compute()
    QApplication.processEvents()
    assert "zh-en" in window.input_bar.message.text()
    assert window.stage.loading.text() == window.input_bar.message.text()
    window.menus.model.chosen.emit("zh-en-prenorm")
    assert is_read(session, CAT)
    assert not window.input_bar.message.isVisible()
    assert works(window, session)


def test_a_model_that_vanishes_leaves_the_former_result(
    build: Build, own_model: Path, tracer: PromptTracer
) -> None:
    session = Session(tracer, SessionState(text=CAT, model="zh-en-prenorm"))  # type: ignore[arg-type]
    window = build(session)
    session.compute()
    shutil.rmtree(own_model)
    window.menus.model.chosen.emit("zh-en")
    assert "zh-en" in window.input_bar.message.text()
    assert is_former(window)
    window.commands["undo"].trigger()
    assert is_read(session, CAT)


# The whole application


@pytest.fixture
def start(qtbot: QtBot, tiny_models: Path, tmp_path: Path) -> Iterator[Callable[[Path], Application]]:
    made: list[Application] = []

    def start(settings: Path) -> Application:
        made.append(Application(Settings(settings), Wishes(language="en")))
        made[-1].start()
        return made[-1]

    yield start
    for application in made:
        application.window.close()
        application.window.deleteLater()
        QApplication.sendPostedEvents(application.window, QEvent.Type.DeferredDelete.value)


def test_settings_that_cannot_be_written_are_said_and_hold_until_the_end(
    start: Callable[[Path], Application], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    application = start(tmp_path / "file" / "settings.ini")
    qtbot.waitUntil(lambda: application.session.settled, timeout=30_000)
    assert "Settings cannot be written" in application.window.status.whole_text()
    application.window.commands["theme"].trigger()
    assert application.settings.theme == "dark"
    assert application.window.close()


def test_closing_during_a_computation_ends_it(
    start: Callable[[Path], Application], qtbot: QtBot, tmp_path: Path
) -> None:
    application = start(tmp_path / "settings.ini")
    qtbot.waitUntil(lambda: application.tracer.busy)
    replace_by_typing(application.window.input_bar.line, "我" * 50)
    assert application.window.close()
    assert not application.tracer.busy
    assert application.settings.last_text == "我" * 50
