"""What stands in one block of a diagram: its name, a note below it, and a small picture of what it gives out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from app.widgets.block_folding import Node
from app.widgets.block_measures import Measures, wrapped
from app.widgets.blocks import Block
from app.widgets.symbol_text import symbols_width

WIDE_BLOCK = 150.0
"""A block as wide as this has its picture beside its name, not below it."""
PICTURE_SHARE = 0.36
LEAST_PICTURE, WIDEST_PICTURE, BETWEEN = 16.0, 56.0, 3.0
"""The widths between which a picture stays that shares a line with a note, and the distance between the two."""

Notes = Callable[[Block], Sequence[str]]
"""What a block says below its name, from the longest way of saying it to the shortest."""


@dataclass(frozen=True)
class Note:
    """What a block says below its name, as it is written; ``upright`` is from the bottom to the top."""

    text: str
    font: QFont
    length: float
    upright: bool = False

    @property
    def height(self) -> float:
        """How high the line is, or how long it is where it is upright."""
        return self.length if self.upright else line_height(self.font)


@dataclass(eq=False)
class Placed:
    """A block and its place; what is empty is not shown. ``rank`` counts rows from below."""

    node: Node
    rect: QRectF
    column: int
    rank: int = 0
    lines: Sequence[str] = ()
    symbol: str = ""
    name_font: QFont = field(default_factory=QFont)
    note: Note | None = None
    text: QRectF = field(default_factory=QRectF)
    shape: QRectF = field(default_factory=QRectF)
    picture: QRectF = field(default_factory=QRectF)
    frame: Placed | None = None

    def move(self, x: float, y: float) -> None:
        """Move everything that belongs to it."""
        for rect in (self.rect, self.text, self.shape, self.picture):
            rect.translate(x, y)


def fit(part: Placed, measures: Measures, notes: Sequence[str], operation: bool = False) -> None:
    """Choose what a block shows in its width, and make it as high as that needs; its top is at 0."""
    block, rect, unit = part.node.block, part.rect, measures.unit
    padding = max(measures.padding, 2 * unit) if operation else measures.padding
    side = unit if operation else 2 * unit
    beside = rect.width() * PICTURE_SHARE if block.pictured and rect.width() >= WIDE_BLOCK * unit else 0.0
    below = _name(part, measures, rect.adjusted(side, padding, -side - beside, 0), operation)
    if block.pictured and not beside:
        foot = _note_and_picture(part, measures, notes, below, shared=measures.shared or operation)
    else:
        foot = _note(part, measures, notes, below)
    rect.setHeight(foot + padding)
    if beside:
        part.picture = rect.adjusted(rect.width() - beside, padding + 1, -padding - 2, -padding - 1)


def heighten(part: Placed, height: float) -> None:
    """Make a block as high as those beside it: its picture takes what is gained, words beside that stay level."""
    gained = height - part.rect.height()
    part.rect.setHeight(height)
    if not part.picture.isEmpty():
        for words in (part.text, part.shape):
            words.translate(0, gained / 2 if words.bottom() > part.picture.top() else 0)
        part.picture.setHeight(part.picture.height() + gained)


def fit_sum(part: Placed, measures: Measures, notes: Sequence[str], beside: QRectF, below: QRectF) -> float:
    """The picture beside a circle, the note there too or else below it; how far it all reaches down."""
    if not notes or _fits_beside_picture(measures, notes, beside.width()):
        _share_line(part, measures, notes, beside)
        return 0.0
    part.picture = _strip(beside, min(WIDEST_PICTURE * measures.unit, beside.width()), measures)
    return _note(part, measures, notes, below)


def fit_position(part: Placed, measures: Measures, notes: Sequence[str], below: QRectF) -> float:
    """Note and picture below a circle at the end of a column; how far they reach down."""
    return _note_and_picture(part, measures, notes, below, shared=True)


def fit_header(part: Placed, measures: Measures, notes: Sequence[str], halves: tuple[QRectF, QRectF]) -> None:
    """In the line below the name of a layer its note and its picture, on either side of the main arrow."""
    words, room = halves
    part.note = fitting(measures, notes, words.width())
    part.shape = words if part.note else QRectF()
    part.picture = _strip(room, min(room.width(), WIDEST_PICTURE * measures.unit), measures)
    part.picture.moveCenter(room.center())


def fitting(measures: Measures, notes: Sequence[str], room: float) -> Note | None:
    """The longest of the notes that fits into so much room, in small letters where none does otherwise."""
    for font in (measures.small_font, measures.fine_font):
        for text in notes:
            if (length := symbols_width(font, text)) <= room:
                return Note(text, font, length)
    return None


def line_height(font: QFont) -> float:
    """The height of a line of a shape or a symbol."""
    return font.pixelSize() * 1.25


def _name(part: Placed, measures: Measures, room: QRectF, operation: bool) -> QRectF:
    """The lines of the name at the top of the room, and what is below them."""
    part.name_font, line = measures.font, measures.line
    if operation:
        wide = symbols_width(measures.small_font, part.symbol) > room.width()
        part.name_font, line = measures.fine_font if wide else measures.small_font, measures.small_line
    metrics = measures.small_metrics if operation else measures.metrics
    part.lines = [part.symbol] if part.symbol else wrapped(metrics, part.node.block.name, room.width())
    part.text = QRectF(room.left(), room.top(), room.width(), line * len(part.lines))
    return QRectF(room.left(), part.text.bottom(), room.width(), 0)


def _note(part: Placed, measures: Measures, notes: Sequence[str], below: QRectF) -> float:
    """A line for the note, turned upright where it is too long for any other; and where it ends."""
    part.note = fitting(measures, notes, below.width())
    if part.note is None and notes:
        font, text = measures.small_font, notes[-1]
        part.note = Note(text, font, symbols_width(font, text), upright=True)
    height = part.note.height if part.note else 0.0
    part.shape = QRectF(below.left(), below.top(), below.width(), height) if part.note else QRectF()
    return below.top() + height


def _note_and_picture(
    part: Placed, measures: Measures, notes: Sequence[str], below: QRectF, shared: bool
) -> float:
    """Both in one line, or the picture below the note where there is more height or less width."""
    line = QRectF(below.left(), below.top(), below.width(), measures.small_line)
    line.adjust(2 * measures.unit, 0, -measures.unit, 0)
    if shared and _fits_beside_picture(measures, notes, line.width()):
        _share_line(part, measures, notes, line)
        return line.bottom()
    y = _note(part, measures, notes, below)
    wide = below.adjusted(measures.unit, 0, -measures.unit, 0)
    part.picture = QRectF(wide.left(), y + 1, wide.width(), measures.strip - 2)
    return y + measures.strip


def _fits_beside_picture(measures: Measures, notes: Sequence[str], room: float) -> bool:
    return fitting(measures, notes, room - (LEAST_PICTURE + BETWEEN) * measures.unit) is not None


def _share_line(part: Placed, measures: Measures, notes: Sequence[str], line: QRectF) -> None:
    """The picture at the left, as wide as the note leaves it; both together in the middle."""
    between, unit = BETWEEN * measures.unit, measures.unit
    part.note = fitting(measures, notes, line.width() - between - LEAST_PICTURE * unit)
    written = part.note.length + between if part.note else 0.0
    width = min(WIDEST_PICTURE * unit, line.width() - written)
    left = line.left() + (line.width() - width - written) / 2
    part.picture = _strip(QRectF(left, line.top(), width, line.height()), width, measures)
    if part.note:
        part.shape = QRectF(left + width + between, line.top(), part.note.length, line.height())


def _strip(line: QRectF, width: float, measures: Measures) -> QRectF:
    """The room of a picture in a line: less high than the line, at its left."""
    height = min(line.height(), measures.strip - 3 * measures.unit)
    return QRectF(line.left(), line.center().y() - height / 2, width, height)
