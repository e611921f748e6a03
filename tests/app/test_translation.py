"""The language changes while the window runs."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.translation import Translator

SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN"><context><name>Test</name>
<message><source>cat</source><translation>猫</translation></message></context></TS>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    (folder / "zh_CN.ts").write_text(SOURCE, encoding="utf-8")
    lrelease = next(Path(PySide6.__file__).parent.glob("lrelease*"))
    command = [str(lrelease), "-silent", str(folder / "zh_CN.ts"), "-qm", str(folder / "zh_CN.qm")]
    subprocess.run(command, check=True)
    return folder


@pytest.fixture
def translator(qapp: QApplication, folder: Path) -> Iterator[Translator]:
    before = QLocale()
    translator = Translator(folder)
    yield translator
    translator.set_language("en")
    QLocale.setDefault(before)


def test_chinese_words_appear(translator: Translator) -> None:
    translator.set_language("zh_CN")
    assert QCoreApplication.translate("Test", "cat") == "猫"


def test_english_comes_back(translator: Translator) -> None:
    translator.set_language("zh_CN")
    translator.set_language("en")
    assert QCoreApplication.translate("Test", "cat") == "cat"


def test_widgets_are_told(translator: Translator, qtbot: QtBot) -> None:
    told: list[QEvent.Type] = []

    class Listener(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            told.append(event.type())

    listener = Listener()
    qtbot.addWidget(listener)
    translator.set_language("zh_CN")
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert QEvent.Type.LanguageChange in told


def test_both_languages_are_offered_by_their_own_names(translator: Translator) -> None:
    assert translator.languages() == {"en": "English", "zh_CN": "简体中文"}


def test_a_missing_file_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    translator = Translator(tmp_path)
    assert not translator.set_language("zh_CN") and translator.language() == "en"


def test_a_missing_language_is_not_offered(qapp: QApplication, tmp_path: Path) -> None:
    assert list(Translator(tmp_path).languages()) == ["en"]


def test_a_damaged_file_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "zh_CN.qm").write_bytes(b"no translation")
    assert not Translator(tmp_path).set_language("zh_CN")


@pytest.mark.parametrize("file", sorted(Path("app").rglob("*.py")), ids=str)
def test_no_text_is_hidden_in_an_f_string(file: Path) -> None:
    """What collects the texts to be translated does not look there."""
    inside = [
        getattr(call.func, "attr", getattr(call.func, "id", ""))
        for joined in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
    ]
    assert not {"tr", "translate"} & set(inside)
