"""What is kept is drawn again only where everything that it depends on is the same."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter, QPicture, QPixmap
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.caption import Caption
from app.widgets.kept_pictures import Pictures, draw_kept


def square(side: int) -> QPixmap:
    return QPixmap(side, side)


@pytest.fixture
def caption(qtbot: QtBot) -> Caption:
    caption = Caption()
    qtbot.addWidget(caption)
    caption.resize(120, 24)
    caption.set_text("Q", "n × d_k = 6 × 32", leads=False)
    return caption


def test_the_same_key_is_painted_once(qtbot: QtBot) -> None:
    pictures = Pictures()
    assert pictures.picture("key", lambda: square(4)) is pictures.picture("key", lambda: square(4))


def test_what_was_not_looked_at_for_longest_goes_first(qtbot: QtBot) -> None:
    pictures = Pictures(budget=2 * 4 * 16)
    kept = [pictures.picture(key, lambda: square(4)) for key in ("old", "new")]
    pictures.picture("old", lambda: square(4))
    pictures.picture("further", lambda: square(4))
    assert pictures.picture("old", lambda: square(4)) is kept[0]
    assert pictures.picture("new", lambda: square(4)) is not kept[1]


def test_another_theme_is_painted_anew(caption: Caption) -> None:
    light = caption.grab().toImage()
    caption.set_theme(DARK)
    dark = caption.grab().toImage()
    caption.set_theme(LIGHT)
    assert dark != light and caption.grab().toImage() == light


def test_other_words_are_painted_anew(caption: Caption) -> None:
    before = caption.grab().toImage()
    caption.set_text("K", "n × d_k = 6 × 32", leads=False)
    assert caption.grab().toImage() != before


def test_a_vector_figure_gets_strokes(caption: Caption) -> None:
    figure, painted = QPicture(), []
    painter = QPainter(figure)
    draw_kept(painter, caption, ("never painted",), painted.append)
    painter.end()
    assert painted == [painter]
