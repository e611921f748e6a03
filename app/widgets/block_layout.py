"""Where the blocks of a diagram stand: columns from the bottom to the top, as the paper draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSizeF

from app.widgets.block_contents import Placed, fit, fit_beside
from app.widgets.block_folding import Node
from app.widgets.block_measures import WIDEST_BLOCK, Measures, widest_piece, wrapped
from app.widgets.block_ranks import ranked
from app.widgets.block_scene import Scene
from app.widgets.blocks import Block

CIRCLES = ("sum", "position")
PILE = 5.0
"""How far the layers behind the first stand out of a pile."""
MARGIN = 2.0
MASK_SHARE = 0.2


@dataclass(eq=False)
class Stack:
    """A column: where its blocks begin and end, how much room its lanes take, and on which side."""

    left: float
    right: float
    lanes: float
    lanes_left: bool
    label: QRectF = field(default_factory=QRectF)
    label_lines: Sequence[str] = ()

    @property
    def middle(self) -> float:
        """Where the main arrow runs."""
        return (self.left + self.right) / 2

    @property
    def outer(self) -> float:
        """The end at which the lanes begin, where arrows run past blocks."""
        return self.left if self.lanes_left else self.right

    @property
    def away(self) -> int:
        """The direction from the blocks to the lanes."""
        return -1 if self.lanes_left else 1


@dataclass(eq=False)
class Placement:
    """Every block placed, those in a layer after it; ``size`` is what the figure takes."""

    scene: Scene
    measures: Measures
    size: QSizeF
    stacks: list[Stack]
    placed: dict[str, Placed]


def place(scene: Scene, measures: Measures, width: float, lanes: Sequence[int]) -> Placement:
    """Stand the blocks one above the other, the columns side by side, all on one ground."""
    around = _around(measures, lanes)
    count = max(1, len(lanes))
    least = max(
        (widest_piece(measures.metrics, part.block.name) for parts in scene.parts for part in parts),
        default=0.0,
    )
    block = max(
        least + 5 * measures.unit, (min(width, WIDEST_BLOCK * measures.unit * count) - around) / count
    )
    whole = max(width, block * count + around)
    stacks = list(
        _stacks(measures, lanes, block, (whole - block * count - around) / 2 + MARGIN * measures.unit)
    )
    builder = _Builder(scene, measures)
    for column, stack in enumerate(stacks):
        builder.build(column, stack)
    height = builder.drop_to_ground(stacks)
    return Placement(scene, measures, QSizeF(whole, height), stacks, builder.placed)


def _stacks(measures: Measures, lanes: Sequence[int], block: float, x: float) -> Iterator[Stack]:
    for at, number in enumerate(lanes):
        room, lanes_left = _lane_room(measures, number), at < len(lanes) / 2
        left = x + (room if lanes_left else measures.inset)
        yield Stack(left, left + block, room, lanes_left)
        x += block + room + measures.inset + measures.channel


def _lane_room(measures: Measures, lanes: int) -> float:
    return measures.inset + lanes * measures.lane


def _around(measures: Measures, lanes: Sequence[int]) -> float:
    beside = sum(_lane_room(measures, number) + measures.inset for number in lanes)
    return beside + measures.channel * max(0, len(lanes) - 1) + 2 * MARGIN * measures.unit


class _Builder:
    """Builds columns upwards from y = 0; afterwards all of it is moved down to where it is seen."""

    def __init__(self, scene: Scene, measures: Measures) -> None:
        self._scene, self._measures = scene, measures
        self._heads = {edge.head: 0 for edge in scene.edges}
        for edge in scene.edges:
            self._heads[edge.head] += edge.entries
        self._beside = {e.tail: e.head for e in scene.edges if scene.nodes[e.tail].block.look == "position"}
        self.placed: dict[str, Placed] = {}

    def build(self, column: int, stack: Stack) -> None:
        """Place everything in one column."""
        measures = self._measures
        stack.label_lines = _label(self._scene.below[column], stack.right - stack.left, measures)
        height = measures.small_line * len(stack.label_lines)
        stack.label = QRectF(stack.left, -height, stack.right - stack.left, height)
        y = -height
        for node in self._scene.columns[column]:
            y = (self._layer if node.form == "frame" else self._part)(node, stack, column, y)

    def drop_to_ground(self, stacks: Sequence[Stack]) -> float:
        """Move everything below 0, and say how high it is."""
        margin = 6 * self._measures.unit
        top = min((placed.rect.top() for placed in self.placed.values()), default=0.0) - margin
        for placed in self.placed.values():
            placed.move(0, -top)
        for stack in stacks:
            stack.label.translate(0, -top)
        return margin - top

    def _layer(self, node: Node, stack: Stack, column: int, y: float) -> float:
        """A layer: a frame around its parts, and above them a line that names it."""
        measures = self._measures
        before, after = (stack.lanes, measures.inset) if stack.lanes_left else (measures.inset, stack.lanes)
        bottom = y - measures.gap
        frame = Placed(node, QRectF(), column)
        self.placed[node.pile.path if node.pile is not None else node.block.path] = frame
        top = bottom
        for part in node.nodes:
            top = self._part(part, stack, column, top, frame)
        top -= measures.gap / 2 + measures.header
        frame.rect = QRectF(stack.left - before, top, stack.right - stack.left + before + after, bottom - top)
        frame.text = QRectF(frame.rect.left(), top, frame.rect.width(), measures.header)
        return top

    def _part(self, node: Node, stack: Stack, column: int, y: float, frame: Placed | None = None) -> float:
        """One part above the others; a position stands beside the sum that it is added in."""
        if node.block.path in self._beside:
            return self._position(node, stack, column, y)
        y -= self._gap(node)
        if node.block.look in CIRCLES:
            side = self._measures.circle
            part = Placed(node, QRectF(stack.middle - side / 2, -side, side, side), column)
            fit_beside(part, self._measures, self._notes(node), self._beside_circle(part.rect, stack))
        else:
            part = Placed(node, QRectF(stack.left, 0, stack.right - stack.left, 0), column)
            self._size(part)
        part.frame = frame
        inner = [self.placed[op.block.path] for op in node.nodes]
        shift = y - part.rect.bottom()
        for placed in (part, *inner):
            placed.move(0, shift)
        self.placed[node.block.path] = part
        return part.rect.top() - (PILE * self._measures.unit if node.form == "pile" else 0)

    def _position(self, node: Node, stack: Stack, column: int, y: float) -> float:
        side = self._measures.circle
        top = y - self._gap(self._scene.nodes[self._beside[node.block.path]]) - side
        x = stack.outer if stack.lanes_left else stack.outer - side
        part = self.placed[node.block.path] = Placed(node, QRectF(x, top, side, side), column)
        ends = sorted((stack.outer, stack.middle + stack.away * 4 * self._measures.unit))
        part.picture = QRectF(ends[0], part.rect.bottom() + 2, ends[1] - ends[0], self._measures.strip - 4)
        return y

    def _beside_circle(self, circle: QRectF, stack: Stack) -> QRectF:
        """The room between a circle and the end of its column at which no lanes are."""
        unit = self._measures.unit
        if stack.lanes_left:
            return QRectF(
                circle.right() + 4 * unit,
                circle.top(),
                stack.right - circle.right() - 4 * unit,
                circle.height(),
            )
        return QRectF(stack.left, circle.top(), circle.left() - 4 * unit - stack.left, circle.height())

    def _notes(self, node: Node) -> Sequence[str]:
        return self._scene.notes(node.block)

    def _gap(self, node: Node) -> float:
        """The distance to the block below: more where an arrow spreads."""
        forked = self._heads.get(node.block.path, 0) > 1 and node.block.look not in CIRCLES
        pictured = self._measures.strip if node.block.path in self._beside.values() else 0.0
        return self._measures.gap + self._measures.head + (self._measures.fork if forked else 0) + pictured

    def _size(self, part: Placed) -> None:
        """Give a part its height, its texts and pictures their places in it."""
        if part.node.form == "open":
            self._open(part)
        else:
            fit(part, self._measures, self._notes(part.node))

    def _open(self, part: Placed) -> None:
        """The operations of an unfolded part, in rows of what is computed side by side."""
        measures, rect = self._measures, part.rect
        part.lines = wrapped(measures.metrics, part.node.block.name, rect.width() - measures.inset)
        edges = self._scene.inner_edges[part.node.block.path]
        rows, lanes = ranked(part.node.block, self._scene.figure.sources, edges)
        beside = (lanes + 0.6) * measures.lane if lanes else 0
        inner = rect.adjusted(measures.inset, 0, -measures.inset - beside, 0)
        y = -measures.inset
        for rank, row in enumerate(rows):
            y -= measures.gap + measures.head if rank else 0
            placed = list(self._row(part, [op.path for op in row], inner, rank))
            height = max(op.rect.height() for op in placed)
            for op in placed:
                op.rect.setHeight(height)
                op.move(0, y - height)
                self.placed[op.node.block.path] = op
            y -= height
        top = y - measures.inset - measures.line * len(part.lines)
        part.text = QRectF(rect.left(), top, rect.width(), measures.line * len(part.lines) + measures.padding)
        part.rect = QRectF(rect.left(), top, rect.width(), -top)

    def _row(self, part: Placed, paths: Sequence[str], inner: QRectF, rank: int) -> Iterator[Placed]:
        """Operations side by side; masks are narrow, since they only guard the way of the others."""
        measures, between = self._measures, 3 * self._measures.unit
        nodes = {node.block.path: node for node in part.node.nodes}
        masks = [nodes[path].block.look == "mask" for path in paths]
        mixed = any(masks) and not all(masks)
        shares = [MASK_SHARE if mask and mixed else 1.0 for mask in masks]
        room = inner.width() - between * (len(paths) - 1)
        x = inner.left()
        widths = [room * share / sum(shares) for share in shares]
        short = any(
            _too_long(nodes[path].block, width, measures) for path, width in zip(paths, widths, strict=True)
        )
        for path, width in zip(paths, widths, strict=True):
            op = Placed(nodes[path], QRectF(x, 0, width, 0), part.column, rank, frame=part)
            op.symbol = nodes[path].block.symbol if short else ""
            fit(op, measures, self._notes(op.node), operation=True)
            yield op
            x += width + between


def _label(text: str, width: float, measures: Measures) -> list[str]:
    """In lines; a remark in brackets that does not fit beside the rest stands below it."""
    metrics = measures.small_metrics
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    rest, bracket, remark = text.partition(" (")
    return wrapped(metrics, rest, width) + wrapped(metrics, bracket.strip() + remark, width)


def _too_long(block: Block, width: float, measures: Measures) -> bool:
    return measures.small_metrics.horizontalAdvance(block.name) > width - 4 * measures.unit
