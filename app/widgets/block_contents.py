"""What stands in one block of a diagram: its name, a note below it, and a small picture of what it gives out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from app.widgets.block_folding import Node
from app.widgets.block_measures import Measures, wrapped
from app.widgets.blocks import Block
from app.widgets.symbol_text import symbols_width

WIDE_BLOCK = 150.0
"""A block as wide as this has its picture beside its name, not below it."""
PICTURE_SHARE = 0.36
LEAST_PICTURE, WIDEST_PICTURE = 16.0, 56.0
"""The widths between which a picture stays that shares a line with a note."""

Notes = Callable[[Block], Sequence[str]]
"""What a block says below its name, from the longest way of saying it to the shortest."""


@dataclass(eq=False)
class Placed:
    """A block and its place; what is empty is not shown. ``rank`` counts rows from below."""

    node: Node
    rect: QRectF
    column: int
    rank: int = 0
    lines: Sequence[str] = ()
    symbol: str = ""
    note: str = ""
    text: QRectF = field(default_factory=QRectF)
    shape: QRectF = field(default_factory=QRectF)
    picture: QRectF = field(default_factory=QRectF)
    frame: Placed | None = None

    def move(self, x: float, y: float) -> None:
        """Move everything that belongs to it."""
        for rect in (self.rect, self.text, self.shape, self.picture):
            rect.translate(x, y)


def fit(part: Placed, measures: Measures, notes: Sequence[str], operation: bool = False) -> None:
    """Choose what a folded block shows in its width, and make it as high as that needs; its top is at 0."""
    block, rect, unit = part.node.block, part.rect, measures.unit
    padding = max(measures.padding, 2 * unit) if operation else measures.padding
    line = measures.small_line if operation else measures.line
    beside = rect.width() * PICTURE_SHARE if block.pictured and rect.width() >= WIDE_BLOCK * unit else 0.0
    room = rect.width() - 4 * unit - beside
    font = measures.small_metrics if operation else measures.metrics
    part.lines = [part.symbol] if part.symbol else wrapped(font, block.name, room)
    part.text = QRectF(rect.left() + 2 * unit, padding, room, line * len(part.lines))
    below = QRectF(part.text.left(), part.text.bottom(), room, 0)
    if block.pictured and not beside:
        foot = _note_and_picture(part, measures, notes, below, shared=measures.shared or operation)
    else:
        foot = _note(part, measures, notes, below)
    rect.setHeight(foot + padding)
    if beside:
        part.picture = rect.adjusted(rect.width() - beside, padding + 1, -padding - 2, -padding - 1)


def fit_beside(part: Placed, measures: Measures, notes: Sequence[str], room: QRectF) -> None:
    """Put the picture of a circle, and its note where that fits as well, into the room beside it."""
    if room.width() >= LEAST_PICTURE * measures.unit:
        _share_line(part, measures, notes, room)


def fitting(measures: Measures, notes: Sequence[str], room: float) -> str:
    """The longest of the notes that fits into so much room; nothing where none does."""
    return next((note for note in notes if symbols_width(measures.small_font, note) <= room), "")


def _note(part: Placed, measures: Measures, notes: Sequence[str], below: QRectF) -> float:
    """A line for the note, and where it ends."""
    part.note = fitting(measures, notes, below.width())
    part.shape = QRectF(below.topLeft(), below.size()) if part.note else QRectF()
    part.shape.setHeight(measures.small_line if part.note else 0)
    return below.top() + part.shape.height()


def _note_and_picture(
    part: Placed, measures: Measures, notes: Sequence[str], below: QRectF, shared: bool
) -> float:
    """Both in one line, or the picture below the note where there is more height or less width."""
    least = (LEAST_PICTURE + 3) * measures.unit
    if shared and fitting(measures, notes, below.width() - least):
        line = QRectF(below.left(), below.top(), below.width(), measures.small_line)
        _share_line(part, measures, notes, line.adjusted(2 * measures.unit, 0, -measures.unit, 0))
        return line.bottom()
    y = _note(part, measures, notes, below)
    wide = below.adjusted(measures.unit, 0, -measures.unit, 0)
    part.picture = QRectF(wide.left(), y + 1, wide.width(), measures.strip - 2)
    return y + measures.strip


def _share_line(part: Placed, measures: Measures, notes: Sequence[str], line: QRectF) -> None:
    """The picture at the left, as wide as the note leaves it; both together in the middle."""
    between, unit = 3 * measures.unit, measures.unit
    part.note = fitting(measures, notes, line.width() - between - LEAST_PICTURE * unit)
    written = symbols_width(measures.small_font, part.note) + between if part.note else 0.0
    width = min(WIDEST_PICTURE * unit, line.width() - written)
    left = line.left() + (line.width() - width - written) / 2
    height = min(line.height(), measures.strip - 3 * unit)
    part.picture = QRectF(left, line.center().y() - height / 2, width, height)
    if part.note:
        part.shape = QRectF(left + width + between, line.top(), written - between, line.height())
