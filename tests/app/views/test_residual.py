"""The residual view: the stream of the selected token, its lengths, and what they say in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading.residual import bars, caption, most_changed, stream_map
from app.state import Comparison, Selection
from app.views import View
from app.widgets.number_text import significant
from core.interventions.residual_off import ResidualOff
from core.measures.residual_stream import Stream, shares, streams
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

Show = Callable[..., View]


def stream(trace: Trace, tokens: str) -> Stream:
    return next(one for one in streams(trace) if one.tokens == tokens)


def test_the_map_has_a_row_for_the_embedding_and_one_for_each_sublayer(tiny_trace: Trace) -> None:
    shown = stream_map(stream(tiny_trace, "target"), "length")
    assert shown.row_labels == (
        "embedding",
        *("1 self", "1 cross", "1 feed", "2 self", "2 cross", "2 feed"),
    )


@pytest.mark.parametrize(("quantity", "rows"), [("length", 5), ("added", 4), ("cosine", 2)])
def test_every_quantity_can_be_chosen(show: Show, tiny_trace: Trace, quantity: str, rows: int) -> None:
    view = show("residual", tiny_trace)
    view._quantities.button(quantity).click()
    assert view._heatmap.in_view().shape == (rows, len(tiny_trace.tokens["source"]))


@pytest.mark.parametrize(
    ("tokens", "side"), [("source", "source"), ("target", "target"), ("predicted", "target")]
)
def test_the_selected_token_brings_its_stream(show: Show, tiny_trace: Trace, tokens: str, side: str) -> None:
    view = show("residual", tiny_trace)
    view.show_selection(Selection().at_token(tokens, 1))
    assert view._stream().tokens == side
    assert view._heatmap.selection()[1] == 1


def test_a_button_brings_the_other_stream(show: Show, tiny_trace: Trace) -> None:
    view = show("residual", tiny_trace)
    view._sides.button("target").click()
    assert view._heatmap.in_view().shape == (7, len(tiny_trace.tokens["target"]))


def test_a_clicked_cell_wishes_its_token_and_layer(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("residual", tiny_trace)
    with qtbot.waitSignal(view.selection_requested) as wish:
        place = view._heatmap.cell_rect(3, 2).center().toPoint()
        qtbot.mouseClick(view._heatmap, Qt.MouseButton.LeftButton, pos=place)
    assert (wish.args[0].token.tokens, wish.args[0].token.index, wish.args[0].layer) == ("source", 2, 1)


def test_the_numbers_of_a_cell_are_exact(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("residual", tiny_trace)
    view.selection_requested.connect(view.show_selection)
    place = view._heatmap.cell_rect(2, 3).center().toPoint()
    qtbot.mouseClick(view._heatmap, Qt.MouseButton.LeftButton, pos=place)
    part = stream(tiny_trace, "source").sublayers[1]
    for step in (part.stream, part.change, part.sum, part.after):
        assert significant(float(np.linalg.norm(step.value[3].astype(float)))) in view._exact.text()


def test_the_bars_can_be_walked_by_key(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("residual", tiny_trace)
    view.selection_requested.connect(view.show_selection)
    qtbot.keyClick(view._bars, Qt.Key.Key_Down)
    qtbot.keyClick(view._bars, Qt.Key.Key_Down)
    assert view._bars.selection() == 1
    assert view._heatmap.selection()[0] == 2


def test_another_layer_moves_the_mark_to_the_same_sublayer_there(show: Show, tiny_trace: Trace) -> None:
    view = show("residual", tiny_trace)
    view._wish(1, 0)
    view.show_selection(Selection(layer=1))
    assert view._bars.selection() == 3


def test_without_a_selection_the_most_changed_token_is_shown(show: Show, tiny_trace: Trace) -> None:
    view, found = show("residual", tiny_trace), stream(tiny_trace, "source")
    token = tiny_trace.tokens["source"][most_changed(found)].text
    assert f"changes “{token}” most" in view._caption.text()
    assert f"“{token}”" in view._bars.accessibleName()


def test_the_caption_names_the_sublayer_that_adds_most(tiny_trace: Trace) -> None:
    found = stream(tiny_trace, "source")
    part = int(shares(found)[:, 2].argmax())
    words = {"self_attention": "self-attention", "feed_forward": "the feed-forward network"}
    start = f"At layer {found.sublayers[part].layer + 1} {words[found.sublayers[part].kind]} changes"
    assert caption(tiny_trace, found, 2).startswith(start)


def test_postnorm_is_said_to_reset_the_length(show: Show, tiny_trace: Trace) -> None:
    assert "a LayerNorm resets the length" in show("residual", tiny_trace)._caption.text()


def test_prenorm_is_said_to_be_one_running_sum(show: Show, tiny_prenorm_trace: Trace) -> None:
    assert "one running sum" in show("residual", tiny_prenorm_trace)._caption.text()


def test_norms_switched_off_are_said_to_reset_nothing(
    show: Show, without_norm: tuple[Trace, Comparison]
) -> None:
    assert "nothing resets the length" in show("residual", *without_norm)._caption.text()


def test_cut_connections_are_said_to_lose_what_was_there(show: Show, tiny_models: object) -> None:
    trace = compute(tiny_request(interventions=(ResidualOff(),)), device="cpu")
    assert "what was found is lost" in show("residual", trace)._caption.text()


def test_bars_compare_what_was_found_with_what_was_added(tiny_trace: Trace) -> None:
    found = stream(tiny_trace, "source")
    row, part = bars(found, 1)[2], found.sublayers[2]
    assert row.first == pytest.approx(np.linalg.norm(part.stream.value[1]))
    assert row.second == pytest.approx(np.linalg.norm(part.change.value[1]))


@pytest.mark.parametrize("make", [encoder_only_trace, decoder_only_trace])
def test_half_a_model_needs_no_choice_of_sides(show: Show, make: Callable[[], Trace]) -> None:
    view = show("residual", make())
    assert not view._sides.isVisible()
    assert view._heatmap.isVisible()
