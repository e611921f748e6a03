"""All steps of a trace, one after the other: nothing is missing, blank or cut."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.state import Comparison, Playback
from app.theme import LIGHT
from app.translation import Translator
from app.views import View
from app.views.step import VIEW
from app.widgets.equation import OUTPUT
from core.trace import Trace

Show = Callable[..., View]
ATTENTION = "encoder.layers.0.self_attention"
STAGE = (700, 400)
"""The least room that the stage has in a window of 1280x720 with a panel on either side."""
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def view(qtbot: QtBot, tiny_trace: Trace) -> View:
    made = VIEW.build()
    qtbot.addWidget(made)
    made.resize(*STAGE)
    made.apply_theme(LIGHT, 1.0)
    made.show_trace(tiny_trace, Comparison())
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def chinese(qapp: QApplication) -> object:
    translator = Translator()
    translator.set_language("zh")
    yield translator
    translator.set_language("en")


def colours(image: QImage) -> int:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)  # kept: the array borrows its memory
    pixels = np.frombuffer(plain.constBits(), np.uint32)
    return len(np.unique(pixels))


def test_no_step_is_without_words_and_code(view: View, tiny_trace: Trace) -> None:
    for number, step in enumerate(tiny_trace.steps):
        view.show_moment(Playback(number))
        assert view._head.about.words.text().count(".") >= 1, step.site
        assert view._head.about.pieces(), step.site
        assert view._head.formula.is_set(), step.site
        assert "_" not in view._head.title.text(), step.site


def test_no_step_is_without_chinese_words(chinese: object, view: View, tiny_trace: Trace) -> None:
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    for number, step in enumerate(tiny_trace.steps):
        view.show_moment(Playback(number))
        for text in (view._head.about.words.text(), view._equation.output.caption.text()):
            assert CHINESE.search(text) or text == "logits", (step.site, text)


def test_no_picture_is_blank(view: View, tiny_trace: Trace) -> None:
    for number, step in enumerate(tiny_trace.steps):
        view.show_moment(Playback(number))
        for at in (OUTPUT, *range(len(view._sheet.picture.inputs))):
            panel = view._equation.panel(at)
            assert colours(panel.grab().toImage()) > 4, (step.site, at)


def test_no_formula_is_cut(view: View, tiny_trace: Trace) -> None:
    for number, step in enumerate(tiny_trace.steps):
        view.show_moment(Playback(number))
        formula = view._head.formula
        assert QRect(0, 0, formula.width(), formula.height()).contains(
            formula.painted_rect().toAlignedRect()
        ), step.site


def test_no_part_lies_over_another_or_outside(view: View, tiny_trace: Trace) -> None:
    equation = view._equation
    for number, step in enumerate(tiny_trace.steps):
        view.show_moment(Playback(number))
        shown = [panel for panel in (*equation.panels, equation.output) if panel.isVisible()]
        places = [panel.geometry() for panel in shown]
        assert all(equation.rect().contains(place) for place in places), step.site
        overlaps = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :] if a.intersects(b)]
        assert overlaps == [], step.site


def test_the_parts_of_the_view_follow_each_other(view: View) -> None:
    parts: list[QWidget] = [view._head, view._equation, view._foot]
    places = [part.geometry() for part in parts]
    assert all(view.rect().contains(place) for place in places)
    assert all(above.bottom() < below.top() for above, below in itertools.pairwise(places))


def test_code_takes_the_place_of_words(qtbot: QtBot, view: View, tiny_trace: Trace) -> None:
    view.show_moment(Playback(tiny_trace.steps.index(tiny_trace[f"{ATTENTION}.scores"])))
    qtbot.mouseClick(view._head.sides.button("code"), Qt.MouseButton.LeftButton)
    assert "self.scores(query @ key.mT, query, key)" in view._head.about.code.toPlainText()


def test_a_kept_scale_is_the_same_in_every_layer(qtbot: QtBot, view: View, tiny_trace: Trace) -> None:
    qtbot.mouseClick(view._foot.keep, Qt.MouseButton.LeftButton)
    scales = set()
    for layer in range(2):
        step = tiny_trace[f"encoder.layers.{layer}.self_attention.scores"]
        view.show_moment(Playback(tiny_trace.steps.index(step)))
        scales.add(view._equation.output.map.scale())
    assert len(scales) == 1


def test_the_output_is_copied_as_numpy(qtbot: QtBot, view: View, tiny_trace: Trace) -> None:
    site = "encoder.layers.0.self_attention.scores"
    view.show_moment(Playback(tiny_trace.steps.index(tiny_trace[site])))
    view._actions["numpy"].trigger()
    copied = eval(QGuiApplication.clipboard().text(), {"np": np})
    assert np.array_equal(copied, tiny_trace.value(site)[0])


def test_an_operand_is_copied_when_it_has_the_keyboard(qtbot: QtBot, view: View, tiny_trace: Trace) -> None:
    view.show_moment(Playback(tiny_trace.steps.index(tiny_trace[f"{ATTENTION}.scores"])))
    view._equation.panels[0].map.setFocus()
    qtbot.keyClick(view._equation.panels[0].map, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = [line.split(",")[1:] for line in QGuiApplication.clipboard().text().splitlines()[1:]]
    assert np.array_equal(np.array(copied, np.float32), tiny_trace.value(f"{ATTENTION}.query")[0])


def test_a_transition_lies_over_the_matrices_until_it_is_done(view: View, tiny_trace: Trace) -> None:
    number = tiny_trace.steps.index(tiny_trace[f"{ATTENTION}.weights"])
    view.show_moment(Playback(number, alpha=0.4))
    during = view._equation.grab().toImage()
    view.show_moment(Playback(number, alpha=1.0))
    assert view._equation.grab().toImage() != during


def test_without_a_transition_nothing_lies_over_the_matrices(view: View, tiny_trace: Trace) -> None:
    view.show_moment(Playback(tiny_trace.steps.index(tiny_trace[f"{ATTENTION}.weights"])))
    plain = view._equation.grab().toImage()
    view._transition.overlay.hide()
    assert view._equation.grab().toImage() == plain


@pytest.mark.parametrize("site", ["decoder.logits", "decoder.probabilities"])
def test_the_table_of_candidates_is_uncovered_row_by_row(view: View, tiny_trace: Trace, site: str) -> None:
    number = tiny_trace.steps.index(tiny_trace[site])
    pictures = []
    for alpha in (0.0, 0.5, 1.0, 0.5):
        view.show_moment(Playback(number, alpha))
        pictures.append(view._table.grab().toImage() if alpha == 1 else view._equation.grab().toImage())
    assert len(view._transition.overlay.scene().output.values) > 1
    assert pictures[0] != pictures[1]
    assert pictures[1] == pictures[3]
