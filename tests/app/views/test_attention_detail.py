"""The enlarged half of the attention view: a map, a row as bars, a pair taken apart, a wipe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.head_detail import HeadDetail
from app.reading.head_detail import HeadPage
from app.state import Comparison, Selection
from app.views import View
from app.widgets.number_text import significant
from core import catalogue as models
from core import presets
from core.interventions.set_weight import SetWeight
from core.run import compute
from core.trace import Trace
from tests.app.views.conftest import compared
from tests.compositions import decoder_only_trace, encoder_only_trace

Show = Callable[..., View]
LEFT = Qt.MouseButton.LeftButton
EDIT = SetWeight("cross", 1, 0, 2, 3, 0.75)
WEIGHTS = "decoder.layers.1.cross_attention.weights"


@pytest.fixture(scope="session")
def set_by_hand(tiny_folder: Path) -> tuple[Trace, Comparison]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(models.FOLDER_VARIABLE, str(tiny_folder))
        return compared(EDIT)


def opened(qtbot: QtBot, view: View, page: HeadPage, cell: tuple[int, int] | None = (2, 3)) -> HeadDetail:
    chosen = Selection("cross", 1, 0)
    view.show_selection(chosen if cell is None else chosen.at_cell(*cell))
    qtbot.mouseClick(view._detail.choice.button(page), LEFT)
    return view._detail


def test_the_map_is_in_front_at_first(show: Show, tiny_trace: Trace) -> None:
    detail = show("attention", tiny_trace)._detail
    assert detail.page() == "map"
    assert detail.choice.options() == ("map", "row", "pair", "wipe")


def test_pages_behind_draw_nothing(show: Show, tiny_trace: Trace) -> None:
    detail = show("attention", tiny_trace)._detail
    assert [page._shown is None for page in detail.pages.values()] == [False, True, True, True]


def test_bars_show_the_selected_row(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    detail = opened(qtbot, show("attention", tiny_trace), "row")
    expected = tiny_trace.value(WEIGHTS)[0, 2]
    np.testing.assert_array_equal([bar.value for bar in detail.row.bars.bars()], expected)
    assert detail.row.bars.selection() == 3


def test_bars_follow_the_quantity(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    detail = opened(qtbot, view, "row")
    qtbot.mouseClick(view._quantities.button("scores"), LEFT)
    expected = tiny_trace.value(WEIGHTS.replace("weights", "scores"))[0, 2]
    np.testing.assert_array_equal([bar.value for bar in detail.row.bars.bars()], expected)


def test_a_clicked_bar_selects_its_key(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    detail = opened(qtbot, view, "row")
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(detail.row.bars, Qt.Key.Key_Down)
    assert (wish.args[0].query, wish.args[0].key) == (2, 4)


def test_the_sum_of_the_row_is_told_below(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    opened(qtbot, view, "row")
    assert "the weights add up to 1.0000; entropy" in view._exact.text()


def test_without_a_selection_the_first_row_is_shown(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    detail = opened(qtbot, show("attention", tiny_trace), "row", None)
    weights = tiny_trace.value(WEIGHTS)[0, 0]
    assert detail.row.bars.selection() == int(np.argmax(weights))


def test_a_moved_slider_wishes_for_the_weight(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    detail = opened(qtbot, view, "row")
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        detail.row.slider.number.setValue(0.75)
    assert wish.args == [EDIT, False]


def test_a_dragged_slider_says_that_it_still_moves(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    slider = opened(qtbot, view, "row").row.slider.slider
    slider.setSliderDown(True)
    with qtbot.waitSignal(view.adjustment_requested) as wish:
        slider.setValue(100)
    assert wish.args == [SetWeight("cross", 1, 0, 2, 3, 0.5), True]


def test_nothing_can_be_taken_away_where_nothing_is_set(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    assert not opened(qtbot, show("attention", tiny_trace), "row").row.away.isEnabled()


def test_a_weight_that_is_set_is_shown_and_taken_away(
    qtbot: QtBot, show: Show, set_by_hand: tuple[Trace, Comparison]
) -> None:
    view = show("attention", *set_by_hand)
    detail = opened(qtbot, view, "row")
    assert detail.row.slider.value() == pytest.approx(0.75)
    with qtbot.waitSignal(view.intervention_requested) as wish:
        qtbot.mouseClick(detail.row.away, LEFT)
    assert wish.args == [EDIT]


def test_bars_are_compared_with_what_was_before(
    qtbot: QtBot, show: Show, set_by_hand: tuple[Trace, Comparison]
) -> None:
    detail = opened(qtbot, show("attention", *set_by_hand), "row")
    expected = set_by_hand[1].forced.value(WEIGHTS)[0, 2]
    np.testing.assert_array_equal([bar.before for bar in detail.row.bars.bars()], expected)


def test_a_masked_weight_cannot_be_set(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    detail = opened(qtbot, view, "row")
    view.show_selection(Selection("decoder").at_cell(1, 3))
    assert not detail.row.slider.isEnabled()
    assert detail.row.bars.bars()[3].masked


def test_the_products_of_the_selected_pair_are_shown(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    found = opened(qtbot, show("attention", tiny_trace), "pair").pages["pair"].bars.products()
    score = tiny_trace.value(WEIGHTS.replace("weights", "scores"))[0, 2, 3]
    assert found.sums[-1] == pytest.approx(score, abs=1e-5)
    assert found.order.tolist() == list(range(8))


def test_products_are_sorted_by_size(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    page = opened(qtbot, show("attention", tiny_trace), "pair").pages["pair"]
    qtbot.mouseClick(page.orders.button("size"), LEFT)
    sizes = np.abs(page.bars.products().terms)
    assert (np.diff(sizes) <= 0).all()


def test_a_marked_dimension_is_written_out(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    page = opened(qtbot, show("attention", tiny_trace), "pair").pages["pair"]
    for _ in range(2):
        qtbot.keyClick(page.bars, Qt.Key.Key_Right)
    found = page.bars.products()
    assert page.said.text().startswith(
        f"dimension 1: {significant(found.first[1])} × {significant(found.second[1])}"
    )


def test_the_wipe_tells_both_numbers(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    opened(qtbot, view, "wipe")
    weight = tiny_trace.value(WEIGHTS)[0, 2, 3]
    assert view._exact.text().endswith(f"right, weight {significant(weight)}")


def test_a_cell_of_the_wipe_is_selected(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wipe = opened(qtbot, view, "wipe").pages["wipe"].wipe
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(wipe, LEFT, pos=wipe.cell_rect(1, 0).center().toPoint())
    assert (wish.args[0].query, wish.args[0].key) == (1, 0)


def test_the_pointer_previews_in_the_wipe(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    opened(qtbot, view, "wipe").pages["wipe"].wipe.cell_previewed.emit(0, 0)
    assert view._exact.text().endswith(significant(tiny_trace.value(WEIGHTS)[0, 0, 0]))


def test_without_changes_there_is_nothing_to_choose(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    page = opened(qtbot, show("attention", tiny_trace), "wipe").pages["wipe"]
    assert not page.names.isVisible()


def test_with_changes_before_and_now_come_first(
    qtbot: QtBot, show: Show, set_by_hand: tuple[Trace, Comparison]
) -> None:
    page = opened(qtbot, show("attention", *set_by_hand), "wipe").pages["wipe"]
    assert page.names.options() == ("changes", "stages")
    assert page.wipe._content.values[2, 3] == pytest.approx(0.75)
    assert page.wipe._left.values[2, 3] == set_by_hand[1].forced.value(WEIGHTS)[0, 2, 3]


def test_words_join_the_bars_and_leave_the_pair_in_pieces(
    qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("attention", tiny_trace)
    detail = opened(qtbot, view, "row")
    qtbot.mouseClick(view._panel.tools.words, LEFT)
    assert not detail.row.slider.isVisible()
    assert len(detail.row.bars.bars()) == view._shown.enlarged.values.shape[1]
    detail.turn_to("pair")
    assert "products add up" in view._exact.text()


@pytest.mark.parametrize("page", ["row", "pair", "wipe"])
@pytest.mark.parametrize("trace", [encoder_only_trace, decoder_only_trace])
def test_models_of_one_half_fill_every_page(
    trace: Callable[[], Trace], page: HeadPage, qtbot: QtBot, show: Show
) -> None:
    view = show("attention", trace())
    view._detail.turn_to(page)
    assert view._detail.page() == page
    assert not view.grab().isNull()


@pytest.mark.parametrize("page", ["row", "pair", "wipe"])
@pytest.mark.parametrize("preset", presets.catalogue(), ids=lambda preset: preset.title)
def test_a_page_that_a_preset_lacks_gives_way_to_the_map(
    preset: presets.Preset, page: HeadPage, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("attention", tiny_trace)
    view._detail.turn_to(page)
    view.show_trace(compute(preset.request, device="cpu"), Comparison())
    assert view._detail.page() in (page, "map")
    assert not view.grab().isNull()


@pytest.mark.parametrize("page", ["row", "pair", "wipe"])
def test_a_selection_outside_the_trace_is_brought_inside(
    page: HeadPage, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("attention", tiny_trace)
    view._detail.turn_to(page)
    view.show_selection(Selection("decoder", 9, 9).at_cell(99, 99))
    assert not view.grab().isNull()


@pytest.mark.parametrize("page", ["row", "pair", "wipe"])
def test_every_page_fits_the_stage_of_a_small_laptop(
    page: HeadPage, qtbot: QtBot, show: Show, set_by_hand: tuple[Trace, Comparison]
) -> None:
    view = show("attention", *set_by_hand)
    opened(qtbot, view, page)
    hint = view.minimumSizeHint()
    assert (hint.width() <= 760, hint.height() <= 420) == (True, True)
