"""How everything looks and which language it speaks: theme, text size, language; remembered in the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from app.theme import Theme, palette, stylesheet, theme_named
from app.translation import Translate, Translator

STEP = 1.1


class Appearance(QObject):
    """Owns the palette and the translator of the application, and the style sheet of its window.

    ``theme`` and ``language`` hold for this time in place of what the settings say. The sheet is the window's, since
    Qt styles every widget anew for each of its ancestors when the application's own sheet changes.
    """

    changed = Signal(Theme, float)

    def __init__(
        self,
        settings: Settings,
        translator: Translator,
        theme: str | None = None,
        language: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._translator = translator
        self._window: QWidget | None = None
        self.theme = theme_named(theme or settings.theme)
        self.scale = settings.text_scale
        translator.set_language(language or settings.language)

    def dress(self, window: QWidget) -> None:
        """Have this window look so from now on, with all that is in it and the dialogs that belong to it.

        To be called once it is put together: what joins a window that has a sheet is styled at every step.
        """
        self._window = window
        self._apply()

    def set_theme(self, name: str) -> None:
        """Use "light", "dark" or "system"."""
        self._settings.theme = name
        self.theme = theme_named(name)
        self._apply()

    def toggle_theme(self) -> None:
        """Light becomes dark and dark light."""
        self.set_theme("light" if self.theme.name == "dark" else "dark")

    def scale_text(self, steps: int) -> None:
        """Make the text larger by so many steps, or smaller; 0 is the size as designed."""
        wanted = self.scale * STEP**steps if steps else 1.0
        self.scale = min(LARGEST_TEXT, max(SMALLEST_TEXT, wanted))
        self._settings.text_scale = self.scale
        self._apply()

    def languages(self) -> dict[str, str]:
        """Languages at hand, code to own name."""
        return self._translator.languages()

    def voices(self) -> tuple[Translate, ...]:
        """How each language at hand says a text, whichever is in use."""
        return self._translator.voices()

    def language(self) -> str:
        """The code of the language in use."""
        return self._translator.language()

    def set_language(self, code: str) -> None:
        """Speak this language where its translation is at hand."""
        if self._translator.set_language(code):
            self._settings.language = code

    def toggle_language(self) -> None:
        """The next of the languages at hand."""
        codes = list(self.languages())
        self.set_language(codes[(codes.index(self.language()) + 1) % len(codes)])

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(self.theme))
        sheet = stylesheet(self.theme, self.scale)
        if self._window is not None and self._window.styleSheet() != sheet:
            self._window.setStyleSheet(sheet)
        self.changed.emit(self.theme, self.scale)
