"""The logit lens: what would be written after every layer, and when it is decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading import lens as reading
from app.reading.lens import candidates, caption, course, final_texts, lens_of, overview
from app.reading.pieces import piece_texts
from app.state import Comparison, Selection
from app.views import View
from app.vocabulary import told_apart
from core import catalogue
from core.measures.logit_lens import Lens
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace

Show = Callable[..., View]


def lens(trace: Trace) -> Lens:
    found = lens_of(trace)
    assert found is not None
    return found


def test_a_row_for_each_output_token_and_a_column_for_each_place(tiny_trace: Trace) -> None:
    shown = overview(tiny_trace, lens(tiny_trace))
    assert list(shown.column_labels) == ["embedding", "layer 1", "layer 2"]
    assert list(shown.row_labels) == [token.text for token in tiny_trace.tokens["predicted"]]


def test_the_last_column_is_what_the_model_predicts(tiny_trace: Trace) -> None:
    shown = overview(tiny_trace, lens(tiny_trace))
    assert shown.marked[:, -1].all()
    assert shown.values[0, -1] == pytest.approx(tiny_trace.value("decoder.probabilities")[0].max())


def test_the_lens_is_computed_once_for_each_trace(tiny_trace: Trace) -> None:
    assert lens_of(tiny_trace) is lens_of(tiny_trace)


def test_a_hidden_view_computes_nothing(show: Show, tiny_trace: Trace, tiny_prenorm_trace: Trace) -> None:
    view = show("lens", tiny_trace)
    view.hide()
    reading._LENSES.pop(tiny_prenorm_trace, None)
    view.show_trace(tiny_prenorm_trace, Comparison())
    assert tiny_prenorm_trace not in reading._LENSES


@pytest.mark.parametrize("tokens", ["target", "predicted"])
def test_the_selected_token_is_marked(show: Show, tiny_trace: Trace, tokens: str) -> None:
    view = show("lens", tiny_trace)
    view.show_selection(Selection().at_token(tokens, 2))
    assert view._table.selection() == (2, 2)
    found = lens_of(tiny_trace)
    assert found is not None
    assert f"“{told_apart(final_texts(tiny_trace, found), 2)}”" in view._title.text()


def test_a_source_token_marks_no_row(show: Show, tiny_trace: Trace) -> None:
    view = show("lens", tiny_trace)
    view.show_selection(Selection().at_token("source", 2))
    assert view._table.selection() is None


def test_arrow_keys_wish_for_another_token(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lens", tiny_trace)
    view.show_selection(Selection().at_token("predicted", 1))
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(view._table, Qt.Key.Key_Down)
    assert (wish.args[0].token.tokens, wish.args[0].token.index) == ("predicted", 2)


def test_taking_the_keyboard_chooses_nothing(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("lens", tiny_trace)
    with qtbot.assertNotEmitted(view.selection_requested):
        view._table.setFocus()


def test_the_candidates_of_a_row_stand_in_order(tiny_trace: Trace) -> None:
    shown = candidates(tiny_trace, lens(tiny_trace), 1)
    assert shown.values.shape == (8, 3)
    assert (shown.values[:-1] >= shown.values[1:]).all()


def test_the_course_ends_at_rank_one(tiny_trace: Trace) -> None:
    last = course(lens(tiny_trace), 0)[-1]
    assert (last.name, last.below) == ("layer 2", "rank 1")


def test_the_caption_says_when_the_token_is_decided(tiny_trace: Trace) -> None:
    found = lens(tiny_trace)
    starts = {0: "Read off the embedding", 1: "From layer 1 on", 2: "Only the last layer decides"}
    for row, place in enumerate(found.decided.tolist()):
        assert caption(tiny_trace, found, row).startswith(starts[place])


def test_every_piece_of_the_vocabulary_has_its_text(tiny_models: object, tiny_trace: Trace) -> None:
    ids = range(tiny_trace.architecture.vocabulary)
    assert not any(text.startswith("#") for text in piece_texts(tiny_trace, ids).values())


def test_pieces_of_a_model_that_is_gone_go_by_their_numbers(
    tiny_trace: Trace, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(tmp_path))
    ids = range(tiny_trace.architecture.vocabulary)
    assert any(text.startswith("#") for text in piece_texts(tiny_trace, ids).values())


def test_a_decoder_alone_has_a_lens(show: Show) -> None:
    view = show("lens", decoder_only_trace())
    assert view._table.isVisible()


def test_a_model_without_decoder_says_why_not(show: Show) -> None:
    view = show("lens", encoder_only_trace())
    assert view._caption.text().startswith("This model writes nothing")
    assert not view._table.isVisible()
