"""Heads sorted, listed, seen as one, and between words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.reading.head_figures import FIGURES, MeasuredHeads
from app.state import Comparison, Selection
from app.views import View
from core.ablation import silence_each
from core.board import HAND_SIZED
from core.interventions.silence_head import SilenceHead
from core.measures.entropy import entropy
from core.measures.head_effects import HeadEffects
from core.measures.words import merged, word_starts
from core.request import HandSized, ModelId, TraceRequest
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import ANIMAL, tiny_request

Show = Callable[..., View]
WEIGHTS = "encoder.layers.{layer}.self_attention.weights"
PLACES = [(0, 0), (0, 1), (1, 0), (1, 1)]


def wish(view: View, **choices: object) -> None:
    view._panel.set_look(replace(view._panel.look, **choices))


def entropies(trace: Trace) -> dict[tuple[int, int], float]:
    return {
        (layer, head): float(entropy(trace.value(WEIGHTS.format(layer=layer))[head]).mean())
        for layer, head in PLACES
    }


def click(qtbot: QtBot, view: View, layer: int, head: int, *keys: Qt.KeyboardModifier) -> None:
    modifier = keys[0] if keys else Qt.KeyboardModifier.NoModifier
    place = QPoint(*view._grid.head_centre(layer, head))
    qtbot.mouseClick(view._grid._grid, Qt.MouseButton.LeftButton, modifier, place)


@pytest.fixture
def effects(tiny_models: Path, tiny_trace: Trace) -> HeadEffects:
    heads = [SilenceHead("encoder", layer, head) for layer, head in PLACES]
    changes = {effect.head: effect.change for effect in silence_each(tiny_trace, heads)}
    return HeadEffects(tiny_trace.request, changes, count=12)


def test_a_clicked_head_is_enlarged(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.selection_requested.connect(view.show_selection)
    click(qtbot, view, 1, 0)
    assert view._caption.text().startswith("Head 1 of layer 2 ")
    assert view._shown.place == (1, 0)


def test_the_line_of_a_head_says_its_entropy(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection(layer=1, head=0))
    nats = entropies(tiny_trace)[1, 0]
    assert f"entropy {nats:.2f} nats = {np.exp(nats):.1f} tokens" in view._caption.text()


def test_sorted_heads_stand_in_their_order(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="entropy")
    found = entropies(tiny_trace)
    assert list(view._grid._order) == sorted(PLACES, key=lambda place: -found[place])


def test_the_same_order_again_turns_it_round(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="entropy")
    order = view._grid._order
    view._panel.set_look(view._panel.look.sorted_by("entropy"))
    assert view._grid._order == order[::-1]


def test_a_sorted_tile_is_named_with_its_figure(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="entropy")
    titles = view._grid._grid._content.tile_titles
    assert titles[view._grid._order.index((1, 0))] == f"2.1\n{entropies(tiny_trace)[1, 0]:.2f}"


def test_a_click_on_a_sorted_tile_selects_its_head(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="distance")
    with qtbot.waitSignal(view.selection_requested) as selected:
        click(qtbot, view, 1, 1)
    assert (selected.args[0].layer, selected.args[0].head) == (1, 1)


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_End])
def test_the_ends_of_the_order_are_reached_by_key(
    key: Qt.Key, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="entropy")
    end = view._grid._order[0 if key == Qt.Key.Key_Home else -1]
    view.show_selection(Selection(layer=view._grid._order[1][0], head=view._grid._order[1][1]))
    with qtbot.waitSignal(view.selection_requested) as selected:
        qtbot.keyClick(view._grid._grid, key)
    assert (selected.args[0].layer, selected.args[0].head) == end


def test_sorting_by_effect_asks_for_the_heads_to_be_silenced(
    qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("attention", tiny_trace)
    with qtbot.waitSignal(view.effects_wanted) as asked:
        wish(view, figure="effect")
    assert asked.args == ["encoder"]
    with qtbot.waitSignal(view.effects_wanted) as asked:
        wish(view, figure="layer")
    assert asked.args == [None]


def test_a_new_trace_is_asked_about_anew(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="effect")
    with qtbot.waitSignal(view.effects_wanted) as asked:
        view.show_trace(replace(tiny_trace), Comparison())
    assert asked.args == ["encoder"]


def test_until_all_heads_are_silenced_it_says_how_far_it_is(
    show: Show, tiny_trace: Trace, effects: HeadEffects
) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="effect")
    first = dict(list(effects.changes.items())[:1])
    view.show_effects(replace(effects, changes=first))
    assert view._panel._note.text() == "Silencing one head after another: 1 of 12 heads"
    assert view._grid._order == ()


def test_heads_are_sorted_by_how_much_silencing_changes_the_output(
    show: Show, tiny_trace: Trace, effects: HeadEffects
) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="effect")
    view.show_effects(effects)
    sizes = [abs(effects.changes[SilenceHead("encoder", *place)]) for place in view._grid._order]
    assert sizes == sorted(sizes, reverse=True)


def test_effects_of_another_trace_are_not_shown(show: Show, tiny_trace: Trace, effects: HeadEffects) -> None:
    view = show("attention", tiny_trace)
    wish(view, figure="effect")
    view.show_effects(replace(effects, request=tiny_request(ANIMAL)))
    assert view._grid._order == ()


def test_every_head_has_a_row_of_figures(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, listed=True)
    rows = [line.split("\t") for line in view._panel.table.text().splitlines()]
    assert [row[0] for row in rows] == ["Head", "1.1", "1.2", "2.1", "2.2"]
    assert float(rows[3][1]) == pytest.approx(entropies(tiny_trace)[1, 0], abs=0.005)


def test_a_click_on_a_column_sorts_by_it(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, listed=True)
    header = view._panel.table.horizontalHeader()
    column = FIGURES.index("distance")
    place = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view._panel.look.figure == "distance"


def test_a_row_of_figures_selects_its_head(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, listed=True)
    with qtbot.waitSignal(view.selection_requested) as selected:
        qtbot.keyClick(view._panel.table, Qt.Key.Key_Down)
    assert (selected.args[0].layer, selected.args[0].head) == (0, 1)


def test_the_figures_are_copied_as_a_table(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, listed=True)
    qtbot.keyClick(view._panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == view._panel.table.text()


def test_ctrl_and_click_shows_the_mean_of_both_heads(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    click(qtbot, view, 1, 1, Qt.KeyboardModifier.ControlModifier)
    mean = (tiny_trace.value(WEIGHTS.format(layer=0))[0] + tiny_trace.value(WEIGHTS.format(layer=1))[1]) / 2
    np.testing.assert_allclose(view._shown.enlarged.values, mean, atol=1e-6)
    assert view._caption.text() == "The mean of 2 heads (layer.head): 1.1, 2.2"


def test_shift_and_click_marks_all_heads_between(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    click(qtbot, view, 1, 1, Qt.KeyboardModifier.ShiftModifier)
    assert view._panel.look.marked == set(PLACES)


def test_a_plain_click_sees_one_head_again(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, marked=frozenset(PLACES))
    click(qtbot, view, 1, 0)
    assert view._panel.look.marked == frozenset()


def test_x_marks_the_selected_head(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    view._mark.trigger()
    assert view._panel.look.marked == {(0, 0)}
    assert "Mark another head" in view._panel._note.text()
    assert view._mark.shortcut().toString() == "X"


@pytest.mark.parametrize("quantity", ["weights", "scores", "scaled", "masked"])
def test_the_maximum_of_heads_is_shown_of_every_quantity(
    quantity: str, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("attention", tiny_trace)
    view.show_selection(Selection("decoder"))
    qtbot.mouseClick(view._quantities.button(quantity), Qt.MouseButton.LeftButton)
    wish(view, marked=frozenset(PLACES), pooling="maximum")
    values = view._picture.maps.values.reshape(4, *view._shown.enlarged.values.shape)
    np.testing.assert_array_equal(view._shown.enlarged.values, np.fmax.reduce(values))


def test_of_differences_the_one_farthest_from_nought_is_the_maximum(
    qtbot: QtBot, show: Show, silenced: tuple[Trace, Comparison]
) -> None:
    view = show("attention", *silenced)
    qtbot.mouseClick(view._quantities.button("difference"), Qt.MouseButton.LeftButton)
    wish(view, marked=frozenset(PLACES), pooling="maximum")
    values = view._picture.maps.values.reshape(4, *view._shown.enlarged.values.shape)
    np.testing.assert_array_equal(np.abs(view._shown.enlarged.values), np.abs(values).max(axis=0))


def test_marks_are_gone_with_the_attention_that_they_were_set_in(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, marked=frozenset(PLACES))
    view.show_selection(Selection("cross"))
    assert view._panel.look.marked == frozenset()


def test_a_marked_head_looks_different(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)

    def picture() -> QImage:
        return view._grid.grab().toImage()

    before = picture()
    wish(view, marked=frozenset({(1, 1)}))
    assert picture() != before


@pytest.fixture
def animal(tiny_models: Path) -> Trace:
    return compute(tiny_request(ANIMAL), device="cpu")


def test_words_are_sums_over_keys_and_means_over_queries(show: Show, animal: Trace) -> None:
    view = show("attention", animal)
    wish(view, words=True)
    starts = word_starts(animal.tokens["source"])
    assert len(starts) < len(animal.tokens["source"])
    expected = merged(animal.value(WEIGHTS.format(layer=0))[0], starts, starts)
    np.testing.assert_allclose(view._shown.enlarged.values, expected)
    np.testing.assert_allclose(view._shown.enlarged.values.sum(axis=-1), 1, atol=1e-5)


def test_a_word_is_selected_by_its_first_piece(qtbot: QtBot, show: Show, animal: Trace) -> None:
    view = show("attention", animal)
    wish(view, words=True)
    starts = word_starts(animal.tokens["source"])
    with qtbot.waitSignal(view.selection_requested) as selected:
        qtbot.mouseClick(
            view._map, Qt.MouseButton.LeftButton, pos=view._map.cell_rect(4, 5).center().toPoint()
        )
    assert (selected.args[0].query, selected.args[0].key) == (starts[4], starts[5])
    view.show_selection(selected.args[0])
    assert view._map.selection() == (4, 5)


def test_scores_stay_piece_by_piece_and_say_so(qtbot: QtBot, show: Show, animal: Trace) -> None:
    view = show("attention", animal)
    wish(view, words=True)
    qtbot.mouseClick(view._quantities.button("scores"), Qt.MouseButton.LeftButton)
    assert view._shown.enlarged.values.shape == animal.value(WEIGHTS.format(layer=0)).shape[1:]
    assert "scores of pieces do not add up" in view._caption.text()


def test_chinese_is_said_to_be_read_by_character(show: Show, tiny_trace: Trace) -> None:
    view = show("attention", tiny_trace)
    wish(view, words=True)
    assert "Chinese is read character by character" in view._caption.text()


@pytest.mark.parametrize("make", [encoder_only_trace, decoder_only_trace])
def test_a_model_that_writes_nothing_has_no_effect_to_sort_by(make: Callable[[], Trace], show: Show) -> None:
    view = show("attention", make())
    assert "effect" not in view._panel._heads.figures
    wish(view, figure="effect")
    assert view._panel.look.figure == "layer"


def test_padding_asks_for_nothing_and_does_not_count(tiny_models: Path, tiny_trace: Trace) -> None:
    padded = compute(tiny_request(padding=3), device="cpu")
    found = [
        MeasuredHeads(trace, tuple(trace[WEIGHTS.format(layer=layer)] for layer in (0, 1))).of_head((0, 0))
        for trace in (tiny_trace, padded)
    ]
    assert found[0].entropy == pytest.approx(found[1].entropy, abs=1e-5)


def test_a_single_token_has_no_choice_and_no_figures(show: Show) -> None:
    request = TraceRequest(ModelId(HAND_SIZED), HandSized("狗", decoder_layers=0))
    view = show("attention", compute(request, device="cpu"))
    wish(view, listed=True)
    assert "no choice" in view._panel.table.text()
