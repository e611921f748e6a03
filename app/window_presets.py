"""What-ifs under a name: keep those that hold, bring others back, forget them. Entries of the menu "What if"."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QInputDialog, QMenu

from app.problems import sentence
from app.session import Session
from app.settings import Settings
from core.problems import ProblemError
from core.what_ifs import WhatIfs

if TYPE_CHECKING:
    from app.main_window import MainWindow

FOLDER = "what-ifs"
LONGEST_NAME = 60


class WindowPresets(QObject):
    """Fills its two menus anew each time they open, since the files are what counts."""

    def __init__(self, window: MainWindow, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._kept = WhatIfs(Path(settings.path()).parent / FOLDER)
        self.load, self.forget = QMenu(window), QMenu(window)
        menu = window.commands.menus["what_if"]
        below = menu.actions()[menu.actions().index(window.commands["save_what_ifs"]) + 1]
        for kept in (self.load, self.forget):
            menu.insertMenu(below, kept)
        self.load.aboutToShow.connect(lambda: self._fill(self.load, self.bring_back))
        self.forget.aboutToShow.connect(lambda: self._fill(self.forget, self.drop))
        menu.aboutToShow.connect(self._enable)
        window.commands["save_what_ifs"].triggered.connect(self.ask_and_save)
        session.state_changed.connect(lambda _: self._enable_saving())
        window.installEventFilter(self)
        self._retranslate()
        self._enable()

    def names(self) -> tuple[str, ...]:
        """The names under which what-ifs are kept."""
        return self._kept.names()

    def ask_and_save(self) -> None:
        """Ask for a name and keep the what-ifs that hold now."""
        name, given = QInputDialog.getText(
            self._window, self.tr("Keep these what-ifs"), self.tr("Name (an old one is replaced)")
        )
        if given and name.strip():
            self.save(name.strip()[:LONGEST_NAME])

    def save(self, name: str) -> None:
        """Keep the what-ifs that hold now under this name."""
        done = self.tr("Kept as “{name}”.").format(name=name)
        self._try(lambda: self._kept.save(name, self._session.state.interventions), done)
        self._enable()

    def bring_back(self, name: str) -> None:
        """Let the what-ifs of this name hold, in the place of all others, as one step for undo."""

        def load() -> None:
            state = self._session.state.with_interventions(self._kept.load(name))
            self._session.change(state, name)

        self._try(load, "")

    def drop(self, name: str) -> None:
        """Forget the what-ifs of this name."""
        self._try(lambda: self._kept.forget(name), self.tr("“{name}” is forgotten.").format(name=name))
        self._enable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return False

    def _try(self, do: Callable[[], None], done: str) -> None:
        try:
            do()
        except ProblemError as error:
            self._window.show_status(sentence(error.problem))
        else:
            self._window.show_status(done)

    def _fill(self, menu: QMenu, chosen: Callable[[str], None]) -> None:
        menu.clear()
        for name in self.names():
            menu.addAction(name.replace("&", "&&")).triggered.connect(
                lambda checked=False, name=name: chosen(name)
            )

    def _enable_saving(self) -> None:
        self._window.commands["save_what_ifs"].setEnabled(bool(self._session.state.interventions))

    def _enable(self) -> None:
        self._enable_saving()
        for menu in (self.load, self.forget):
            menu.menuAction().setEnabled(bool(self.names()))

    def _retranslate(self) -> None:
        self.load.setTitle(self.tr("Bring what-ifs back"))
        self.forget.setTitle(self.tr("Forget what-ifs"))
