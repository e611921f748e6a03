"""Splitting into heads: the blocks of columns move apart, and the one of the head shown comes over."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from app.widgets.transitions import Movement, Panel, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import between, eased, finished, moving, part, rows_in_turn

APART, CLOSING = 0.2, 0.85
GAP = 0.16
"""The room on either side of a block that has moved apart, as a share of its width."""


def fits(scene: Scene) -> bool:
    """Tell whether all heads are shown side by side, and the head that comes of them is known."""
    if not scene.inputs or scene.head is None:
        return False
    source, output = scene.inputs[0], scene.output
    return source.rows == output.rows and source.columns % output.columns == 0


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Move the blocks apart where they stand, then bring the rows of one block over."""
    source, output, head = scene.inputs[0], scene.output, scene.head or 0
    rows = rows_in_turn(part(progress, APART, 1), output.rows)
    canvas.cover(output.block(finished(rows), output.rows))
    gap = GAP * eased(part(progress, 0, APART)) * (1 - eased(part(progress, CLOSING, 1)))
    canvas.cover(source.rect)
    for other in range(source.columns // output.columns):
        _paint_block(canvas, source, other, output.columns, gap, chosen=other == head)
    for row, at in moving(rows):
        start = _block(source, head, output.columns, gap, row, row + 1)
        rect = between(start, output.row(row), eased(at))
        canvas.cells(rect, output.values[row][None], source.scale)
        canvas.cells(rect, output.values[row][None], output.scale, opacity=at)
        canvas.numbers(rect, output.values[row][None], output.scale, like=output)
        canvas.head_frame(rect, head)


def _block(source: Panel, head: int, width: int, gap: float, first: int, last: int) -> QRectF:
    rect = source.block(first, last, head * width, (head + 1) * width)
    return rect.adjusted(rect.width() * gap, 0, -rect.width() * gap, 0)


def _paint_block(canvas: Canvas, source: Panel, head: int, width: int, gap: float, *, chosen: bool) -> None:
    rect = _block(source, head, width, gap, 0, source.rows)
    columns = slice(head * width, (head + 1) * width)
    canvas.cells(rect, source.values[:, columns], source.scale, source.masked()[:, columns])
    if gap > 0:
        canvas.head_frame(rect, head, 3.5 if chosen else 1.5)


MOVEMENT = Movement(("split",), paint, fits)
