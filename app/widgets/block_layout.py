"""Where the blocks of a diagram stand: columns from the bottom to the top, as the paper draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSizeF

from app.widgets.block_contents import Placed, fit, fit_header, fit_position, fit_sum, heighten
from app.widgets.block_folding import Node
from app.widgets.block_measures import WIDEST_BLOCK, Measures, widest_piece, wrapped
from app.widgets.block_ranks import ranked
from app.widgets.block_scene import Scene
from app.widgets.blocks import Block
from app.widgets.symbol_text import symbols_width

CIRCLES = ("sum", "position")
PILE = 5.0
"""How far the layers behind the first stand out of a pile."""
MARGIN = 2.0
MASK_SHARE = 0.3
"""A mask takes as much of its row as its shape needs, or less where that would be more than this."""
BESIDE_ARROW = 4.0
"""How far words stay away from the main arrow."""


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
        self._feet: dict[str, float] = {}
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
        top -= measures.gap / 2 + measures.header + measures.small_line
        frame.rect = QRectF(stack.left - before, top, stack.right - stack.left + before + after, bottom - top)
        frame.text = QRectF(frame.rect.left(), top, frame.rect.width(), measures.header)
        fit_header(frame, measures, self._notes(node), self._below_header(frame, stack))
        return top

    def _below_header(self, frame: Placed, stack: Stack) -> tuple[QRectF, QRectF]:
        """The line below the name of a layer, on either side of the main arrow; that with the lanes is wider."""
        away, edge = BESIDE_ARROW * self._measures.unit, self._measures.unit
        line = QRectF(frame.text).translated(0, frame.text.height())
        line.setHeight(self._measures.small_line)
        left, right = QRectF(line), QRectF(line)
        left.adjust(edge, 0, stack.middle - away - line.right(), 0)
        right.adjust(stack.middle + away - line.left(), 0, -edge, 0)
        return (left, right) if stack.lanes_left else (right, left)

    def _part(self, node: Node, stack: Stack, column: int, y: float, frame: Placed | None = None) -> float:
        """One part above the others; a position stands beside the sum that it is added in."""
        if node.block.path in self._beside:
            return self._position(node, stack, column, y)
        circle = node.block.look in CIRCLES
        part = self._sum(node, stack, column) if circle else self._box(node, stack, column)
        part.frame = frame
        inner = [self.placed[op.block.path] for op in node.nodes]
        shift = y - self._gap(node) - part.rect.bottom()
        for placed in (part, *inner):
            placed.move(0, shift)
        self.placed[node.block.path] = part
        return part.rect.top() - (PILE * self._measures.unit if node.form == "pile" else 0)

    def _box(self, node: Node, stack: Stack, column: int) -> Placed:
        part = Placed(node, QRectF(stack.left, 0, stack.right - stack.left, 0), column)
        if node.form == "open":
            self._open(part)
        else:
            fit(part, self._measures, self._notes(node))
        return part

    def _sum(self, node: Node, stack: Stack, column: int) -> Placed:
        """A circle with its foot at 0; its shape in the half of the column at which no lanes are."""
        side, unit = self._measures.circle, self._measures.unit
        part = Placed(node, QRectF(stack.middle - side / 2, -side, side, side), column)
        beside = _half(stack, side / 2 + 4 * unit, 0, part.rect.top(), side)
        below = _half(stack, BESIDE_ARROW * unit, self._measures.beyond, unit, 0)
        foot = fit_sum(part, self._measures, self._notes(node), beside, below)
        self._feet[node.block.path] = max(foot, self._feet.get(node.block.path, 0.0))
        return part

    def _position(self, node: Node, stack: Stack, column: int, y: float) -> float:
        """A circle at the end of the column, level with the sum above it; what it shows stands below it."""
        side, unit, head = self._measures.circle, self._measures.unit, self._beside[node.block.path]
        x = stack.outer if stack.lanes_left else stack.outer - side
        part = self.placed[node.block.path] = Placed(node, QRectF(x, -side, side, side), column)
        ends = (
            stack.outer + stack.away * self._measures.beyond,
            stack.middle + stack.away * BESIDE_ARROW * unit,
        )
        below = QRectF(min(ends), unit, max(ends) - min(ends), 0)
        self._feet[head] = fit_position(part, self._measures, self._notes(node), below)
        part.move(0, y - self._gap(self._scene.nodes[head]))
        return y

    def _notes(self, node: Node) -> Sequence[str]:
        return self._scene.notes(node.block)

    def _gap(self, node: Node) -> float:
        """The distance to the block below: more where an arrow spreads, or something stands below a circle."""
        forked = self._heads.get(node.block.path, 0) > 1 and node.block.look not in CIRCLES
        head = self._measures.head + (self._measures.fork if forked else 0)
        return self._measures.gap + max(head, self._feet.get(node.block.path, 0.0))

    def _open(self, part: Placed) -> None:
        """What a folded part shows, and below that its operations, in rows of what is computed side by side."""
        measures, rect = self._measures, part.rect
        fit(part, measures, self._notes(part.node))
        edges = self._scene.inner_edges[part.node.block.path]
        rows, lanes = ranked(part.node.block, self._scene.figure.sources, edges)
        beside = (lanes + 0.6) * measures.lane if lanes else 0
        inner = rect.adjusted(measures.edge, 0, -measures.edge - beside, 0)
        y = -measures.inset
        for rank, row in enumerate(rows):
            y -= measures.gap + measures.head if rank else 0
            placed = list(self._row(part, [op.path for op in row], inner, rank))
            height = max(op.rect.height() for op in placed)
            for op in placed:
                heighten(op, height)
                op.move(0, y - height)
                self.placed[op.node.block.path] = op
            y -= height
        part.move(0, y - measures.edge - rect.height())
        rect.setBottom(0)

    def _row(self, part: Placed, paths: Sequence[str], inner: QRectF, rank: int) -> Iterator[Placed]:
        """Operations side by side; masks are narrow, since they only guard the way of the others."""
        measures, between = self._measures, 2 * self._measures.unit
        nodes = {node.block.path: node for node in part.node.nodes}
        room, x = inner.width() - between * (len(paths) - 1), inner.left()
        widths = self._widths([nodes[path] for path in paths], room)
        short = any(
            _too_long(nodes[path].block, width, measures) for path, width in zip(paths, widths, strict=True)
        )
        for path, width in zip(paths, widths, strict=True):
            op = Placed(nodes[path], QRectF(x, 0, width, 0), part.column, rank, frame=part)
            op.symbol = nodes[path].block.symbol if short else ""
            fit(op, measures, self._notes(op.node), operation=True)
            yield op
            x += width + between

    def _widths(self, row: Sequence[Node], room: float) -> list[float]:
        """The widths of the operations of a row: all the same, but for masks beside others."""
        masks = [node for node in row if node.block.look == "mask"]
        if len(masks) in (0, len(row)):
            return [room / len(row)] * len(row)
        notes = [text for node in masks for text in self._notes(node)[-1:]]
        wanted = max((symbols_width(self._measures.fine_font, text) for text in notes), default=0.0)
        wanted += 3 * self._measures.unit
        narrow = max(self._measures.narrowest, wanted if wanted <= room * MASK_SHARE else 0.0)
        wide = (room - narrow * len(masks)) / (len(row) - len(masks))
        return [narrow if node in masks else wide for node in row]


def _half(stack: Stack, start: float, beyond: float, top: float, height: float) -> QRectF:
    """Room in the half of a column at which no lanes are: from so far off its middle to so far past its end."""
    width = (stack.right - stack.left) / 2 - start + beyond
    left = stack.middle + start if stack.lanes_left else stack.middle - start - width
    return QRectF(left, top, width, height)


def _label(text: str, width: float, measures: Measures) -> list[str]:
    """In lines; a remark in brackets that does not fit beside the rest stands below it."""
    metrics = measures.small_metrics
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    rest, bracket, remark = text.partition(" (")
    return wrapped(metrics, rest, width) + wrapped(metrics, bracket.strip() + remark, width)


def _too_long(block: Block, width: float, measures: Measures) -> bool:
    return measures.small_metrics.horizontalAdvance(block.name) > width - 4 * measures.unit
