"""Every operation of the bundled models, at its place in the window of 1280x720, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication

from app.appearance import Appearance
from app.fonts import sized_font
from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from app.state import SessionState
from app.theme import SIZE_TITLE
from app.translation import Translator
from app.views import catalogue
from app.views.step import StepView
from app.widgets.equation import OUTPUT
from core.derivations import Cell, derive
from core.trace import Step
from tests.app.waiting import PromptTracer
from tests.tiny import CAT

GIVEN = {"position", "given_mask"}
"""Operations that read nothing that was computed before."""
CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Sight:
    """What one step looks like: its words, and what of them has no room."""

    step: Step
    language: str
    words: str
    has_formula: bool
    has_code: bool
    inputs: int
    output: str
    cut: tuple[str, ...]
    blank: tuple[int, ...]


@pytest.fixture(
    scope="module",
    params=[(model, tongue) for model in ("zh-en", "zh-en-prenorm") for tongue in ("en", "zh")],
    ids="-".join,
)
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The real window over a bundled model."""
    model, language = request.param
    settings = Settings(tmp_path_factory.mktemp("settings") / "settings.ini")
    settings.language = language
    translator = Translator()
    session = Session(PromptTracer(), SessionState(model=model, text=CAT))  # type: ignore[arg-type]
    made = MainWindow(session, Appearance(settings, translator), settings, catalogue())
    made.resize(1280, 720)
    made.show()
    session.compute()
    made.stage.show_tab(made.stage.tab_named("step"))
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)
    translator.set_language("en")


@pytest.fixture(scope="module")
def sights(window: MainWindow) -> list[Sight]:
    """The whole walk. A picture is looked at once for every explanation: the others differ in their numbers alone."""
    trace, seen, walked = window._session.trace, set(), []
    view = window.stage.current()
    assert trace is not None and isinstance(view, StepView)
    for number, step in enumerate(trace.steps):
        window._session.go_to_step(number)
        words = view._head.about.words.text()
        walked.append(look(view, step, window._settings.language, looks_closer=words not in seen))
        seen.add(words)
    return walked


def look(view: StepView, step: Step, language: str, looks_closer: bool) -> Sight:
    head, equation, picture = view._head, view._equation, view._sheet.picture
    assert picture is not None
    places = (OUTPUT, *range(min(len(picture.inputs), len(equation.panels))))
    return Sight(
        step=step,
        language=language,
        words=head.about.words.text(),
        has_formula=head.formula.is_set(),
        has_code=bool(head.about.pieces()),
        inputs=len(picture.inputs),
        output=equation.output.caption.text(),
        cut=tuple(name for name, fits in room(view) if not fits),
        blank=tuple(at for at in places if looks_closer and colours(view, at) <= 4),
    )


def room(view: StepView) -> Iterator[tuple[str, bool]]:
    """Whether title, formula, paragraph and matrices are seen as a whole."""
    head, equation = view._head, view._equation
    title = QFontMetricsF(sized_font(SIZE_TITLE)).horizontalAdvance(head.title.text())
    yield "title", title <= head.title.width()
    formula = head.formula
    yield "formula", formula.rect().contains(formula.painted_rect().toAlignedRect())
    words = head.about.words
    yield "words", words.heightForWidth(words.width()) <= head.about.height()
    stage = QRect(QPoint(0, 0), view.window().size())
    for panel in (*equation.panels, equation.output):
        place = QRect(panel.mapTo(view.window(), QPoint(0, 0)), panel.size())
        yield panel.caption.text(), panel.isHidden() or stage.contains(place)


def colours(view: StepView, at: int) -> int:
    image = view._equation.panel(at).grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return len(np.unique(np.frombuffer(image.constBits(), np.uint32)))


def sites(found: Iterator[Sight]) -> list[str]:
    return [sight.step.site for sight in found]


def test_the_stage_has_its_share_of_the_window(window: MainWindow) -> None:
    assert window.size().toTuple() == (1280, 720)
    assert window.stage.width() >= 0.6 * window.width()


def test_every_step_has_a_formula_in_type(sights: list[Sight]) -> None:
    assert sites(sight for sight in sights if not sight.has_formula) == []


def test_every_step_shows_its_code(sights: list[Sight]) -> None:
    assert sites(sight for sight in sights if not sight.has_code) == []


def test_every_step_is_explained_in_the_language_chosen(sights: list[Sight]) -> None:
    wrong = (s for s in sights if not s.words or bool(CHINESE.search(s.words)) != (s.language == "zh"))
    assert sites(wrong) == []


def test_every_output_is_named_in_the_language_chosen(sights: list[Sight]) -> None:
    named = (s for s in sights if s.output != "logits")
    assert sites(s for s in named if bool(CHINESE.search(s.output)) != (s.language == "zh")) == []


def test_every_step_shows_what_it_reads(sights: list[Sight]) -> None:
    assert sites(s for s in sights if not s.inputs and s.step.kind not in GIVEN) == []


def test_nothing_is_cut(sights: list[Sight]) -> None:
    assert [(sight.step.site, sight.cut) for sight in sights if sight.cut] == []


def test_no_picture_is_blank(sights: list[Sight]) -> None:
    assert [(sight.step.site, sight.blank) for sight in sights if sight.blank] == []


def test_every_step_has_a_derivation(window: MainWindow) -> None:
    trace = window._session.trace
    assert trace is not None
    for step in trace.steps:
        derivation = derive(trace, Cell(step.site, tuple(size // 2 for size in step.value.shape)))
        assert derivation.terms or step.kind in GIVEN, step.site
