"""Switch the language of the window while it runs; Qt tells the widgets with LanguageChange events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "translations"
SOURCE_LANGUAGE = "en"

Translate: TypeAlias = Callable[[str, str], str]
"""Says a text, given its context and how it reads in English."""


class Translator(QObject):
    """Owns the installed translations. English is the source language and needs no file."""

    def __init__(self, folder: Path = TRANSLATIONS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._language = SOURCE_LANGUAGE
        self._installed: list[QTranslator] = []
        self._voices: dict[str, Translate] = {}

    def languages(self) -> dict[str, str]:
        """Return the languages at hand, code to its own name, English first."""
        return {SOURCE_LANGUAGE: "English"} | ({"zh_CN": "简体中文"} if self._file("zh_CN").is_file() else {})

    def language(self) -> str:
        """Return the code of the language in use."""
        return self._language

    def set_language(self, language: str) -> bool:
        """Use a language ("en", "zh_CN" or, for short, "zh"); false where its file is missing or damaged."""
        code = "zh_CN" if language.startswith("zh") else SOURCE_LANGUAGE
        wanted = self._load(code)
        if wanted is None:
            return False
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = wanted
        self._language = code
        QLocale.setDefault(QLocale(code))
        for translator in wanted:
            QCoreApplication.installTranslator(translator)
        return True

    def voices(self) -> tuple[Translate, ...]:
        """How each language at hand says a text, whichever is in use: to find things by all their names."""
        if not self._voices:
            self._voices = {code: self._voice(code) for code in self.languages()}
        return tuple(self._voices.values())

    def _voice(self, code: str) -> Translate:
        loaded = self._load(code)
        if not loaded:
            return lambda context, text: text
        return lambda context, text: loaded[-1].translate(context, text) or text

    def _load(self, code: str) -> list[QTranslator] | None:
        if code == SOURCE_LANGUAGE:
            return []
        own = QTranslator(self)
        if not own.load(str(self._file(code))):
            return None
        # Qt's own texts (Cancel, Copy, ...) are a courtesy: some builds carry no translations.
        general = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return [general, own] if general.load(f"qtbase_{code}", folder) else [own]

    def _file(self, code: str) -> Path:
        return self._folder / f"{code}.qm"
