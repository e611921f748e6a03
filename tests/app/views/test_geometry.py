"""The Geometry view: points, bars and arrows are the trace's numbers, and every page works by keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reading.geometry_focus import PAGES
from app.state import Comparison, SelectedToken, Selection
from app.theme import DARK
from app.views.geometry import GeometryView
from core import presets
from core.interventions.silence_head import SilenceHead
from core.request import Sentence, TraceRequest
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

DOG = "The dog bites the man."
SELECTED = Selection("encoder", 1, 1, 2, None, SelectedToken("source", 2))


@pytest.fixture
def trace(tiny_models: object) -> Trace:
    return compute(tiny_request(DOG), device="cpu")


@pytest.fixture
def view(qtbot: QtBot, trace: Trace) -> GeometryView:
    """A view whose wishes are granted at once."""
    view = GeometryView()
    qtbot.addWidget(view)
    view.resize(900, 420)
    view.trace_wanted.connect(lambda request: view.show_further(compute(request, device="cpu")))
    view.selection_requested.connect(view.show_selection)
    view.apply_theme(DARK, 1.0)
    view.show_selection(SELECTED)
    view.show_trace(trace, Comparison())
    with qtbot.waitExposed(view):
        view.show()
    return view


def turn_to(view: GeometryView, page: str) -> None:
    view._choice.button(page).click()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_draws_itself_and_says_what_is_seen(view: GeometryView, page: str) -> None:
    turn_to(view, page)
    image = view.grab().toImage().convertToFormat(view.grab().toImage().Format.Format_RGB32)
    assert len(np.unique(np.frombuffer(image.constBits(), np.uint32))) > 20
    assert view._caption.text()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_chosen_and_used_by_keyboard(view: GeometryView, qtbot: QtBot, page: str) -> None:
    button = view._choice.button(page)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    reached: set[object] = set()
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    sheets = {
        "heads": view._heads,
        "stream": view._stream,
        "neighbours": view._near.strip,
        "contexts": view._contexts.line,
        "product": view._product.plane,
    }
    assert sheets[page] in reached


def test_a_query_shows_its_strongest_keys(view: GeometryView, trace: Trace) -> None:
    weights = trace.value("encoder.layers.1.self_attention.weights")[1, 2]
    shown, count = view._heads.picture(), len(weights)
    assert [link.end - count for link in shown.links] == np.argsort(-weights, kind="stable")[:5].tolist()
    assert shown.marks[shown.links[0].end].label.endswith(f" {weights.max():.3f}")


def test_queries_and_keys_lie_where_the_decomposition_puts_them(view: GeometryView, trace: Trace) -> None:
    site = "encoder.layers.1.self_attention"
    rows = np.concatenate([trace.value(f"{site}.query")[1], trace.value(f"{site}.key")[1]]).astype(np.float64)
    left, sizes, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    places = np.array([(mark.x, mark.y) for mark in view._heads.picture().marks])
    np.testing.assert_allclose(np.abs(places), np.abs(left[:, :2] * sizes[:2]), atol=1e-6)
    share = 100 * (sizes[:2] ** 2).sum() / (sizes**2).sum()
    assert f"{share:.1f} %" in view._caption.text()


def test_queries_and_keys_differ_in_shape(view: GeometryView) -> None:
    shapes = [mark.shape for mark in view._heads.picture().marks]
    half = len(shapes) // 2
    assert (set(shapes[:half]), set(shapes[half:])) == ({"circle"}, {"square"})


def test_a_click_on_a_query_selects_it(view: GeometryView, qtbot: QtBot) -> None:
    place = view._heads.place(4).toPoint()
    with qtbot.waitSignal(view.selection_requested):
        qtbot.mouseClick(view._heads, Qt.MouseButton.LeftButton, pos=place)
    assert view._selection.query == view._heads.picture().selected


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        (Qt.Key.Key_Down, (3, None)),
        (Qt.Key.Key_Up, (1, None)),
        (Qt.Key.Key_Right, (2, 0)),
    ],
)
def test_arrow_keys_go_through_queries_and_keys(
    view: GeometryView, qtbot: QtBot, key: Qt.Key, cell: tuple[int, int | None]
) -> None:
    qtbot.keyClick(view._heads, key)
    assert (view._selection.query, view._selection.key) == cell


def test_another_head_is_chosen_with_the_steppers(view: GeometryView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view._steppers.head.less, Qt.MouseButton.LeftButton)
    assert (view._selection.layer, view._selection.head) == (1, 0)


def test_another_attention_is_chosen_with_a_button(view: GeometryView) -> None:
    view._lists.button("cross").click()
    assert view._selection.attention == "cross"


def test_the_stream_has_a_point_for_each_token_and_level(view: GeometryView, trace: Trace) -> None:
    turn_to(view, "stream")
    assert len(view._stream.picture().marks) == 3 * len(trace.tokens["source"])


def test_arrow_keys_go_along_the_stream_down_to_where_it_begins(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "stream")
    for _ in range(4):
        qtbot.keyClick(view._stream, Qt.Key.Key_Left)
    assert view._steppers.layer.number.value() == 0
    qtbot.keyClick(view._stream, Qt.Key.Key_Right)
    assert "After layer 1 of 2" in view._caption.text()


def test_the_selected_layer_moves_the_stream(view: GeometryView) -> None:
    turn_to(view, "stream")
    view.show_selection(Selection("encoder", 0, 1))
    assert view._steppers.layer.number.value() == 1


def test_the_distance_of_a_token_is_said(view: GeometryView, trace: Trace) -> None:
    turn_to(view, "stream")
    view.show_selection(Selection("encoder", 0).at_token("source", 3))
    sites = "encoder.embedding.sum", "encoder.layers.0.feed_forward_norm.output"
    start, end = (trace.value(site)[3].astype(np.float64) for site in sites)
    assert f"{np.linalg.norm(end - start):#.4g}" in view._caption.text()


def test_start_and_end_of_a_path_have_shapes_of_their_own(view: GeometryView, trace: Trace) -> None:
    turn_to(view, "stream")
    shapes = [mark.shape for mark in view._stream.picture().marks]
    assert shapes[:: len(trace.tokens["source"])] == ["ring", "circle", "square"]


def test_the_nearest_tokens_are_those_of_the_table(view: GeometryView, trace: Trace) -> None:
    turn_to(view, "neighbours")
    table = trace.parameters["encoder.embedding.table.weight"].astype(np.float64)
    units = table / np.linalg.norm(table, axis=1, keepdims=True)
    own = trace.tokens["source"][2].id
    expected = np.sort(np.delete(units @ units[own], own))[::-1][:10]
    np.testing.assert_allclose([bar.value for bar in view._near.bars.bars()], expected)


def test_the_strip_chooses_the_token(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "neighbours")
    qtbot.keyClick(view._near.strip, Qt.Key.Key_Right)
    assert view._selection.token == SelectedToken("source", 3)


def test_a_word_in_two_sentences(view: GeometryView, trace: Trace) -> None:
    turn_to(view, "contexts")
    view._contexts.text_chosen.emit("The man is too short!")
    other = compute(tiny_request("The man is too short!"), device="cpu")
    found = view._contexts.encounter
    assert found is not None
    met = found.meetings[found.chosen]
    for at, site in enumerate(("embedding.sum", *(f"layers.{n}.feed_forward_norm.output" for n in (0, 1)))):
        a, b = trace.value(f"encoder.{site}")[met.here], other.value(f"encoder.{site}")[met.there]
        cosine = float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
        assert found.lines[0][1][at] == pytest.approx(cosine, abs=1e-5)


def test_the_other_sentence_keeps_the_what_ifs(view: GeometryView, tiny_models: object) -> None:
    asked: list[TraceRequest] = []
    view.trace_wanted.connect(asked.append)
    edited = compute(tiny_request(DOG, interventions=(SilenceHead("encoder", 0, 1),)), device="cpu")
    view.show_trace(edited, Comparison())
    turn_to(view, "contexts")
    assert asked[-1].interventions == edited.request.interventions


def test_what_is_typed_is_read_at_enter(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "contexts")
    asked: list[TraceRequest] = []
    view.trace_wanted.connect(asked.append)
    view._contexts.line.selectAll()
    qtbot.keyClicks(view._contexts.line, "a dog")
    qtbot.keyClick(view._contexts.line, Qt.Key.Key_Return)
    assert [request.inputs for request in asked] == [Sentence("a dog", "en-zh")]


def test_while_the_second_sentence_is_computed_that_is_said(qtbot: QtBot, trace: Trace) -> None:
    view = GeometryView()
    qtbot.addWidget(view)
    view.show_trace(trace, Comparison())
    view.show()
    turn_to(view, "contexts")
    assert view._contexts.message.text().startswith("Computing")


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "nothing to read"), ("我", "No word"), ("dog " * 80, "limit")],
    ids=["nothing", "nothing in common", "too long"],
)
def test_a_sentence_that_cannot_be_compared_says_why(view: GeometryView, text: str, said: str) -> None:
    turn_to(view, "contexts")
    view._contexts.text_chosen.emit(text)
    assert said in view._contexts.message.text()


def test_choosing_a_word_selects_its_token(view: GeometryView) -> None:
    turn_to(view, "contexts")
    view._contexts.text_chosen.emit("The dog bites the man and the man bites the dog.")
    view._contexts.box.activated.emit(0)
    found = view._contexts.encounter
    assert found is not None
    assert view._selection.token == SelectedToken("source", found.meetings[0].here)


def test_the_dot_product_begins_with_the_score_of_the_trace(view: GeometryView, trace: Trace) -> None:
    turn_to(view, "product")
    key = int(trace.value("encoder.layers.1.self_attention.weights")[1, 2].argmax())
    score = trace.value("encoder.layers.1.self_attention.scores")[1, 2, key]
    first, second = view._product.plane.vectors()
    assert first @ second == pytest.approx(float(score), abs=1e-5)


def test_arrow_keys_move_a_vector_and_back_leads_to_the_trace(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "product")
    before, plane = view._product.plane.vectors(), view._product.plane
    qtbot.keyClick(plane, Qt.Key.Key_Left)
    assert plane.vectors()[0, 0] < before[0, 0]
    assert view._caption.text().startswith("Moved by hand")
    view._product.reset.click()
    np.testing.assert_array_equal(plane.vectors(), before)


def test_enter_takes_the_other_vector(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "product")
    plane = view._product.plane
    qtbot.keyClick(plane, Qt.Key.Key_Return)
    before = plane.vectors()
    qtbot.keyClick(plane, Qt.Key.Key_Up)
    assert (plane.vectors()[1, 1] > before[1, 1], plane.vectors()[0, 1]) == (True, before[0, 1])


def test_a_tip_can_be_dragged(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "product")
    plane = view._product.plane
    start = plane.tip(1).toPoint()
    qtbot.mousePress(plane, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(plane, start - QPoint(30, 40))
    qtbot.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=start - QPoint(30, 40))
    away = plane.tip(1).toPoint() - (start - QPoint(30, 40))
    assert away.manhattanLength() <= 2


def test_the_table_follows_the_arrows(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "product")
    plane = view._product.plane
    qtbot.keyClick(plane, Qt.Key.Key_Down)
    product = view._product.table._figures._values[-1]
    first, second = plane.vectors()
    assert product[1] == pytest.approx(float(first @ second))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("made", [encoder_only_trace, decoder_only_trace])
def test_one_half_of_a_model_has_every_page(view: GeometryView, page: str, made: object) -> None:
    view.show_trace(made(), Comparison())  # type: ignore[operator]
    turn_to(view, page)
    assert view._caption.text()


@pytest.mark.parametrize("page", PAGES)
def test_forty_tokens_and_one(view: GeometryView, page: str) -> None:
    turn_to(view, page)
    for text in ("狗咬人，人咬狗。" * 5, "狗"):
        view.show_trace(compute(tiny_request(text), device="cpu"), Comparison())
        view.grab()
        assert view._caption.text()


def test_a_part_without_vectors_of_tokens_says_so(view: GeometryView) -> None:
    request = next(preset.request for preset in presets.catalogue() if preset.title == "softmax")
    view.show_trace(compute(request, device="cpu"), Comparison())
    assert view._caption.text().startswith("There are no vectors")
    assert not view._stack.isVisible()


def test_numbers_typed_by_hand_have_no_second_sentence(view: GeometryView) -> None:
    request = next(preset.request for preset in presets.catalogue() if preset.title == "two-heads")
    view.show_trace(compute(request, device="cpu"), Comparison())
    turn_to(view, "contexts")
    assert not view._contexts.line.isEnabled()
    assert view._contexts.message.text()


@pytest.mark.parametrize("title", ["whole-model", "decoder-only"])
def test_a_hand_sized_model_reads_a_second_sentence(view: GeometryView, title: str) -> None:
    request = next(preset.request for preset in presets.catalogue() if preset.title == title)
    view.show_trace(compute(request, device="cpu"), Comparison())
    turn_to(view, "contexts")
    view._contexts.text_chosen.emit("猫是我")
    found = view._contexts.encounter
    assert found is not None
    assert {met.text for met in found.meetings} >= {"猫", "是", "我"}


def test_the_keyboard_goes_to_no_picture_that_is_not_there(view: GeometryView) -> None:
    request = next(preset.request for preset in presets.catalogue() if preset.title == "softmax")
    view.show_trace(compute(request, device="cpu"), Comparison())
    view.setFocus()
    assert view.focusWidget() is None or view.focusWidget().isVisible()


def test_the_second_sentence_is_seen_though_its_line_has_the_keyboard(view: GeometryView) -> None:
    view._contexts.line.clear()
    view._contexts.line.setFocus()
    view._page = "contexts"
    view._draw()
    assert view._contexts.line.text()


def test_what_is_being_typed_stays_in_its_line(view: GeometryView, qtbot: QtBot) -> None:
    turn_to(view, "contexts")
    view._contexts.line.setFocus()
    view._contexts.line.selectAll()
    qtbot.keyClicks(view._contexts.line, "a do")
    view._draw()
    assert view._contexts.line.text() == "a do"


def test_what_belongs_to_the_former_sentence_is_dimmed_while_another_is_typed(
    view: GeometryView, qtbot: QtBot
) -> None:
    turn_to(view, "contexts")
    view._contexts.line.selectAll()
    qtbot.keyClicks(view._contexts.line, "The")
    assert all(veil.isVisible() for veil in view._veils)
    qtbot.keyClick(view._contexts.line, Qt.Key.Key_Return)
    assert not any(veil.isVisible() for veil in view._veils)
