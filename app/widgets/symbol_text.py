"""Symbols with lowered and raised letters, painted in one line or as rich text: "n × d_model", "Q K^T"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

TIMES = "×"
_TIGHT = rf"(?<=\S){TIMES}(?=\S)"
_RUNS = re.compile(rf"[_^][^\W_]+|{_TIGHT}|(?:(?!{_TIGHT})[^_^])+")
SMALLER, LOWER, RAISE = 0.76, 0.2, 0.36
WIDEST_TIMES = 0.8
"""How wide a sign of times without spaces around it may be, in heights of its letters.

Chinese fonts make it as wide as a character.
"""
_LOWERED = re.compile(r"(?<![A-Za-z0-9_]{2})(?<=[A-Za-z])_([A-Za-z0-9]+)")


@lru_cache(maxsize=2048)
def symbols_width(font: QFont, text: str) -> float:
    """How wide a line of symbols is; kept, since a figure asks for the same lines in every room it tries."""
    return sum(_widths(run, run_font)[1] for run, run_font, _ in _runs(font, text))


def as_rich_text(text: str) -> str:
    """A text for a label in which what follows a letter and an underscore is lowered; formulas stay in one line."""
    return _LOWERED.sub(
        rf'<span style="font-size: {SMALLER:.0%}; vertical-align: sub">\1</span>', html.escape(unbroken(text))
    )


def unbroken(text: str) -> str:
    """The text with formulas such as "2i/d" and "d − 1" held together, so that no line ends in them."""
    return text.replace("/", "\u2060/\u2060").replace(" − ", "\u00a0−\u00a0")


def draw_symbols(painter: QPainter, rect: QRectF, text: str, *, at_left: bool = False) -> None:
    """Draw a line of symbols in the middle of ``rect`` or at its left, in the font and pen that are set."""
    font, metrics = painter.font(), QFontMetricsF(painter.font())
    x = rect.left() if at_left else rect.center().x() - symbols_width(font, text) / 2
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    for run, run_font, shift in _runs(font, text):
        own, taken = _widths(run, run_font)
        painter.setFont(run_font)
        painter.drawText(QPointF(x - (own - taken) / 2, baseline + shift * font.pixelSize()), run)
        x += taken
    painter.setFont(font)


def _widths(run: str, font: QFont) -> tuple[float, float]:
    """How wide a run is by itself, and in the line."""
    own = QFontMetricsF(font).horizontalAdvance(run)
    return own, min(own, WIDEST_TIMES * font.pixelSize()) if run == TIMES else own


def _runs(font: QFont, text: str) -> Iterator[tuple[str, QFont, float]]:
    small = QFont(font)
    small.setPixelSize(max(7, round(font.pixelSize() * SMALLER)))
    for run in _RUNS.findall(text):
        if run[0] in "_^":
            yield run[1:], small, LOWER if run[0] == "_" else -RAISE
        elif run == TIMES and _widths(run, font)[0] > WIDEST_TIMES * font.pixelSize():
            yield run, small, -LOWER / 2
        else:
            yield run, font, 0.0
