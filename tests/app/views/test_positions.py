"""The Positions view: every page is computed from the trace, and words can be swapped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.reading.positions import dials, encoding, swapped, words
from app.reading.swaps import swap_requests
from app.state import Comparison, Selection
from app.theme import DARK
from app.views.positions import PAGES, PositionsView
from core import presets
from core.interventions.positions_off import PositionsOff
from core.request import SentencePair, TraceRequest
from core.run import compute
from core.trace import Trace
from tests.tiny import ANIMAL, tiny_request

MAN = "man bites dog"


@pytest.fixture
def trace(tiny_models: object) -> Trace:
    return compute(tiny_request(MAN), device="cpu")


@pytest.fixture
def view(qtbot: QtBot, trace: Trace) -> Iterator[PositionsView]:
    view = PositionsView()
    qtbot.addWidget(view)
    view.resize(900, 450)
    view.trace_wanted.connect(lambda request: view.show_further(compute(request, device="cpu")))
    view.apply_theme(DARK, 1.0)
    view.show_trace(trace, Comparison())
    view.show()
    return view


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (MAN, ["man", "bites", "dog"]),
        ("狗咬人。", ["狗", "咬", "人"]),
        ("It isn't Tom, 3 times", ["It", "isn't", "Tom", "3", "times"]),
        ("AI和我", ["AI", "和", "我"]),
        ("?!", []),
    ],
)
def test_words_are_found_in_both_languages(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in words(text)] == found


@pytest.mark.parametrize(
    ("text", "first", "second", "expected"),
    [
        (MAN, 0, 2, "dog bites man"),
        (MAN, 2, 0, "dog bites man"),
        ("狗咬人。", 0, 2, "人咬狗。"),
        (MAN, 1, 1, MAN),
    ],
)
def test_two_words_change_places(text: str, first: int, second: int, expected: str) -> None:
    assert swapped(text, first, second) == expected


def test_swapping_keeps_the_other_what_ifs_and_lets_each_order_speak_for_itself(trace: Trace) -> None:
    request = replace(trace.request, interventions=(PositionsOff(),))
    found = swap_requests(request, 0, 2)
    assert found is not None
    assert [one.interventions for one in found.all()] == [(), (), (PositionsOff(),), (PositionsOff(),)]
    assert {one.target for one in found.all()} == {None}


def test_other_inputs_than_a_sentence_cannot_be_swapped(trace: Trace) -> None:
    assert swap_requests(replace(trace.request, inputs=SentencePair("a b")), 0, 1) is None


@pytest.mark.parametrize("page", PAGES)
def test_every_page_draws_itself(view: PositionsView, page: str) -> None:
    view._pages.button(page).click()
    image = view.grab().toImage().convertToFormat(view.grab().toImage().Format.Format_RGB32)
    colours = np.frombuffer(image.constBits(), np.uint32)
    assert len(np.unique(colours)) > 20


def test_without_positions_the_order_changes_nothing(view: PositionsView) -> None:
    view._pages.button("swap").click()
    outputs = [label.text() for label in view._swap.outputs]
    assert outputs[1] == outputs[3]
    moved = view._swap.table.model()
    without = [float(moved.index(row, 1).data().replace("−", "-")) for row in range(moved.rowCount())]
    assert max(without) < 1e-3


def test_with_positions_it_does(view: PositionsView) -> None:
    view._pages.button("swap").click()
    moved = view._swap.table.model()
    assert max(float(moved.index(row, 0).data()) for row in range(moved.rowCount())) > 1


def test_an_empty_output_is_said_as_everywhere(view: PositionsView, trace: Trace) -> None:
    view._pages.button("swap").click()
    requests = swap_requests(trace.request, 0, 2)
    assert requests is not None
    silent = replace(compute(requests.swapped, device="cpu"), output_text="")
    view.show_further(silent)
    assert view._swap.outputs[2].text() == "—"


HALVES = ("whole-model", "encoder-only", "decoder-only")


@pytest.fixture
def hand_sized(view: PositionsView) -> Callable[[str], PositionsView]:
    def shown(title: str) -> PositionsView:
        preset = next(one for one in presets.catalogue() if one.title == title)
        view.show_trace(compute(preset.request, device="cpu"), Comparison())
        view._pages.button("swap").click()
        return view

    return shown


@pytest.mark.parametrize("title", HALVES)
def test_words_of_a_hand_sized_model_are_swapped_too(
    hand_sized: Callable[[str], PositionsView], title: str
) -> None:
    page = hand_sized(title)._swap
    assert page.table.isVisible()
    moved = page.table.model()
    assert max(float(moved.index(row, 0).data()) for row in range(moved.rowCount())) > 1


@pytest.mark.parametrize(
    ("title", "writes"), [("whole-model", True), ("encoder-only", False), ("decoder-only", True)]
)
def test_outputs_stand_there_where_something_is_written(
    hand_sized: Callable[[str], PositionsView], title: str, writes: bool
) -> None:
    view = hand_sized(title)
    assert {label.isVisible() for label in view._swap.outputs} == {writes}
    assert ("no output" in view._caption.text()) is not writes


@pytest.mark.parametrize("title", HALVES)
def test_only_a_mask_shows_the_order_without_positions(
    hand_sized: Callable[[str], PositionsView], title: str
) -> None:
    reason = hand_sized(title)._swap.reason.text()
    assert reason.startswith("Even without" if title == "decoder-only" else "Without positions")


def test_another_sentence_begins_with_its_own_two_words(view: PositionsView) -> None:
    view._pages.button("swap").click()
    view._swap.chosen.emit(1, 2)
    view.show_trace(compute(tiny_request(ANIMAL), device="cpu"), Comparison())
    assert [box.currentText() for box in view._swap.boxes] == ["animal", "street"]


def test_choosing_other_words_computes_other_orders(view: PositionsView, qtbot: QtBot) -> None:
    view._pages.button("swap").click()
    asked: list[TraceRequest] = []
    view.trace_wanted.connect(asked.append)
    box = view._swap.boxes[0]
    box.setFocus()
    qtbot.keyClicks(box, "b")
    assert {request.inputs.text for request in asked} == {"man dog bites"}  # type: ignore[union-attr]


def test_dials_are_the_models_numbers_and_the_rotation_is_exact(trace: Trace) -> None:
    found = encoding(trace)
    assert found is not None
    turned, _ = dials(found, 1, 2)
    values = found.values
    assert turned[0].before == tuple(map(float, values[1, :2]))
    assert turned[0].after == tuple(map(float, values[3, :2]))
    assert turned[0].angle == 2


def test_a_shift_beyond_the_sentence_is_said(trace: Trace) -> None:
    found = encoding(trace)
    assert found is not None
    turned, told = dials(found, 1, 50)
    assert not turned
    assert "51" in told


def test_curves_of_the_dimensions_that_were_typed(view: PositionsView, qtbot: QtBot) -> None:
    view._pages.button("curves").click()
    line = view._curves.line
    line.selectAll()
    qtbot.keyClicks(line, "3, 5, 999")
    assert view._curves.chart.accessibleName().endswith("dim. 3, dim. 5")
    assert "15" in view._curves._message.text()


def test_the_selected_token_is_marked(view: PositionsView) -> None:
    view.show_selection(Selection().at_token("source", 2))
    assert view._encoding.selection() == (2, None)


def test_taken_away_positions_are_shown_as_the_zeros_that_the_model_went_on_with(
    view: PositionsView, trace: Trace
) -> None:
    without = compute(replace(trace.request, interventions=(PositionsOff(),)), device="cpu")
    view.show_trace(without, Comparison())
    found = encoding(without)
    assert found is not None
    assert not found.positions.value.any()
    assert found.values.any()
