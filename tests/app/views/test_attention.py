from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.flash import FLASH_MS
from app.state import Comparison, SelectedToken, Selection
from app.views import View
from app.widgets.number_text import significant
from core.interventions.keep_only_head import KeepOnlyHead
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

Show = Callable[..., View]
WEIGHTS = "encoder.layers.{layer}.self_attention.weights"


def test_a_clicked_map_selects_its_layer_and_head(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    with qtbot.waitSignal(view.selection_requested) as wish:
        place = QPoint(*view._grid.head_centre(1, 0))
        qtbot.mouseClick(view._grid._grid, Qt.MouseButton.LeftButton, pos=place)
    assert (wish.args[0].layer, wish.args[0].head) == (1, 0)


def test_a_clicked_cell_selects_query_and_key(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    with qtbot.waitSignal(view.selection_requested) as wish:
        place = view._map.cell_rect(2, 3).center().toPoint()
        qtbot.mouseClick(view._map, Qt.MouseButton.LeftButton, pos=place)
    assert (wish.args[0].query, wish.args[0].key) == (2, 3)


def test_an_arrow_key_moves_the_cell(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection().at_cell(1, 1))
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(view._map, Qt.Key.Key_Right)
    assert wish.args[0].key == 2


def test_the_exact_weight_is_written_out(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection(layer=1, head=1).at_cell(2, 3))
    weight = tiny_trace.value(WEIGHTS.format(layer=1))[1, 2, 3]
    assert f"{weight:.4f}" in view._exact.text()


def test_the_sum_of_the_row_is_written_out(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection().at_cell(2, 3))
    assert view._exact.text().endswith("the row adds up to 1.0000")


def test_the_pointer_previews_without_selecting(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view._map.cell_previewed.emit(2, 3)
    weight = tiny_trace.value(WEIGHTS.format(layer=0))[0, 2, 3]
    assert f"{weight:.4f}" in view._exact.text()
    assert view._map.selection() == (None, None)


def test_choosing_another_attention_is_wished(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(view._kinds.button("cross"), Qt.MouseButton.LeftButton)
    assert wish.args[0].attention == "cross"


def test_a_decoder_row_names_the_token_fed_and_the_token_predicted(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection("decoder").at_cell(0, 0))
    fed, predicted = tiny_trace.tokens["target"][0].text, tiny_trace.tokens["predicted"][0].text
    assert f"after {fed}, predicting {predicted}" in view._exact.text()


def test_later_tokens_are_hatched_in_the_decoder(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection("decoder"))
    hidden = view._picture.maps.hidden[0, 0]
    assert np.array_equal(hidden, np.triu(np.ones_like(hidden), 1))


def test_a_masked_cell_is_said_to_be_masked(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection("decoder").at_cell(0, 1))
    assert "masked" in view._exact.text()


def test_scores_are_shown_on_a_scale_centred_on_zero(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    qtbot.mouseClick(view._quantities.button("scores"), Qt.MouseButton.LeftButton)
    scale = view._picture.maps.scale
    assert (scale.kind, scale.low) == ("diverging", -scale.high)


@pytest.mark.parametrize(
    ("quantity", "leaf", "unit"),
    [
        ("scores", "scores", "score"),
        ("scaled", "scaled", "scaled score"),
        ("masked", "masked", "masked score"),
    ],
)
def test_the_number_that_is_shown_is_told_before_the_weight(
    qtbot: QtBot, show: Show, tiny_trace: Trace, quantity: str, leaf: str, unit: str
) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection().at_cell(2, 3))
    qtbot.mouseClick(view._quantities.button(quantity), Qt.MouseButton.LeftButton)
    number = tiny_trace.value(f"encoder.layers.0.self_attention.{leaf}")[0, 2, 3]
    weight = tiny_trace.value(WEIGHTS.format(layer=0))[0, 2, 3]
    assert view._exact.text().endswith(f": {unit} {significant(float(number))} (weight {weight:.4f})")


def test_a_difference_is_told_before_the_weight(
    qtbot: QtBot, show: Show, without_norm: tuple[Trace, Comparison]
) -> None:
    view = show("attention", *without_norm)
    view.show_selection(Selection().at_head(1, 0).at_cell(2, 3))
    qtbot.mouseClick(view._quantities.button("difference"), Qt.MouseButton.LeftButton)
    number = significant(float(view._picture.maps.values[1, 0, 2, 3]))
    assert f": difference of weight {number} (weight " in view._exact.text()


def test_a_head_that_is_not_kept_is_crossed_out_and_said_to_be_off(show: Show, tiny_models: Path) -> None:
    kept = KeepOnlyHead("encoder", 0, 1)
    view = show("attention", compute(tiny_request(interventions=(kept,)), device="cpu"))
    assert "switched off" in view._caption.text()
    assert view._picture.silent == {(0, 0)}


def test_weights_keep_the_scale_from_nought_to_one(show: Show, tiny_trace: Trace) -> None:
    assert show("attention", tiny_trace)._picture.maps.scale.ends() == (0.0, 1.0)


def test_without_a_baseline_no_difference_is_offered(show: Show, tiny_trace: Trace) -> None:
    assert "difference" not in show("attention", tiny_trace)._quantities.options()


def test_the_difference_is_weights_minus_those_of_the_baseline(
    qtbot: QtBot, show: Show, silenced: tuple[Trace, Comparison]
) -> None:
    view = show("attention", *silenced)
    qtbot.mouseClick(view._quantities.button("difference"), Qt.MouseButton.LeftButton)
    site = WEIGHTS.format(layer=1)
    expected = silenced[0].value(site) - silenced[1].forced.value(site)
    assert np.allclose(view._picture.maps.values[1], expected)


def test_the_caption_says_that_a_head_is_off(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("attention", *silenced)
    view.show_selection(Selection(layer=0, head=1))
    assert "switched off" in view._caption.text()


def test_after_a_toggle_the_difference_is_shown_for_a_moment(
    qtbot: QtBot, show: Show, tiny_trace: Trace, silenced: tuple[Trace, Comparison]
) -> None:
    view = show("attention", tiny_trace)
    view.show_trace(silenced[0], Comparison())
    assert view._picture.maps.scale.kind == "diverging"
    qtbot.waitUntil(lambda: view._picture.maps.scale.kind == "sequential", timeout=4 * FLASH_MS)


def test_a_selected_source_token_marks_its_column_in_cross_attention(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection("cross", token=SelectedToken("source", 3)))
    assert view._map.selection() == (None, 3)


@pytest.mark.parametrize("width", [500, 900])
def test_every_width_shows_both_halves(width: int, qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.resize(width, 520)
    assert view._map.isVisible()
    assert view._grid.isVisible()


def test_the_map_is_larger_than_the_grid(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    assert view._map.width() * view._map.height() > 2 * view._grid.width() * view._grid.height()


def test_a_page_with_much_beside_its_map_leaves_the_room_of_the_others_alone(
    show: Show, tiny_trace: Trace
) -> None:
    view = show("attention", tiny_trace)
    least = view._detail.minimumSizeHint().width()
    view._detail.turn_to("wipe")
    view._detail.turn_to("map")
    assert view._detail.minimumSizeHint().width() == least
