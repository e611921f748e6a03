"""Lines of symbols: what is lowered and raised, and the sign of times."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.fonts import numeric_font
from app.widgets.symbol_text import WIDEST_TIMES, draw_symbols, symbols_width, unbroken

SHAPES = ("9×256", "8×15×32", "n × d_model = 9 × 256", "Q K^T", "× √d")


def ink(text: str) -> tuple[int, int]:
    """The first and the last column in which anything is drawn, at the left of a picture."""
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(numeric_font(20))
    draw_symbols(painter, QRectF(10, 0, 380, 40), text, at_left=True)
    painter.end()
    inked = [x for x in range(400) if any(image.pixelColor(x, y).lightness() < 200 for y in range(40))]
    return inked[0], inked[-1]


@pytest.mark.parametrize("text", SHAPES)
def test_a_line_keeps_to_the_width_that_is_told(qapp: QApplication, text: str) -> None:
    first, last = ink(text)
    assert first >= 9 and last <= 11 + symbols_width(numeric_font(20), text)


def test_a_tight_sign_of_times_is_no_wider_than_a_character_of_latin(qapp: QApplication) -> None:
    font = numeric_font(20)
    taken = symbols_width(font, "9×9") - 2 * symbols_width(font, "9")
    assert 0 < taken <= WIDEST_TIMES * font.pixelSize()


def test_what_is_lowered_is_smaller(qapp: QApplication) -> None:
    font = numeric_font(20)
    assert symbols_width(font, "d_k") < symbols_width(font, "dk")


@pytest.mark.parametrize(
    ("text", "width"),
    [("the position divided by 10000^(2i/d_model)", 240), ("divided by d, not by d − 1", 150)],
)
def test_no_line_ends_within_a_formula(text: str, width: int, qtbot: QtBot) -> None:
    formula = unbroken(text.rpartition("by ")[2])
    layout = QTextLayout(unbroken(text), numeric_font(20))
    layout.beginLayout()
    breaks = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        breaks.append(line.textStart())
    layout.endLayout()
    start = unbroken(text).index(formula)
    assert len(breaks) > 1
    assert not [at for at in breaks if start < at < start + len(formula)]
