from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.theme import LIGHT
from app.widgets.spacing import apart
from app.widgets.token_lines import TokenLines
from app.widgets.token_lines_heads import HeadToggles
from app.widgets.token_lines_layout import LinesContent
from app.widgets.token_lines_painting import visible


def content(heads: int = 2, tokens: int = 4, threshold: float = 0.0) -> LinesContent:
    weights = np.random.default_rng(0).random((heads, tokens, tokens))
    weights /= weights.sum(-1, keepdims=True)
    names = tuple(f"t{at}" for at in range(tokens))
    return LinesContent(weights, weights >= threshold, tuple(range(heads)), names, names, ("Q", "K"))


@pytest.fixture
def picture(qtbot: QtBot) -> TokenLines:
    made = TokenLines()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.set_lines(content())
    with qtbot.waitExposed(made):
        made.show()
    return made


def painted(widget: TokenLines) -> bytes:
    return bytes(widget.grab().toImage().constBits())


def test_without_lines_only_names_are_painted(picture: TokenLines) -> None:
    before = painted(picture)
    picture.set_lines(content(threshold=2.0))
    assert painted(picture) != before


def test_a_query_leaves_its_own_lines(picture: TokenLines) -> None:
    shown = visible(content(), "query", 1)
    assert shown[:, 1].all() and not shown[:, [0, 2, 3]].any()


def test_a_key_leaves_its_own_lines() -> None:
    shown = visible(content(), "key", 1)
    assert shown[:, :, 1].all() and not shown[:, :, [0, 2, 3]].any()


def test_the_pointer_previews_and_selects_nothing(qtbot: QtBot, picture: TokenLines) -> None:
    before = painted(picture)
    qtbot.mouseMove(picture, picture.name_rect("query", 1).center().toPoint())
    assert painted(picture) != before
    assert picture.selection() == (None, None)


@pytest.mark.parametrize("across", [False, True])
def test_a_line_ends_at_its_tokens(across: bool, picture: TokenLines) -> None:
    picture.set_across(across)
    weights = np.zeros((1, 2, 2))
    weights[0, 0, 1] = 1
    picture.set_lines(LinesContent(weights, weights > 0, (0,), ("a", "b"), ("c", "d")))
    layout = picture._laid_out(picture._content)
    middle = (layout.query.ends[0] + layout.key.ends[1]) / 2
    found = picture.grab().toImage().pixelColor(QPoint(*map(round, middle)))
    hue = QColor(LIGHT.heads[0])
    assert abs(found.hslHue() - hue.hslHue()) < 8


@pytest.mark.parametrize(("tokens", "across"), [(1, False), (8, False), (40, True)])
def test_the_form_suits_the_room(tokens: int, across: bool, picture: TokenLines) -> None:
    picture.set_lines(content(8, tokens))
    assert picture.is_across() == across


@pytest.mark.parametrize("heads", [0, 1, 12])
def test_any_number_of_heads_can_be_drawn(heads: int, picture: TokenLines) -> None:
    picture.set_lines(content(heads))
    picture.set_selection(2, None)
    assert painted(picture)


def test_a_selection_outside_is_dropped(picture: TokenLines) -> None:
    picture.set_selection(9, 1)
    assert picture.selection() == (None, 1)


def test_names_too_near_one_another_give_way_to_the_first() -> None:
    assert apart([2, 1, 0, 3], [0.0, 5.0, 10.0, 15.0], 8.0) == [2, 0]


def test_many_heads_take_two_rows(qtbot: QtBot) -> None:
    toggles = HeadToggles()
    qtbot.addWidget(toggles)
    toggles.set_heads(16, range(16), 0)
    toggles.resize(400, 40)
    with qtbot.waitExposed(toggles):
        toggles.show()
    assert toggles.toggle_rect(15).top() > toggles.toggle_rect(0).bottom()
    assert toggles.rect().contains(toggles.toggle_rect(15).toAlignedRect())


def test_the_screen_reader_hears_whether_a_head_is_drawn(qtbot: QtBot) -> None:
    toggles = HeadToggles()
    qtbot.addWidget(toggles)
    toggles.set_heads(4, {0}, 0, {1})
    qtbot.keyClick(toggles, Qt.Key.Key_Right)
    assert toggles.accessibleDescription() == "Head 2 is not drawn; its output goes nowhere"


def test_two_rows_leave_room_for_the_lines_beside_the_numbers(qtbot: QtBot, picture: TokenLines) -> None:
    names = tuple(f"a long name {at}" for at in range(44))
    weights = np.full((8, 44, 44), 1 / 44)
    picture.set_lines(LinesContent(weights, weights > 0, tuple(range(8)), names, names))
    picture.resize(740, 190)
    picture.set_across(True)
    picture.set_selection(5, None)
    layout = picture._laid_out(picture._content)
    assert layout.key.ends[0, 1] - layout.query.ends[0, 1] >= 50


def test_numbers_below_a_narrow_row_stand_apart(picture: TokenLines) -> None:
    picture.set_lines(content(8, 44))
    picture.resize(740, 190)
    picture.set_across(True)
    picture.set_selection(5, None)
    layout = picture._laid_out(picture._content)
    shown = picture._numbered(picture._content, layout, "key", upright=False)
    places = sorted(layout.key.numbers[at].left() for at in shown)
    assert min(np.diff(places)) >= layout.key.numbers[0].width()
