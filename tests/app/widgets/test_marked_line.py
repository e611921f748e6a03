"""Lines that say as much as their width allows."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.widgets.clipped_label import ClippedLabel
from app.widgets.fair_shares import fair_shares
from app.widgets.marked_line import MarkedLine, Word

LONG = [Word(f" word{at}", at == 30) for at in range(60)]


@pytest.mark.parametrize(
    ("needs", "room", "shares"),
    [
        ([10, 20, 30], 100, [10, 20, 30]),
        ([10, 80, 80], 100, [10, 45, 45]),
        ([80, 10], 50, [40, 10]),
        ([5], -3, [0]),
        ([], 9, []),
    ],
)
def test_room_is_shared_so_that_the_most_needy_are_cut(
    needs: list[int], room: int, shares: list[int]
) -> None:
    assert fair_shares(needs, room) == shares


def line(qtbot: QtBot, width: int) -> MarkedLine:
    made = MarkedLine()
    qtbot.addWidget(made)
    made.resize(width, 20)
    made.set_words("With: {text}", LONG)
    return made


def test_a_sentence_that_has_room_is_shown_whole(qtbot: QtBot) -> None:
    shown = line(qtbot, 10_000).text()
    assert "word0" in shown and "word59" in shown and "…" not in shown


@pytest.mark.parametrize("width", [150, 300, 900])
def test_a_narrow_line_shows_what_stands_around_the_mark(qtbot: QtBot, width: int) -> None:
    made = line(qtbot, width)
    assert "<u><b> word30</b></u>" in made.text()
    assert made.sizeHint().width() <= width
    assert made.toolTip().startswith("With: word0 ")


def test_more_room_shows_more(qtbot: QtBot) -> None:
    counts = [line(qtbot, width).text().count("word") for width in (150, 300, 900)]
    assert counts == sorted(set(counts))


def test_signs_of_markup_are_shown_as_they_are(qtbot: QtBot) -> None:
    made = line(qtbot, 500)
    made.set_words("With: {text}", [Word("<s>"), Word(" {text}", True)])
    assert made.text() == "With: &lt;s&gt;<u><b> {text}</b></u>"


@pytest.mark.parametrize("text", ["", "short", "many words that go on and on " * 9, "没有空格的一句话" * 20])
def test_a_text_takes_its_lines_whatever_it_says(qtbot: QtBot, text: str) -> None:
    label = ClippedLabel(2)
    qtbot.addWidget(label)
    label.resize(200, 60)
    height = label.sizeHint().height()
    label.setText(text)
    assert label.sizeHint().height() == height
    assert len(label.shown_lines()) <= 2
    assert label.text() == label.toolTip() == text
    assert ("…" in "".join(label.shown_lines())) == (len(text) > 100)


def test_a_larger_font_needs_more_room(qtbot: QtBot) -> None:
    made = line(qtbot, 500)
    before, font = made.needed(), made.font()
    font.setPixelSize(40)
    made.setFont(font)
    assert made.needed() > 1.5 * before


def test_other_words_need_other_room(qtbot: QtBot) -> None:
    made = line(qtbot, 500)
    before = made.needed()
    made.set_words("With: {text}", LONG[:3])
    assert made.needed() < before


def test_another_frame_needs_other_room(qtbot: QtBot) -> None:
    made = line(qtbot, 500)
    before = made.needed()
    made.set_words("Without: {text}", LONG)
    assert made.needed() > before
