from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.state import SelectedToken, Selection
from app.views import View
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace

Show = Callable[..., View]
LEFT = Qt.MouseButton.LeftButton


def test_the_caption_names_the_token_that_gives_most(show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    content = view._diagram._content
    most = int(content.masses[0].argmax())
    expected = f"mostly from {content.inputs[most]} ({content.masses[0, most] * 100:.0f} %)"
    assert expected in view._caption.text()


def test_the_caption_says_what_each_side_gives(show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    content = view._diagram._content
    source = content.masses[0, : content.first_output].sum()
    assert f"The source gives {source * 100:.0f} % of it" in view._caption.text()


def test_the_selected_output_token_is_followed(show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    view.show_selection(Selection(token=SelectedToken("predicted", 3)))
    content = view._diagram._content
    assert (content.token, content.masses[-1].argmax()) == (3, content.first_output + 3)


def test_a_clicked_output_token_is_wished(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(view._diagram, LEFT, pos=view._diagram.output_rect(2).center().toPoint())
    assert wish.args[0].token == SelectedToken("target", 2)


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Down, 3), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Home, 0)]
)
def test_keys_choose_the_output_token(
    key: Qt.Key, expected: int, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("flow", tiny_trace)
    view.show_selection(Selection(token=SelectedToken("target", 2)))
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.keyClick(view._diagram, key)
    assert wish.args[0].token.index == expected


def test_the_row_of_another_attention_is_let_go(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    view.show_selection(Selection("encoder").at_cell(4, 5))
    with qtbot.waitSignal(view.selection_requested) as wish:
        qtbot.mouseClick(view._diagram, LEFT, pos=view._diagram.output_rect(2).center().toPoint())
    assert (wish.args[0].query, wish.args[0].key) == (None, None)


@pytest.mark.parametrize(("scope", "columns"), [("joint", 7), ("encoder", 3), ("decoder", 3)])
def test_every_sublayer_has_a_column(
    scope: str, columns: int, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    view = show("flow", tiny_trace)
    qtbot.mouseClick(view._scopes.button(scope), LEFT)
    assert len(view._diagram._content.headings) == columns


def test_value_norms_tell_another_story(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    before = view._diagram._content.masses[0]
    qtbot.mouseClick(view._measures.button("norms"), LEFT)
    assert not np.allclose(view._diagram._content.masses[0], before, atol=1e-4)
    assert "Kobayashi" in view._method.text()


@pytest.mark.parametrize("trace", [encoder_only_trace, decoder_only_trace])
def test_models_of_one_half_have_a_flow(trace: Callable[[], Trace], show: Show) -> None:
    view = show("flow", trace())
    assert view._scopes.options() in (("encoder",), ("decoder",))
    assert "the flow comes mostly from" in view._caption.text()


def test_bands_at_a_token_are_as_high_as_what_passes_through_it(show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    diagram, content = view._diagram, view._diagram._content
    layout = diagram._laid_out(content)
    last = len(content.bands) - 1
    heights = [height for *_, height in layout.ends(content, last)]
    assert sum(heights) == pytest.approx(layout.thickness, rel=0.05)


def test_the_screen_reader_hears_the_caption(show: Show, tiny_trace: Trace) -> None:
    view = show("flow", tiny_trace)
    assert view._diagram.accessibleDescription() == view._caption.text()
