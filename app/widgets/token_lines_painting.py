"""How the lines of some heads are painted: the colour and dashes of the head, the width and opacity of the weight."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.theme import Theme, blended, head_pen
from app.widgets.scale import Mask, Numbers
from app.widgets.token_lines_layout import LinesContent, LinesLayout, Side

LEVELS = 12
"""Weights are drawn in so many widths: a pen for each line would take longer than the line."""
THINNEST, WIDEST = 0.8, 7.0
FAINTEST = 0.22


def visible(content: LinesContent, side: Side | None, token: int | None) -> Mask:
    """The lines that are drawn, [head query key]: of one token only where one is chosen."""
    if side is None or token is None:
        return content.drawn
    only = np.zeros(content.drawn.shape, bool)
    place = (slice(None), token) if side == "query" else (slice(None), slice(None), token)
    only[place] = content.drawn[place]
    return only


def paint_lines(
    painter: QPainter, content: LinesContent, layout: LinesLayout, theme: Theme, unit: float, shown: Mask
) -> None:
    """Paint the lines, light ones first so that heavy ones lie above them."""
    most = max(THINNEST * 2, min(WIDEST, min(layout.query.pitch, layout.key.pitch) * 0.4)) * unit
    for head, level, lines in _grouped(content, layout, shown):
        strength = (level + 0.5) / LEVELS
        pen = head_pen(theme, content.heads[head], THINNEST * unit + strength * (most - THINNEST * unit))
        # Mixed with the ground rather than see-through, which takes ten times as long for each line.
        pen.setColor(blended(theme.background, pen.color(), FAINTEST + (1 - FAINTEST) * strength))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines([QLineF(*ends) for ends in lines])


def _grouped(
    content: LinesContent, layout: LinesLayout, shown: Mask
) -> Iterator[tuple[int, int, list[list[float]]]]:
    """The lines of one head and one level of weight together, from the lightest level on."""
    heads, queries, keys = np.nonzero(shown)
    levels = np.clip((content.weights[heads, queries, keys] * LEVELS).astype(int), 0, LEVELS - 1)
    count = len(content.heads)
    groups = levels * count + heads
    order = np.argsort(groups, kind="stable")
    starts = layout.query.ends[queries] + layout.shifts(count, "query")[heads]
    ends = layout.key.ends[keys] + layout.shifts(count, "key")[heads]
    places = np.concatenate([starts, ends], axis=-1)[order]
    found, first = np.unique(groups[order], return_index=True)
    for group, part in zip(found.tolist(), np.split(places, first[1:]), strict=False):
        yield group % count, group // count, part.tolist()


def paint_bars(
    painter: QPainter,
    content: LinesContent,
    bars: tuple[QRectF, ...],
    shares: Numbers,
    theme: Theme,
    across: bool,
) -> None:
    """The mean weight as a bar at each token, made of what each head gives; the longest one fills its room."""
    parts = shares / max(len(shares), 1)
    reach = float(parts.sum(0).max(initial=0.0)) or 1.0
    for at, bar in enumerate(bars):
        ends = np.concatenate([[0.0], np.cumsum(parts[:, at])]) / reach
        for head, (low, high) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)):
            colour = QColor(theme.heads[content.heads[head] % len(theme.heads)])
            painter.fillRect(_part(bar, low, high, across), colour)


def _part(bar: QRectF, low: float, high: float, across: bool) -> QRectF:
    if across:
        return QRectF(bar.left(), bar.top() + low * bar.height(), bar.width(), (high - low) * bar.height())
    return QRectF(bar.left() + low * bar.width(), bar.top(), (high - low) * bar.width(), bar.height())


def paint_tag(painter: QPainter, rect: QRectF, theme: Theme, unit: float) -> None:
    """The frame of a chosen token."""
    painter.setPen(QPen(QColor(theme.accent), 2 * unit))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
