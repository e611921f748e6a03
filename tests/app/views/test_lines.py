from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.state import Comparison, SelectedToken, Selection
from app.views import View
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace

Show = Callable[..., View]
LEFT = Qt.MouseButton.LeftButton


def test_all_heads_are_drawn_at_first(show: Show, tiny_trace: Trace) -> None:
    assert show("lines", tiny_trace)._lines.heads == (0, 1)


def test_a_clicked_head_is_switched_off_and_on(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    place = view._toggles.toggle_rect(0).center().toPoint()
    qtbot.mouseClick(view._toggles, LEFT, pos=place)
    assert view._lines.heads == (1,)
    qtbot.mouseClick(view._toggles, LEFT, pos=place)
    assert view._lines.heads == (0, 1)


def test_space_switches_the_head_with_the_keyboard(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    qtbot.keyClick(view._toggles, Qt.Key.Key_Right)
    qtbot.keyClick(view._toggles, Qt.Key.Key_Space)
    assert view._lines.heads == (0,)


def test_only_this_follows_the_selected_head(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    qtbot.mouseClick(view._only, LEFT)
    assert view._lines.heads == (0,)
    view.show_selection(Selection(head=1))
    assert view._lines.heads == (1,)


def test_shift_and_click_shows_a_head_alone(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    place = view._toggles.toggle_rect(1).center().toPoint()
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(view._toggles, LEFT, Qt.KeyboardModifier.ShiftModifier, place)
    view.show_selection(wish.args[0])
    assert view._lines.heads == (1,)


def test_all_brings_every_head_back(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    qtbot.mouseClick(view._only, LEFT)
    qtbot.mouseClick(view._all, LEFT)
    assert view._lines.heads == (0, 1)


def test_the_threshold_decides_what_is_drawn(show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    view._threshold.setValue(40)
    found = view._lines
    assert np.array_equal(found.drawn, found.weights >= 0.4)
    assert "less than 40 %" in view._caption.text()


@pytest.mark.parametrize(("modifier", "moved"), [("", 1), ("Shift+", -1)])
def test_t_moves_the_threshold(modifier: str, moved: int, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    before = view._threshold.value()
    action = next(action for action in view.actions() if action.shortcut().toString() == f"{modifier}T")
    action.trigger()
    assert view._threshold.value() == before + moved


@pytest.mark.parametrize("form", ["columns", "rows"])
def test_a_clicked_query_is_selected(form: str, qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    qtbot.mouseClick(view._forms.button(form), LEFT)
    with qtbot.waitSignal(view.selection_requested) as wish:
        place = view._picture.name_rect("query", 3).center().toPoint()
        qtbot.mouseClick(view._picture, LEFT, pos=place)
    assert (wish.args[0].query, wish.args[0].key) == (3, None)


def test_a_clicked_key_shows_who_looks_at_it(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    view.show_selection(Selection("cross"))
    with qtbot.waitSignal(view.selection_requested) as wish:
        place = view._picture.name_rect("key", 2).center().toPoint()
        qtbot.mouseClick(view._picture, LEFT, pos=place)
    assert (wish.args[0].query, wish.args[0].key) == (None, 2)
    assert wish.args[0].token == SelectedToken("source", 2)


def test_a_second_click_shows_all_lines_again(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    view.show_selection(Selection(query=3))
    with qtbot.waitSignal(view.selection_requested) as wish:
        place = view._picture.name_rect("query", 3).center().toPoint()
        qtbot.mouseClick(view._picture, LEFT, pos=place)
    assert (wish.args[0].query, wish.args[0].key) == (None, None)


@pytest.mark.parametrize(
    ("form", "key", "expected"),
    [
        ("columns", Qt.Key.Key_Down, (3, None)),
        ("columns", Qt.Key.Key_Right, (None, 2)),
        ("rows", Qt.Key.Key_Right, (3, None)),
        ("rows", Qt.Key.Key_Down, (None, 2)),
        ("rows", Qt.Key.Key_Home, (0, None)),
        ("rows", Qt.Key.Key_Backspace, (None, None)),
    ],
)
def test_keys_go_along_a_side_and_to_the_other_one(
    form: str, key: Qt.Key, expected: tuple[int | None, ...], qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("lines", tiny_trace)
    view._on_form_chosen(form)
    view.show_selection(Selection(query=2))
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(view._picture, key)
    assert (wish.args[0].query, wish.args[0].key) == expected


def test_the_exact_weights_of_a_selected_token_are_said(show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    view.show_selection(Selection(query=2))
    weights = view._lines.weights[:, 2].mean(0)
    said = view._picture.accessibleDescription()
    assert all(f"{weight:.4f}" in said for weight in weights)


def test_the_layer_is_wished_by_its_stepper(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(view._layer.more, LEFT)
    assert wish.args[0].layer == 1


def test_the_selected_layer_is_drawn(show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    view.show_selection(Selection("decoder", layer=1))
    assert np.array_equal(view._lines.step.value, tiny_trace.value("decoder.layers.1.self_attention.weights"))


def test_a_silenced_head_is_struck_out(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    assert show("lines", *silenced)._toggles._silent == {1}


def test_many_tokens_stand_in_rows_and_few_in_columns(show: Show, tiny_trace: Trace) -> None:
    view = show("lines", tiny_trace)
    assert not view._picture.is_across()
    view.show_selection(Selection("decoder"))
    assert view._picture.is_across()


@pytest.mark.parametrize("trace", [encoder_only_trace, decoder_only_trace])
def test_models_of_one_half_have_lines(trace: Callable[[], Trace], show: Show) -> None:
    assert show("lines", trace())._lines.drawn.any()
