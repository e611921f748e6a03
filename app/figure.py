"""Draw one view of a trace without a window, as the window would show it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.command_arguments import computed
from app.display import draw_without_display
from app.fonts import install_fonts
from app.state import Comparison, Playback, Selection
from app.theme import Theme, palette, stylesheet, theme_named
from app.translation import Translator
from app.views import View, ViewSpec, catalogue
from core.problems import ProblemError
from core.request import Target
from core.trace import Trace

Moment: TypeAlias = tuple[Trace, Comparison, Selection, Playback]


def application() -> QApplication:
    """The application that Qt needs for drawing; it opens no window and needs no display."""
    draw_without_display()
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = QApplication(["attention-microscope"])
    made.setStyle("Fusion")
    install_fonts(made)
    return made


def view_named(name: str) -> ViewSpec:
    """The view with that id; ProblemError ``invalid_argument`` naming those that there are."""
    views = {spec.id: spec for spec in catalogue()}
    if name not in views:
        known = ", ".join(views)
        raise ProblemError("invalid_argument", argument="--view", reason=f"“{name}” is none of {known}")
    return views[name]


def comparison(trace: Trace, device: str) -> Comparison:
    """The baselines of a trace in which something is intervened; none otherwise."""
    if not trace.request.interventions:
        return Comparison()
    baseline = trace.request.baseline()
    output = Target(tuple(token.id for token in trace.tokens["target"][1:]))
    return Comparison(computed(baseline, device), computed(replace(baseline, target=output), device))


@contextmanager
def drawn(
    spec: ViewSpec, moment: Moment, theme_name: str, language: str, size: tuple[int, int]
) -> Iterator[View]:
    """The view as the window would show it at this moment; the application looks as before afterwards."""
    with _appearance(theme_named(theme_name), language):
        view = spec.build()
        view.setWindowTitle(spec.title())
        view.apply_theme(theme_named(theme_name), 1.0)
        view.setFixedSize(*size)
        # Laid out and drawn as if it were seen, while nothing appears on a screen.
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.show()
        _fill(view, moment)
        yield view
        view.close()
        view.deleteLater()


@contextmanager
def _appearance(theme: Theme, language: str) -> Iterator[None]:
    translator, app = Translator(), application()
    if not translator.set_language(language):
        raise ProblemError("unreadable_file", path=f"translation {language}", reason="missing or damaged")
    before = app.palette(), app.styleSheet()
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme, 1.0))
    try:
        yield
    finally:
        app.setPalette(before[0])
        app.setStyleSheet(before[1])
        # The command line speaks English, in what it prints from here on too.
        translator.set_language("en")


def _fill(view: View, moment: Moment) -> None:
    trace, baselines, selection, playback = moment
    view.show_trace(trace, baselines)
    view.show_selection(selection)
    view.show_moment(playback)
    QApplication.processEvents()
