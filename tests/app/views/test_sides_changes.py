"""A | B: the table of changes, and the way to the first difference."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.state import Selection
from app.theme import LIGHT
from app.views.sides import SidesView
from core.interventions.silence_head import SilenceHead
from core.run import compute
from tests.app.views.conftest import compared
from tests.app.views.test_sides import choose, walk_to


@pytest.fixture
def view(qtbot: QtBot, tiny_models: object) -> SidesView:
    view = SidesView()
    qtbot.addWidget(view)
    view.resize(860, 420)
    view.trace_wanted.connect(lambda request: view.show_further(compute(request, device="cpu")))
    view.apply_theme(LIGHT, 1.0)
    view.show_trace(*compared(SilenceHead("cross", 0, 1)))
    with qtbot.waitExposed(view):
        view.show()
    return view


def changed_once(view: SidesView) -> None:
    choose(view, "current", "model:zh-en-prenorm", "changes")


def test_the_table_of_changes_begins_at_the_largest(view: SidesView) -> None:
    changed_once(view)
    table = view._maps.table
    walk_to(view, table.sites[-1])
    view._draw()
    assert table.verticalScrollBar().value() == 0


def test_the_table_of_changes_follows_the_walk(view: SidesView) -> None:
    changed_once(view)
    table = view._maps.table
    walk_to(view, table.sites[-1])
    assert table.selection() == len(table.sites) - 1
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def silence_shown(view: SidesView, page: str = "head") -> None:
    """The weights of the silenced head, which are the same on both sides."""
    choose(view, "baseline", "current", page)
    view._on_fed(True)
    view.show_selection(Selection("cross", 0, 1))


def test_where_nothing_differs_a_button_leads_to_the_first_difference(view: SidesView, qtbot: QtBot) -> None:
    silence_shown(view)
    assert "do not differ here" in view._caption.text()
    with qtbot.waitSignal(view.step_requested) as wish:
        qtbot.mouseClick(view._first_change, Qt.MouseButton.LeftButton)
    assert view._both.present.steps[wish.args[0]].site == "decoder.layers.0.cross_attention.head_output"
    assert view._page == "step"


def test_where_something_differs_there_is_no_such_button(view: SidesView) -> None:
    choose(view, "current", "model:zh-en-prenorm")
    assert not view._first_change.isVisible()


@pytest.mark.parametrize("page", ["head", "step"])
def test_between_a_setting_and_itself_there_is_no_first_difference(view: SidesView, page: str) -> None:
    choose(view, "current", "current", page)
    assert not view._first_change.isVisible()
