"""The page of masks: what closes a cell, and what painting asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reading.masks import DEEDS, Deed, head_mask, painted_mask, repainted
from app.state import Selection
from app.views import View
from app.widgets.mask_map import MaskState
from core.interventions import Intervention
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.hide_token import HideToken
from core.interventions.mask_filler import Filler, MaskFiller
from core.interventions.paint_mask import PaintMask
from core.request import TraceRequest
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace
from tests.tiny import tiny_request

Show = Callable[..., View]
ENCODER, DECODER = "encoder.layers.0.self_attention.weights", "decoder.layers.0.self_attention.weights"


def traced(*interventions: Intervention, padding: int = 0) -> Trace:
    request: TraceRequest = tiny_request()
    inputs = replace(request.inputs, padding=padding)  # type: ignore[type-var]
    return compute(replace(request, inputs=inputs, interventions=interventions), device="cpu")


def states(trace: Trace, site: str, head: int = 0) -> np.ndarray:
    mask = head_mask(trace, trace[site], head)
    assert mask is not None
    return mask.states


def test_padding_closes_the_columns_of_the_padded_positions(tiny_models: object) -> None:
    found = states(traced(padding=2), ENCODER)
    assert (found[:, -2:] == MaskState.PADDING).all()
    assert (found[:, :-2] == MaskState.OPEN).all()


def test_the_causal_mask_closes_what_comes_later(tiny_models: object) -> None:
    found = states(traced(), DECODER)
    later = np.triu(np.ones(found.shape, bool), 1)
    assert (found[later] == MaskState.CAUSAL).all()
    assert (found[~later] == MaskState.OPEN).all()


def test_without_the_causal_mask_everything_is_open(tiny_models: object) -> None:
    assert (states(traced(CausalMaskOff()), DECODER) == MaskState.OPEN).all()


def test_painted_cells_are_told_from_those_of_another_what_if(tiny_models: object) -> None:
    found = states(
        traced(PaintMask("encoder", 0, 0, closed=((0, 1),)), HideToken("source", 2, "key")), ENCODER
    )
    assert found[0, 1] == MaskState.CLOSED
    assert (found[:, 2] == MaskState.OTHER).all()


def test_a_cell_painted_open_says_so(tiny_models: object) -> None:
    assert states(traced(PaintMask("decoder", 0, 0, opened=((0, 1),))), DECODER)[0, 1] == MaskState.OPENED


def test_paint_reaches_the_heads_that_it_names_only(tiny_models: object) -> None:
    trace = traced(PaintMask("encoder", 0, 1, closed=((0, 1),)))
    assert states(trace, ENCODER, head=0)[0, 1] == MaskState.OPEN
    assert states(trace, ENCODER, head=1)[0, 1] == MaskState.CLOSED


def test_a_row_with_nothing_left_is_named(show: Show, tiny_models: object) -> None:
    trace = traced(HideToken("source", 1, "query"))
    view = show("masks", trace)
    assert f"Nothing is left to look at for {trace.tokens['source'][1].text}" in view._caption.text()


@pytest.mark.parametrize(
    ("filler", "words"),
    [("-1e4", "softmax shares the row out evenly, 0.1111 each"), ("-inf", "so these weights are 0")],
)
def test_of_a_row_with_nothing_left_its_real_weights_are_told(
    show: Show, tiny_models: object, filler: Filler, words: str
) -> None:
    view = show("masks", traced(HideToken("source", 1, "query"), MaskFiller(filler)))
    assert words in view._caption.text()


@pytest.mark.parametrize("deed", DEEDS)
def test_a_stroke_changes_what_is_painted(tiny_trace: Trace, deed: Deed) -> None:
    held = PaintMask("encoder", 0, 0, closed=((0, 0), (0, 1)))
    painted = repainted(held, [(0, 1), (2, 2)], deed, tiny_trace[ENCODER])
    assert painted.closed == {"close": ((0, 0), (0, 1), (2, 2))}.get(deed, ((0, 0),))
    assert painted.opened == {"open": ((0, 1), (2, 2))}.get(deed, ())
    assert (painted.queries, painted.keys) == tiny_trace[ENCODER].shape[-2:]


def test_what_is_painted_already_is_painted_on(tiny_models: object) -> None:
    held = PaintMask("encoder", 0, 0, 0, 0, ((0, 1),))
    assert painted_mask(traced(held), "encoder", 0, 0) == held


def test_a_click_asks_for_a_painted_mask(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("masks", tiny_trace)
    view.show_selection(Selection("encoder", 1, 1))
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        place = view._mask.cell_rect(1, 2).center().toPoint()
        qtbot.mouseClick(view._mask, Qt.MouseButton.LeftButton, pos=place)
    size = tiny_trace[ENCODER].shape[-1]
    assert wish.args == [PaintMask("encoder", 1, 1, size, size, ((1, 2),)), False]


@pytest.mark.parametrize(
    ("reach", "layer", "head"), [("head", 1, 1), ("layer", 1, None), ("attention", None, None)]
)
def test_paint_can_reach_a_head_a_layer_or_all(
    qtbot: QtBot, show: Show, tiny_trace: Trace, reach: str, layer: int | None, head: int | None
) -> None:
    view = show("masks", tiny_trace)
    view.show_selection(Selection("cross", 1, 1))
    qtbot.mouseClick(view._reaches.button(reach), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        view._mask.painted.emit(((0, 0),))
    assert wish.args[0].reach == ("cross", layer, head)


def test_all_paint_can_be_taken_away_at_once(qtbot: QtBot, show: Show, tiny_models: object) -> None:
    view = show("masks", traced(PaintMask("encoder", 0, 0, closed=((0, 1),))))
    view.show_selection(Selection("encoder", 0, 0))
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        qtbot.mouseClick(view._clear, Qt.MouseButton.LeftButton)
    assert wish.args[0].neutral


def test_the_selected_cell_says_what_closes_it(show: Show, tiny_trace: Trace) -> None:
    view = show("masks", tiny_trace)
    view.show_selection(Selection("decoder").at_cell(0, 1))
    assert "it comes later" in view._exact.text()


def test_the_first_stroke_over_another_text_leaves_the_old_paint_out(
    qtbot: QtBot, show: Show, tiny_models: object
) -> None:
    trace = traced(PaintMask("encoder", 0, 0, 99, 99, ((0, 1),)))
    assert trace.dormant
    view = show("masks", trace)
    view.show_selection(Selection("encoder", 0, 0))
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        view._mask.painted.emit(((1, 1),))
    assert wish.args[0].closed == ((1, 1),)


def test_enter_paints_the_selected_cell(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("masks", tiny_trace)
    view.show_selection(Selection("encoder", 0, 0).at_cell(1, 2))
    view.setFocus()
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert wish.args[0].closed == ((1, 2),)


def test_the_weights_beside_the_mask_have_a_legend(show: Show, tiny_trace: Trace) -> None:
    view = show("masks", tiny_trace)
    assert view._shades.isVisible()


def test_paint_goes_to_the_attention_that_is_shown_where_another_is_selected(
    qtbot: QtBot, show: Show
) -> None:
    view = show("masks", decoder_only_trace())
    view.show_selection(Selection("encoder", 0, 0))
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        view._mask.painted.emit(((1, 1),))
    assert wish.args[0].attention == "decoder"
