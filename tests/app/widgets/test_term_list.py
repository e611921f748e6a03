"""Lines of arithmetic: what is made, where it stands, and what is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, Theme
from app.widgets.term_layout import Line, Piece
from app.widgets.term_list import TermList

PRODUCT = Line((Piece("0.5000", "x"), Piece(" × "), Piece("−2.000", "w")), "12", "−1.000", "−1.000", -1.0)
FOLD = Line((Piece("▸ 4 further terms", "fold"),), value="0.1", role="fold")
TOTAL = Line((Piece("sum of the terms"),), value="−1.000", role="total")


class Counted(Sequence[Line]):
    """A long list that remembers how many of its lines were made."""

    def __init__(self, count: int) -> None:
        self.count, self.made = count, 0

    def __len__(self) -> int:
        return self.count

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self[one] for one in range(self.count)[at]]
        self.made += 1
        return PRODUCT


@pytest.fixture
def terms(qtbot: QtBot) -> TermList:
    made = TermList()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    made.set_lines([PRODUCT, FOLD, TOTAL], signed=True)
    return made


def test_of_a_long_list_only_what_is_seen_is_made(terms: TermList) -> None:
    lines = Counted(30_000)
    terms.set_lines(lines)
    terms.grab(terms.rect())
    assert lines.made < 100


def test_a_long_list_is_as_high_as_all_of_its_lines(terms: TermList) -> None:
    terms.set_lines(Counted(10))
    ten = terms.sizeHint().height()
    terms.set_lines(Counted(1000))
    assert terms.sizeHint().height() == pytest.approx(100 * ten, rel=0.01)


def test_enter_presses_the_first_number(terms: TermList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(terms.pressed) as heard:
        qtbot.keyClick(terms, Qt.Key.Key_Return)
    assert heard.args == ["x"]


@pytest.mark.parametrize(
    ("keys", "target"),
    [
        ((Qt.Key.Key_Right,), "w"),
        ((Qt.Key.Key_Right, Qt.Key.Key_Left), "x"),
        ((Qt.Key.Key_Down,), "fold"),
        ((Qt.Key.Key_End, Qt.Key.Key_Up), "fold"),
        ((Qt.Key.Key_Down, Qt.Key.Key_Home), "x"),
    ],
)
def test_arrows_go_to_every_number(
    terms: TermList, qtbot: QtBot, keys: tuple[Qt.Key, ...], target: str
) -> None:
    for key in keys:
        qtbot.keyClick(terms, key)
    with qtbot.waitSignal(terms.pressed) as heard:
        qtbot.keyClick(terms, Qt.Key.Key_Return)
    assert heard.args == [target]


def test_a_click_presses_the_number_under_it(terms: TermList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(terms.pressed) as heard:
        place = terms.piece_rect(0, 2).center().toPoint()
        qtbot.mouseClick(terms, Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["w"]


def test_a_click_beside_a_number_presses_nothing(terms: TermList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(terms.pressed):
        place = terms.piece_rect(2, 0).center().toPoint()
        qtbot.mouseClick(terms, Qt.MouseButton.LeftButton, pos=place)


def test_the_line_with_the_keyboard_is_told(terms: TermList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(terms.current_moved) as heard:
        qtbot.keyClick(terms, Qt.Key.Key_Down)
    assert heard.args == [terms.line_rect(1)]
    assert "further" in terms.accessibleDescription()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [200, 300, 600])
def test_no_number_reaches_over_the_edge(terms: TermList, width: int, scale: float) -> None:
    terms.resize(width, 400)
    terms.set_theme(LIGHT, scale)
    pieces = [(row, at) for row, line in enumerate(terms.lines()) for at in range(len(line.pieces))]
    assert all(terms.piece_rect(*place).right() <= width for place in pieces)


def test_numbers_of_a_narrow_line_go_on_below(terms: TermList) -> None:
    wide = terms.line_rect(0).height()
    terms.resize(150, 400)
    assert terms.line_rect(0).height() > 1.5 * wide


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_paints_in_every_theme(terms: TermList, theme: Theme) -> None:
    terms.set_theme(theme, 1.0)
    picture = QPixmap(terms.size())
    terms.render(picture)
    image = picture.toImage()
    assert len({image.pixel(x, y) for x in range(0, 300, 2) for y in range(0, 60, 2)}) > 3
