"""The strip shows the pieces and says which is clicked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.scale import Scale
from app.widgets.themed import legible
from app.widgets.token_strip import TokenChip, TokenStrip

SENTENCE = [TokenChip("<2en>", "special"), *(TokenChip(c, starts_word=False) for c in "我是一只猫娘。")]


@pytest.fixture
def strip(qtbot: QtBot) -> TokenStrip:
    strip = TokenStrip()
    qtbot.addWidget(strip)
    strip.set_title("Source")
    strip.set_tokens(SENTENCE)
    strip.resize(700, strip.sizeHint().height())
    return strip


@pytest.fixture
def long_strip(strip: TokenStrip) -> TokenStrip:
    strip.set_tokens([TokenChip(f"word{n}") for n in range(60)])
    return strip


def point_at(widget: QWidget, place: QPoint) -> None:
    """Move the pointer there. QTest moves the real one, which no window that is hidden ever sees."""
    none = Qt.MouseButton.NoButton
    where = QPointF(place)
    event = QMouseEvent(QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def picture(strip: TokenStrip) -> QImage:
    return strip.grab().toImage()


def is_in_view(strip: TokenStrip, index: int) -> bool:
    return strip.rect().contains(strip.chip_rect(index).toRect())


def test_a_click_selects(strip: TokenStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.token_selected) as signal:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.chip_rect(5).center().toPoint())
    assert signal.args == [5]


def test_the_pointer_previews(strip: TokenStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.token_previewed) as signal:
        point_at(strip, strip.chip_rect(2).center().toPoint())
    assert signal.args == [2]


def test_the_preview_ends_beside_the_chips(strip: TokenStrip, qtbot: QtBot) -> None:
    point_at(strip, strip.chip_rect(2).center().toPoint())
    with qtbot.waitSignal(strip.token_previewed) as signal:
        point_at(strip, QPoint(690, 3))
    assert signal.args == [-1]


@pytest.mark.parametrize(
    ("key", "token"),
    [(Qt.Key.Key_Left, 2), (Qt.Key.Key_Right, 4), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 7)],
)
def test_keys_move_the_selection(strip: TokenStrip, qtbot: QtBot, key: Qt.Key, token: int) -> None:
    strip.set_selection(3)
    with qtbot.waitSignal(strip.token_selected) as signal:
        qtbot.keyClick(strip, key)
    assert signal.args == [token]


def test_keys_do_nothing_without_tokens(strip: TokenStrip, qtbot: QtBot) -> None:
    strip.set_tokens([])
    with qtbot.assertNotEmitted(strip.token_selected):
        qtbot.keyClick(strip, Qt.Key.Key_End)


def test_setting_the_selection_is_silent(strip: TokenStrip, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(strip.token_selected):
        strip.set_selection(1)


def test_fewer_tokens_drop_the_selection_that_no_longer_fits(strip: TokenStrip) -> None:
    strip.set_selection(7)
    strip.set_tokens(SENTENCE[:3])
    assert strip.selection() is None


def test_a_word_starts_after_a_gap(strip: TokenStrip) -> None:
    strip.set_tokens([TokenChip("cat"), TokenChip("girl", starts_word=False), TokenChip("cat")])
    first, second, third = (strip.chip_rect(index) for index in range(3))
    assert third.left() - second.right() > 2 * (second.left() - first.right())


@pytest.mark.parametrize("index", [0, 30, 59])
def test_the_selected_token_is_in_view(long_strip: TokenStrip, index: int) -> None:
    long_strip.set_selection(index)
    assert is_in_view(long_strip, index)


def test_hidden_tokens_are_counted(long_strip: TokenStrip) -> None:
    long_strip.set_selection(59)
    left, right = long_strip.hidden_tokens()
    assert left > 40 and right == 0


def test_a_short_sentence_hides_nothing(strip: TokenStrip) -> None:
    strip.resize(1000, strip.height())
    assert strip.hidden_tokens() == (0, 0)


def test_marking_the_marked_chip_again_leaves_the_strip_where_it_was_scrolled(
    long_strip: TokenStrip, qtbot: QtBot
) -> None:
    long_strip.set_selection(0)
    end = long_strip.rect().center() + QPoint(long_strip.width() // 2 - 4, 0)
    qtbot.mouseClick(long_strip, Qt.MouseButton.LeftButton, pos=end)
    scrolled = long_strip.hidden_tokens()
    long_strip.set_selection(0)
    assert long_strip.hidden_tokens() == scrolled
    assert scrolled[0] > 0


def test_the_end_of_a_long_sentence_scrolls_when_clicked(long_strip: TokenStrip, qtbot: QtBot) -> None:
    before = long_strip.chip_rect(0).left()
    qtbot.mouseClick(long_strip, Qt.MouseButton.LeftButton, pos=QPoint(688, long_strip.height() // 2))
    assert long_strip.chip_rect(0).left() < before


def test_a_word_of_5000_letters_stays_a_chip(strip: TokenStrip) -> None:
    strip.set_tokens([TokenChip("x" * 5000)])
    assert strip.chip_rect(0).width() < 300


def test_highlights_shade_a_chip(strip: TokenStrip) -> None:
    strip.set_highlights({2: 1.0})
    place = strip.chip_rect(2).topLeft().toPoint() + QPoint(4, 4)
    assert picture(strip).pixelColor(place) == Scale("sequential", 0, 1).colour(1.0, LIGHT)


@pytest.mark.parametrize(
    "chip",
    [
        TokenChip("猫", "unknown"),
        TokenChip("猫", "special"),
        TokenChip("猫", changed=True),
        TokenChip("猫", probability=0.5),
    ],
)
def test_every_role_looks_different_from_a_word(strip: TokenStrip, chip: TokenChip) -> None:
    strip.set_tokens([TokenChip("猫")])
    plain = picture(strip)
    strip.set_tokens([chip])
    assert picture(strip) != plain


def test_an_unknown_token_carries_a_question_mark() -> None:
    assert TokenChip("猫", "unknown").shown() == "猫 ?"


@pytest.mark.parametrize(("text", "shown"), [("", "␣"), ("  ", "␣␣"), ("a\nb", "a⏎b")])
def test_blanks_can_be_seen(text: str, shown: str) -> None:
    assert TokenChip(text).shown() == shown


def test_a_character_without_a_glyph_is_shown_by_its_code_point(strip: TokenStrip) -> None:
    assert legible(QFontMetricsF(strip.font()), "a\u0301\U00050000\0") == "a\u0301U+50000U+0000"


@pytest.mark.parametrize("text", ["", "Layer 1 · head 2 → 猫", "cafe\u0301", "~ !"])
def test_what_the_fonts_have_stays_as_it_is(strip: TokenStrip, text: str) -> None:
    assert legible(QFontMetricsF(strip.font()), text) == text


def test_a_screen_reader_hears_the_token_and_its_probability(strip: TokenStrip) -> None:
    strip.set_tokens([TokenChip("cat", probability=0.5)])
    strip.set_selection(0)
    assert strip.accessibleDescription() == "Piece 1 of 1: cat, probability 0.5000"


def test_dark_changes_what_is_painted(strip: TokenStrip) -> None:
    before = picture(strip)
    strip.set_theme(DARK, 1.0)
    assert picture(strip) != before


def test_larger_text_makes_larger_chips(strip: TokenStrip) -> None:
    before = strip.chip_rect(1).height()
    strip.set_theme(LIGHT, 2.0)
    assert strip.chip_rect(1).height() > 1.5 * before


@pytest.mark.parametrize(
    "change", [{"text": "<2zh> and more"}, {"role": "unknown"}, {"text": "", "role": "word"}]
)
def test_another_piece_takes_the_room_that_it_needs(
    strip: TokenStrip, qtbot: QtBot, change: dict[str, Any]
) -> None:
    pieces = [replace(SENTENCE[0], **change), *SENTENCE[1:]]
    fresh = TokenStrip()
    qtbot.addWidget(fresh)
    fresh.set_title("Source")
    fresh.resize(strip.size())
    for each in (strip, fresh):
        each.set_tokens(pieces)
    assert [strip.chip_rect(at) for at in range(8)] == [fresh.chip_rect(at) for at in range(8)]


def test_a_probability_moves_no_chip(strip: TokenStrip) -> None:
    before = [strip.chip_rect(at) for at in range(8)]
    strip.set_tokens([replace(piece, probability=0.5) for piece in SENTENCE])
    assert [strip.chip_rect(at) for at in range(8)] == before
