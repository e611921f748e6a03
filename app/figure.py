"""Draw one view of a trace without a window, as the window would show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.architecture_figure import ARCHITECTURE
from app.command_arguments import computed
from app.display import draw_without_display
from app.fonts import install_fonts
from app.state import Comparison, Playback, Selection
from app.theme import Theme, palette, stylesheet, theme_named
from app.translation import Translator
from app.views import View, ViewSpec, catalogue
from app.widgets.choice import Choice
from core.problems import ProblemError
from core.request import TraceRequest
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


def views() -> dict[str, ViewSpec]:
    """What can be drawn, under the names that ``--view`` goes by: the views of the window, and the architecture."""
    return {spec.id: spec for spec in (*catalogue(), ARCHITECTURE)}


def view_named(name: str) -> ViewSpec:
    """The view with that id, or the architecture; ProblemError ``invalid_argument`` naming those that there are."""
    found = views().get(name)
    if found is None:
        known = ", ".join(views())
        raise ProblemError("invalid_argument", argument="--view", reason=f"“{name}” is none of {known}")
    return found


def comparison(trace: Trace, device: str) -> Comparison:
    """The baselines of a trace in which something is intervened; none otherwise."""
    if not trace.request.interventions:
        return Comparison()
    baseline = trace.request.baseline()
    over_the_same = replace(baseline, target=trace.as_target)
    return Comparison(computed(baseline, device), computed(over_the_same, device))


@contextmanager
def drawn(
    spec: ViewSpec,
    moment: Moment,
    theme_name: str,
    language: str,
    size: tuple[int, int],
    *,
    chosen: Sequence[str] = (),
    device: str = "auto",
) -> Iterator[View]:
    """The view as the window would show it at this moment; the application looks as before afterwards.

    ``chosen`` are options of its choices, pressed one after the other. Traces that it then wishes for beside the
    one it is given are computed on ``device``.
    """
    with _appearance(theme_named(theme_name), language):
        view = spec.build()
        view.setWindowTitle(spec.title())
        view.apply_theme(theme_named(theme_name), 1.0)
        view.setFixedSize(*size)
        # Laid out and drawn as if it were seen, while nothing appears on a screen.
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.show()
        try:
            _fill(view, moment, chosen, device)
            yield view
        finally:
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


def _fill(view: View, moment: Moment, chosen: Sequence[str], device: str) -> None:
    trace, baselines, selection, playback = moment
    problems = _answer(view, device)
    view.show_trace(trace, baselines)
    view.show_selection(selection)
    view.show_moment(playback)
    for name in chosen:
        _press(view, name)
    QApplication.processEvents()
    for problem in problems:
        raise problem


def _answer(view: View, device: str) -> list[ProblemError]:
    """Do at once what the view wishes; what goes wrong is kept, since nothing is raised through a signal."""
    problems: list[ProblemError] = []

    def compute(request: TraceRequest) -> None:
        try:
            view.show_further(computed(request, device))
        except ProblemError as problem:
            problems.append(problem)

    view.trace_wanted.connect(compute)
    view.selection_requested.connect(view.show_selection)
    return problems


def _press(view: View, name: str) -> None:
    """Press the button of that name, in the first choice that offers it; ProblemError ``invalid_argument``."""
    choices = [choice for choice in view.findChildren(Choice) if choice.isVisible()]
    offering = next((choice for choice in choices if name in choice.options()), None)
    if offering is None:
        known = ", ".join(option for choice in choices for option in choice.options()) or "nothing"
        raise ProblemError("invalid_argument", argument="--choose", reason=f"“{name}” is none of {known}")
    offering.button(name).click()
