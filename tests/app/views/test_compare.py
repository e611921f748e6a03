from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.state import Comparison, Selection
from app.views import View
from core.board import HAND_SIZED
from core.interventions.positions_off import PositionsOff
from core.measures.likelihood import log_probabilities
from core.request import HandSized, ModelId, TraceRequest
from core.run import compute
from core.trace import Trace

Show = Callable[..., View]


def test_without_changes_it_says_what_to_press(show: Show, tiny_trace: Trace) -> None:
    view = show("compare", tiny_trace)
    assert "Switch on a what-if" in view._caption.text()


def test_until_the_baseline_is_there_it_says_so(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("compare", silenced[0])
    assert "is being computed" in view._caption.text()


def test_both_outputs_are_shown(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("compare", *silenced)
    assert view._with.isVisible()
    assert view._without.isVisible()


def test_both_sums_of_log_probabilities_are_given(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("compare", *silenced)
    text = view._sums.text()
    for trace in (silenced[0], silenced[1].own):
        assert f"{abs(log_probabilities(trace).sum()):#.4g}" in text


def test_heads_before_the_silenced_one_did_not_move(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("compare", *silenced)
    heads = view._heads
    assert ("encoder", 0, 0) not in heads
    assert ("encoder", 1, 0) in heads


def test_a_clicked_head_is_selected(qtbot: QtBot, show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("compare", *silenced)
    view.show_selection(Selection("encoder", 0, 0))
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(view._moved, Qt.Key.Key_Down)
    chosen = wish.args[0]
    assert (chosen.attention, chosen.layer, chosen.head) in view._heads


@pytest.mark.parametrize("strip", ["_with", "_without"])
def test_outputs_line_up(strip: str, show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("compare", *silenced)
    assert getattr(view, strip).x() == view._with.x()


def test_without_an_output_the_heads_have_all_the_room(show: Show) -> None:
    request = TraceRequest(ModelId(HAND_SIZED, ""), HandSized("a b", decoder_layers=0))
    trace = compute(replace(request, interventions=(PositionsOff(),)), device="cpu")
    baseline = compute(request, device="cpu")
    view = show("compare", trace, Comparison(baseline, baseline))
    assert view._moved.isVisible()
    assert view._moved.width() > view.width() * 0.9
