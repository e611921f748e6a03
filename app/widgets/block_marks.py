"""Where the small marks of a block diagram are, which are painted and clicked: folds, layers, arrowheads."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from app.widgets.block_contents import Placed
from app.widgets.block_layout import Placement, Stack
from app.widgets.blocks import Block

NUMBERED = 16
"""Dots for layers carry their numbers from this size on."""


def opens(part: Placed) -> bool:
    """Whether the mark of a block unfolds it; the others fold."""
    node = part.node
    return node.form in ("box", "pile") or (node.pile is not None and len(node.pile.children) > 1)


def fold_mark(part: Placed, placement: Placement) -> QRectF:
    """Where a block is clicked to be folded or unfolded: a corner away from the lanes; before a layer's name."""
    side = 12 * placement.measures.unit
    rect = QRectF(0, 0, side, side)
    if part.node.form == "frame":
        rect.moveCenter(QPointF(part.rect.left() + side * 0.75, part.text.center().y()))
    elif placement.stacks[part.column].lanes_left:
        rect.moveCenter(part.rect.topRight() + QPointF(side * 0.2, side * 0.4))
    else:
        rect.moveCenter(part.rect.topLeft() + QPointF(-side * 0.2, side * 0.4))
    rect.moveRight(min(rect.right(), placement.size.width() - placement.measures.unit))
    return rect


def layer_marks(frame: Placed, stack: Stack, placement: Placement) -> list[tuple[Block, QRectF]]:
    """The layers that one layer stands for, as dots in the line above it; none where they have no room."""
    if frame.node.pile is None:
        return []
    layers, unit = frame.node.pile.children, placement.measures.unit
    room = frame.rect.right() - placement.measures.inset - stack.middle - 5 * unit
    side = next((side * unit for side in (NUMBERED, 9) if side * unit * len(layers) <= room), 0.0)
    if not side or placement.measures.header < side:
        side = 9 * unit
    if side * len(layers) > room:
        return []
    x, y = stack.middle + 6 * unit, frame.text.center().y() - side / 2
    return [(layer, QRectF(x + at * side, y, side, side)) for at, layer in enumerate(layers)]


def arrowhead(line: QPainterPath, length: float) -> QPolygonF:
    """The point at the end of a line."""
    end = line.pointAtPercent(1.0)
    element = line.elementAt(line.elementCount() - 2)
    way = end - QPointF(element.x, element.y)
    size = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1e-6)
    along, across = way / size * length, QPointF(-way.y(), way.x()) / size * length * 0.5
    return QPolygonF([end, end - along + across, end - along - across])
