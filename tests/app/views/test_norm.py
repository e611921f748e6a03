from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading.norms import gamma_and_beta, norms, table
from app.state import Comparison, Selection
from app.views import View
from core.trace import Trace

Show = Callable[..., View]
CROSS = "decoder.layers.1.cross_attention_norm"


def test_every_norm_is_offered(show: Show, tiny_trace: Trace) -> None:
    assert show("norm", tiny_trace)._choice.count() == len(tiny_trace.of_kind("deviation"))


def test_prenorm_offers_the_final_norms_too(show: Show, tiny_prenorm_trace: Trace) -> None:
    view = show("norm", tiny_prenorm_trace)
    assert "Encoder · final LayerNorm" in [view._choice.itemText(at) for at in range(view._choice.count())]


def test_the_table_shows_what_was_measured(tiny_trace: Trace) -> None:
    norm = norms(tiny_trace)[0]
    assert np.allclose(table(norm)[:, 2], tiny_trace.value(f"{norm.site}.deviation"))


def test_after_an_untrained_norm_the_mean_is_nought_and_the_deviation_one(tiny_trace: Trace) -> None:
    assert np.allclose(table(norms(tiny_trace)[0])[:, 3:], [0, 1], atol=1e-3)


def test_what_went_in_is_the_residual_sum(tiny_trace: Trace) -> None:
    norm = norms(tiny_trace)[0]
    assert norm.before is tiny_trace["encoder.layers.0.self_attention_residual"]


def test_gamma_and_beta_come_from_the_parameters(tiny_trace: Trace) -> None:
    gamma, beta = gamma_and_beta(tiny_trace, norms(tiny_trace)[0])
    assert (gamma.tolist(), beta.tolist()) == ([1.0] * 16, [0.0] * 16)


def test_a_selected_row_wishes_its_token(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("norm", tiny_trace)
    view.show_selection(Selection(norm=CROSS).at_token("target", 0))
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(view._table, Qt.Key.Key_Down)
    token = wish.args[0].token
    assert (token.tokens, token.index) == ("target", 1)


def test_a_clicked_cell_of_the_overview_wishes_norm_and_token(
    qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("norm", tiny_trace)
    with qtbot.waitSignal(view.selection_requested) as wish:
        place = view._overview.cell_rect(1, 2).center().toPoint()
        qtbot.mouseClick(view._overview, Qt.MouseButton.LeftButton, pos=place)
    assert (wish.args[0].norm, wish.args[0].token.index) == ("encoder.layers.0.feed_forward_norm", 2)


def test_the_choice_follows_the_selection(show: Show, tiny_trace: Trace) -> None:
    view = show("norm", tiny_trace)
    view.show_selection(Selection(norm=CROSS))
    assert view._choice.currentText() == "Decoder 2 · cross-attention · LayerNorm"


def test_a_norm_switched_off_is_said_to_let_through_what_goes_in(
    show: Show, without_norm: tuple[Trace, Comparison]
) -> None:
    assert show("norm", *without_norm)._caption.text().startswith("Switched off")


def test_the_start_token_is_written_and_not_taken_for_markup(show: Show, tiny_trace: Trace) -> None:
    view = show("norm", tiny_trace)
    view.show_selection(Selection(norm=CROSS).at_token("target", 0))
    assert view._caption.text().startswith("<s>")
    assert view._caption.textFormat() == Qt.TextFormat.PlainText


def test_a_norm_switched_off_has_the_input_as_output(without_norm: tuple[Trace, Comparison]) -> None:
    norm = norms(without_norm[0])[0]
    assert np.array_equal(norm.before.value, norm.after.value)
