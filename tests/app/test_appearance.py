"""How the window is styled: once when it is built, once for each change, with all that belongs to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from app.appearance import Appearance
from app.main_window import MainWindow
from app.session import Session
from app.settings import LARGEST_TEXT, Settings
from app.theme import DARK, LIGHT, SIZE_BODY, type_size
from app.translation import Translator

OFTEN = 3
"""A widget may be styled for itself and when its parent's type reaches it, but not for each of its ancestors."""

Build = Callable[[Session], MainWindow]
Change = Callable[[Appearance], object]

CHANGES = pytest.mark.parametrize(
    "change",
    [lambda looks: looks.toggle_theme(), lambda looks: looks.scale_text(1)],
    ids=["theme", "text size"],
)


class Restyled(QObject):
    """Counts how often each widget hears that its style has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.times: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.times[watched] += 1
        return False


@pytest.fixture
def restyled(qapp: QApplication) -> Restyled:
    return Restyled()


def watch(restyled: Restyled, act: Callable[[], object]) -> int:
    """How often widgets were styled while this was done."""
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(restyled)
    act()
    app.removeEventFilter(restyled)
    return restyled.times.total()


def looks(window: MainWindow) -> Appearance:
    return window._appearance


def test_building_the_window_styles_no_widget_for_each_of_its_ancestors(
    build: Build, session: Session, restyled: Restyled
) -> None:
    made: list[MainWindow] = []
    times = watch(restyled, lambda: made.append(build(session)))
    assert times < OFTEN * len(made[0].findChildren(QWidget))


@CHANGES
def test_a_change_styles_no_widget_for_each_of_its_ancestors(
    window: MainWindow, restyled: Restyled, change: Change
) -> None:
    times = watch(restyled, lambda: change(looks(window)))
    count = len(window.findChildren(QWidget))
    assert count / 2 < times < OFTEN * count


def test_the_theme_that_there_is_does_not_style_the_window(window: MainWindow, restyled: Restyled) -> None:
    watch(restyled, lambda: looks(window).set_theme("light"))
    assert window not in restyled.times


def test_text_as_large_as_can_be_is_not_styled_again(window: MainWindow, restyled: Restyled) -> None:
    looks(window).scale_text(99)
    assert looks(window).scale == LARGEST_TEXT
    watch(restyled, lambda: looks(window).scale_text(1))
    assert window not in restyled.times


def test_an_appearance_without_a_window_gives_the_application_its_colours(
    qapp: QApplication, settings: Settings
) -> None:
    made = Appearance(settings, Translator())
    for name, theme in (("dark", DARK), ("light", LIGHT)):
        made.set_theme(name)
        assert qapp.palette().window().color().name() == theme.background


@pytest.mark.parametrize("steps", [0, 3])
def test_a_dialog_of_the_window_has_text_of_the_same_size(window: MainWindow, steps: int) -> None:
    looks(window).scale_text(steps)
    dialog, label = QDialog(window), QLabel("text")
    QVBoxLayout(dialog).addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == type_size(SIZE_BODY, looks(window).scale)


def test_menus_have_text_of_the_same_size(window: MainWindow) -> None:
    looks(window).scale_text(3)
    menu = window.menuBar().actions()[0].menu()
    menu.ensurePolished()  # type: ignore[attr-defined]
    assert menu.font().pixelSize() == type_size(SIZE_BODY, looks(window).scale)  # type: ignore[attr-defined]
