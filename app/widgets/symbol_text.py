"""Symbols with lowered and raised letters, painted in one line or as rich text: "n × d_model", "Q K^T"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

_RUNS = re.compile(r"[_^][^\W_]+|[^_^]+")
SMALLER, LOWER, RAISE = 0.76, 0.2, 0.36
_LOWERED = re.compile(r"(?<![A-Za-z0-9_]{2})(?<=[A-Za-z])_([A-Za-z0-9]+)")


def symbols_width(font: QFont, text: str) -> float:
    """How wide a line of symbols is."""
    return sum(QFontMetricsF(run_font).horizontalAdvance(run) for run, run_font, _ in _runs(font, text))


def as_rich_text(text: str) -> str:
    """A text for a label in which what follows a letter and an underscore is lowered."""
    return _LOWERED.sub(
        rf'<span style="font-size: {SMALLER:.0%}; vertical-align: sub">\1</span>', html.escape(text)
    )


def draw_symbols(painter: QPainter, rect: QRectF, text: str, *, at_left: bool = False) -> None:
    """Draw a line of symbols in the middle of ``rect`` or at its left, in the font and pen that are set."""
    font, metrics = painter.font(), QFontMetricsF(painter.font())
    x = rect.left() if at_left else rect.center().x() - symbols_width(font, text) / 2
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    for run, run_font, shift in _runs(font, text):
        painter.setFont(run_font)
        painter.drawText(QPointF(x, baseline + shift * font.pixelSize()), run)
        x += QFontMetricsF(run_font).horizontalAdvance(run)
    painter.setFont(font)


def _runs(font: QFont, text: str) -> Iterator[tuple[str, QFont, float]]:
    small = QFont(font)
    small.setPixelSize(max(7, round(font.pixelSize() * SMALLER)))
    for run in _RUNS.findall(text):
        if run[0] in "_^":
            yield run[1:], small, LOWER if run[0] == "_" else -RAISE
        else:
            yield run, font, 0.0
