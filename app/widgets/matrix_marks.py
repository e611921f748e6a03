"""What marks a place in a matrix: a frame, the ground of a selected label, a tag with the exact number."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from app.theme import RADIUS, Theme
from app.widgets.matrix_window import MatrixWindow
from app.widgets.scale import Mask

VEIL = 0.55
THINNEST = 3.0
ASIDE = 8.0
"""How far from the cells a number stands that is beside them: the bars of what is in view are nearer."""
OVER = 8.0
"""How far it may reach beyond its own cell."""


def paint_frame(painter: QPainter, rect: QRectF, theme: Theme, colour: str, width: float) -> None:
    """Draw a frame with a casing, so that it stands out from dark and from bright cells."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, thickness in ((theme.surface, width + 2), (colour, width)):
        pen = QPen(QColor(ink), thickness)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(rect)


def paint_tag(painter: QPainter, theme: Theme, rect: QRectF, covered: Iterable[QRectF] = ()) -> None:
    """Fill the ground of a selected label and set the pen to write on it; no label it covers is left half seen."""
    for label in covered:
        painter.fillRect(label, QColor(theme.background))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setPen(QColor(theme.accent_text))


def paint_number(painter: QPainter, place: QRectF | None, theme: Theme, text: str) -> None:
    """Write a number, in the font that is set, on a tag at that place, if there is one."""
    if place is not None:
        paint_plate(painter, place, theme)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def number_size(metrics: QFontMetricsF, text: str) -> QSizeF:
    """Return how large the tag of a number is."""
    return QSizeF(metrics.horizontalAdvance(text) + metrics.height() * 0.8, metrics.height() * 1.3)


def place_to_stay(size: QSizeF, cell: QRectF, cells: QRectF, room: QRectF) -> QRectF | None:
    """Return where the number of a selected cell hides no other: at the end of its row, below its column or on it.

    There is no such place where the matrix takes all the room with cells smaller than the number.
    """
    tag = QRectF(QPointF(), size)
    if room.right() - cells.right() >= tag.width() + 2 * ASIDE:
        tag.moveLeft(cells.right() + ASIDE)
        tag.moveTop(max(room.top() + 1, cell.center().y() - tag.height() / 2))
        tag.moveBottom(min(room.bottom() - 1, tag.bottom()))
    elif room.bottom() - cells.bottom() >= tag.height() + ASIDE:
        tag.moveTop(cells.bottom() + ASIDE)
        tag.moveLeft(_within(cell.center().x() - tag.width() / 2, tag.width(), room))
    elif min(cell.width() - tag.width(), cell.height() - tag.height()) >= -OVER:
        tag.moveCenter(cell.center())
    else:
        return None
    return tag


def place_at(size: QSizeF, cell: QRectF, cells: QRectF, room: QRectF) -> QRectF:
    """Return where a number stands right above its cell, or below where labels are above.

    It stays over the cells where they are wide enough, and in any case in the room.
    """
    tag = QRectF(QPointF(), size)
    tag.moveTop(cell.top() - tag.height() - 5)
    if tag.top() < cells.top():
        tag.moveTop(cell.bottom() + 5)
    ground = cells if cells.width() >= tag.width() + 4 else room
    tag.moveLeft(_within(cell.center().x() - tag.width() / 2, tag.width(), ground))
    return tag


def _within(left: float, width: float, ground: QRectF) -> float:
    return max(ground.left() + 2, min(left, ground.right() - width - 2))


def paint_extent(painter: QPainter, cells: QRectF, window: MatrixWindow, theme: Theme) -> None:
    """Draw below and at the right which part of the whole matrix is in view."""
    rows, columns = window.shape
    left, right = window.first_column / columns, (window.first_column + window.columns) / columns
    top, bottom = window.first_row / rows, (window.first_row + window.rows) / rows
    below, beside = cells.bottom() + 4, cells.right() + 4
    width, height = cells.width(), cells.height()
    bars = []
    if window.columns < columns:
        bars.append(
            (
                QRectF(cells.left(), below, width, 3),
                QRectF(cells.left() + left * width, below, (right - left) * width, 3),
            )
        )
    if window.rows < rows:
        bars.append(
            (
                QRectF(beside, cells.top(), 3, height),
                QRectF(beside, cells.top() + top * height, 3, (bottom - top) * height),
            )
        )
    painter.setPen(Qt.PenStyle.NoPen)
    for groove, bar in bars:
        painter.fillRect(groove, QColor(theme.border))
        painter.fillRect(bar, QColor(theme.text_quiet))


def paint_lit(painter: QPainter, mask: Mask, cells: QRectF, theme: Theme) -> None:
    """Light up the cells that are set: all others recede behind a veil, and a line runs around the blocks."""
    blocks = [_grown(_place(block, mask.shape, cells)) for block in blocks_of(mask)]
    veil = QPainterPath()
    veil.addRect(cells)
    lit = QPainterPath()
    lit.setFillRule(Qt.FillRule.WindingFill)
    for block in blocks:
        lit.addRect(block)
    shade = QColor(theme.surface)
    shade.setAlphaF(VEIL)
    painter.fillPath(veil.subtracted(lit), shade)
    for block in blocks:
        paint_frame(painter, block, theme, theme.accent, 1.5)


def blocks_of(mask: Mask) -> list[tuple[int, int, int, int]]:
    """Return the set cells as blocks (row, column, rows, columns): runs of a row, joined down where they agree."""
    open_runs: dict[tuple[int, int], int] = {}
    blocks: list[tuple[int, int, int, int]] = []
    for row, runs in enumerate([*_runs_of_rows(mask), set()]):
        for start, end in [run for run in open_runs if run not in runs]:
            first = open_runs.pop((start, end))
            blocks.append((first, start, row - first, end - start))
        for run in runs:
            open_runs.setdefault(run, row)
    return blocks


def _runs_of_rows(mask: Mask) -> list[set[tuple[int, int]]]:
    """Return for each row where its runs of set cells start and end."""
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    runs: list[set[tuple[int, int]]] = [set() for _ in range(mask.shape[0])]
    starts, ends = np.argwhere(edges == 1).tolist(), np.argwhere(edges == -1).tolist()
    for (row, start), (_, end) in zip(starts, ends, strict=True):
        runs[row].add((start, end))
    return runs


def _place(block: tuple[int, int, int, int], shape: tuple[int, ...], cells: QRectF) -> QRectF:
    row, column, rows, columns = block
    width, height = cells.width() / shape[1], cells.height() / shape[0]
    return QRectF(cells.left() + column * width, cells.top() + row * height, columns * width, rows * height)


def _grown(rect: QRectF) -> QRectF:
    """Return the rectangle at least so large that its frame has an inside."""
    wide, high = (max(0.0, THINNEST - length) / 2 for length in (rect.width(), rect.height()))
    return rect.adjusted(-wide, -high, wide, high)


def paint_plate(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Fill a plate that stands out from any cell, and set the pen to write on it."""
    painter.setPen(QPen(QColor(theme.surface), 2))
    painter.setBrush(QColor(theme.text))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setPen(QColor(theme.surface))
