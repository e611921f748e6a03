from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.state import Comparison, Playback, Selection
from app.theme import DARK
from app.views import View, catalogue
from core.trace import Trace

Show = Callable[..., View]
VIEWS = [spec.id for spec in catalogue()]


def colours(view: View) -> int:
    image = view.grab().toImage()
    places = ((x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9))
    return len({image.pixel(x, y) for x, y in places})


@pytest.mark.parametrize("name", VIEWS)
def test_draws_a_trace(name: str, show: Show, tiny_trace: Trace) -> None:
    assert colours(show(name, tiny_trace)) > 5


@pytest.mark.parametrize("name", VIEWS)
def test_draws_a_prenorm_trace(name: str, show: Show, tiny_prenorm_trace: Trace) -> None:
    assert colours(show(name, tiny_prenorm_trace)) > 5


@pytest.mark.parametrize("name", VIEWS)
def test_a_trace_with_changes_is_drawn(name: str, show: Show, silenced: tuple[Trace, Comparison]) -> None:
    assert colours(show(name, *silenced)) > 5


@pytest.mark.parametrize("name", VIEWS)
def test_grabbing_a_view_never_shown_draws_it(name: str, qtbot: QtBot, tiny_trace: Trace) -> None:
    view = next(spec for spec in catalogue() if spec.id == name).build()
    qtbot.addWidget(view)
    view.resize(860, 520)
    view.show_trace(tiny_trace, Comparison())
    assert colours(view) > 5


@pytest.mark.parametrize("name", VIEWS)
def test_survives_a_change_of_theme_and_language(name: str, show: Show, tiny_trace: Trace) -> None:
    view = show(name, tiny_trace)
    view.apply_theme(DARK, 1.5)
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert colours(view) > 5


@pytest.mark.parametrize("name", VIEWS)
def test_a_selection_outside_the_trace_does_no_harm(name: str, show: Show, tiny_trace: Trace) -> None:
    view = show(name, tiny_trace)
    view.show_selection(Selection("cross", 9, 9, 99, 99, norm="nowhere").at_token("source", 99))
    view.show_moment(Playback(step=10_000))
    assert colours(view) > 5


@pytest.mark.parametrize("name", VIEWS)
def test_fits_the_stage_of_a_small_laptop(name: str, show: Show, tiny_trace: Trace) -> None:
    hint = show(name, tiny_trace).minimumSizeHint()
    assert (hint.width() <= 760, hint.height() <= 520) == (True, True)


@pytest.mark.parametrize("name", VIEWS)
def test_a_hidden_view_draws_when_it_is_shown(
    name: str, show: Show, qtbot: QtBot, tiny_trace: Trace, tiny_prenorm_trace: Trace
) -> None:
    view = show(name, tiny_trace)
    view.hide()
    view.show_trace(tiny_prenorm_trace, Comparison())
    view.show_selection(Selection("cross", 1, 1))
    assert view._stale  # nothing was drawn yet
    with qtbot.waitExposed(view):
        view.show()
    assert not view._stale


@pytest.mark.parametrize("name", VIEWS)
def test_before_is_shown_and_taken_back(name: str, show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show(name, *silenced)
    view.show_before(True)
    assert view._trace is silenced[1].forced
    view.show_before(False)
    assert view._trace is silenced[0]
