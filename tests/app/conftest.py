"""The window over a tiny model that answers at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.appearance import Appearance
from app.fonts import install_fonts
from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from app.state import SessionState
from app.translation import Translator
from app.views import catalogue
from tests.app.waiting import PromptTracer
from tests.tiny import CAT

Build = Callable[[Session], MainWindow]


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> str:
    """The fonts that users see, which have Chinese even where the system lacks it; their family."""
    return install_fonts(qapp)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path / "settings.ini")
    settings.language = "en"
    return settings


@pytest.fixture
def tracer() -> PromptTracer:
    return PromptTracer()


@pytest.fixture
def session(qtbot: QtBot, tiny_models: Path, tracer: PromptTracer) -> Iterator[Session]:
    made = Session(tracer, SessionState(text=CAT))  # type: ignore[arg-type]
    yield made
    made.play(False)


@pytest.fixture
def build(qtbot: QtBot, settings: Settings) -> Iterator[Build]:
    """Windows that are really deleted: each one left over would be translated again with every next one."""
    made: list[MainWindow] = []

    def build(session: Session) -> MainWindow:
        made.append(MainWindow(session, Appearance(settings, Translator()), settings, catalogue()))
        made[-1].show()
        return made[-1]

    yield build
    for window in made:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(build: Build, session: Session) -> MainWindow:
    made = build(session)
    session.compute()
    made.stage.current().setFocus()
    QApplication.processEvents()
    return made
