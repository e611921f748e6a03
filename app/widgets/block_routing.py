"""The ways of the arrows of a block diagram: straight up, past blocks in a lane, or over to another column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainterPath

from app.widgets.block_contents import Placed
from app.widgets.block_layout import CIRCLES, Placement, Stack
from app.widgets.block_ranks import lanes
from app.widgets.block_scene import Edge, Scene

CORNER = 4.0
CROSSING = 0.42
"""The share of a block's foot at which arrows from another column enter; those from below take the rest."""

Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Route:
    """The way of one arrow into a block: a line for each of its heads; no ``edge`` where the input goes in."""

    head: str
    lines: tuple[QPainterPath, ...]
    edge: Edge | None = None


def column_lanes(scene: Scene) -> list[Mapping[Span, int]]:
    """For each column which lane each arrow takes that passes blocks by, by the rows it joins."""
    return [lanes(span for _, span in _passing(scene, at)) for at in range(len(scene.columns))]


def lane_counts(scene: Scene) -> list[int]:
    """How many lanes each column needs."""
    return [max(taken.values(), default=-1) + 1 for taken in column_lanes(scene)]


def routes(placement: Placement) -> list[Route]:
    """The way of every arrow, in pixels of the placement."""
    router = _Router(placement)
    found = [Route(head, (line,)) for head, line in router.inputs()]
    found += [Route(edge.head, tuple(router.lines(edge)), edge) for edge in placement.scene.edges]
    for path, edges in placement.scene.inner_edges.items():
        found += router.inner(path, edges)
    return found


def _rows(scene: Scene, column: int) -> dict[str, int]:
    """The row of every part of a column; a position stands in the row of its sum and has none."""
    beside = {edge.tail for edge in scene.edges if scene.nodes[edge.tail].block.look == "position"}
    paths = [part.block.path for part in scene.parts[column] if part.block.path not in beside]
    return {path: row for row, path in enumerate(paths)}


def _passing(scene: Scene, column: int) -> Iterator[tuple[Edge, Span]]:
    rows = _rows(scene, column)
    for edge in scene.edges:
        if edge.tail in rows and edge.head in rows and rows[edge.head] - rows[edge.tail] > 1:
            yield edge, (rows[edge.tail], rows[edge.head])


class _Router:
    """Finds the way of each arrow between the blocks of one placement."""

    def __init__(self, placement: Placement) -> None:
        scene = placement.scene
        self._placed, self._stacks, self._measures = placement.placed, placement.stacks, placement.measures
        self._edges = scene.edges
        self._rows = [_rows(scene, at) for at in range(len(scene.columns))]
        self._spans = {id(edge): span for at in range(len(self._rows)) for edge, span in _passing(scene, at)}
        self._lanes = column_lanes(scene)

    def inputs(self) -> Iterator[tuple[str, QPainterPath]]:
        """Up from the words below each column to its first block."""
        for stack, rows in zip(self._stacks, self._rows, strict=True):
            first = next(iter(rows), None)
            if first is not None and self._placed[first].node.block.look not in CIRCLES:
                top = QPointF(stack.middle, stack.label.top())
                yield first, polyline([top, QPointF(stack.middle, self._placed[first].rect.bottom())])

    def lines(self, edge: Edge) -> Iterator[QPainterPath]:
        """One line for each head of an arrow."""
        tail, head = self._placed[edge.tail], self._placed[edge.head]
        if tail.column != head.column:
            return self._crossing(edge, tail, head)
        if id(edge) in self._spans:
            return iter([self._in_lane(edge, tail, head)])
        if tail.node.block.look == "position" and tail.rect.top() == head.rect.top():
            stack = self._stacks[tail.column]
            start = QPointF(
                tail.rect.right() if stack.lanes_left else tail.rect.left(), tail.rect.center().y()
            )
            return iter([polyline([start, self._side(head, stack)])])
        x = tail.rect.center().x()
        crossed = bool(self._edges_across(head))
        return self._fork(edge, head, [QPointF(x, tail.rect.top())], x, crossed=crossed)

    def inner(self, path: str, edges: Sequence[Edge]) -> Iterator[Route]:
        """The arrows between the operations of an unfolded part."""
        part = self._placed[path]
        ranks = {op: self._placed[op].rank for edge in edges for op in (edge.tail, edge.head)}
        spans = {(ranks[e.tail], ranks[e.head]) for e in edges if ranks[e.head] - ranks[e.tail] > 1}
        taken = lanes(spans)
        for edge in edges:
            tail, head = self._placed[edge.tail].rect, self._placed[edge.head].rect
            span = ranks[edge.tail], ranks[edge.head]
            if span in taken:
                lane = part.rect.right() - self._measures.inset * 0.7 - taken[span] * self._measures.lane
                ends = QPointF(tail.right(), tail.center().y()), QPointF(head.right(), head.center().y())
                points = [ends[0], QPointF(lane, ends[0].y()), QPointF(lane, ends[1].y()), ends[1]]
            else:
                points = self._step_up(edge, edges)
            yield Route(edge.head, (polyline(points),), edge)

    def _step_up(self, edge: Edge, edges: Sequence[Edge]) -> list[QPointF]:
        """To the operation in the next row: straight where it is above, else by a step in the gap."""
        tail, head = self._placed[edge.tail].rect, self._placed[edge.head].rect
        others = [
            e
            for e in edges
            if e.head == edge.head and self._placed[e.tail].rank == self._placed[edge.tail].rank
        ]
        others.sort(key=lambda e: self._placed[e.tail].rect.center().x())
        x = tail.center().x()
        inset = 5 * self._measures.unit
        if not all(
            head.left() + inset <= self._placed[e.tail].rect.center().x() <= head.right() - inset
            for e in others
        ):
            share = (others.index(edge) + 1) / (len(others) + 1)
            x = head.left() + head.width() * share
        middle = (tail.top() + head.bottom() + self._measures.head) / 2
        start = QPointF(tail.center().x(), tail.top())
        if abs(x - start.x()) < 0.5:
            return [start, QPointF(x, head.bottom())]
        return [start, QPointF(start.x(), middle), QPointF(x, middle), QPointF(x, head.bottom())]

    def _fork(
        self, edge: Edge, head: Placed, start: list[QPointF], x: float, *, crossed: bool
    ) -> Iterator[QPainterPath]:
        """Up to the foot of a block, spread where several take it; beside what enters from another column."""
        measures, foot = self._measures, head.rect.bottom()
        level = foot + measures.head + (measures.fork if crossed else measures.fork * 0.45)
        for target in self._entries(edge, head, self._own_shares(edge, head, crossed)):
            if abs(target - x) < 0.5:
                yield polyline([*start, QPointF(x, foot)])
            else:
                yield polyline([*start, QPointF(x, level), QPointF(target, level), QPointF(target, foot)])

    def _entries(self, edge: Edge, head: Placed, shares: Sequence[float]) -> list[float]:
        """Where the heads of an arrow enter the foot of a block: below the projections, where these can be seen."""
        takers = [self._placed[path].rect for path in self._takers(edge, head)]
        if head.node.form == "open" and len(takers) == edge.entries:
            return [rect.center().x() for rect in takers]
        return [head.rect.left() + head.rect.width() * share for share in shares]

    def _takers(self, edge: Edge, head: Placed) -> list[str]:
        leaves = (leaf for leaf in head.node.block.leaves() if leaf.first in edge.heads)
        return [leaf.path for leaf in leaves if leaf.look == "projection" and leaf.path in self._placed]

    def _own_shares(self, edge: Edge, head: Placed, crossed: bool) -> list[float]:
        """Where what comes from below enters, beside arrows from another column."""
        even = [(at + 1) / (edge.entries + 1) for at in range(edge.entries)]
        if not crossed:
            return even
        free = 1 - CROSSING - 0.08
        from_left = all(self._placed[e.tail].column < head.column for e in self._edges_across(head))
        return [1 - free + free * share if from_left else free * share for share in even]

    def _edges_across(self, head: Placed) -> list[Edge]:
        path = head.node.block.path
        return [e for e in self._edges if e.head == path and self._placed[e.tail].column != head.column]

    def _in_lane(self, edge: Edge, tail: Placed, head: Placed) -> QPainterPath:
        """Past blocks: off the main arrow below the next block, up in a lane, and in from the side."""
        stack, measures = self._stacks[tail.column], self._measures
        span = self._spans[id(edge)]
        lane = measures.lane * (self._lanes[tail.column][span] + 0.8)
        x = stack.outer + stack.away * lane
        following = next(path for path, row in self._rows[tail.column].items() if row == span[0] + 1)
        y = self._branching(self._placed[following], following)
        end = self._side(head, stack)
        start = QPointF(stack.middle, tail.rect.top())
        return polyline([start, QPointF(stack.middle, y), QPointF(x, y), QPointF(x, end.y()), end])

    def _branching(self, following: Placed, path: str) -> float:
        measures = self._measures
        forked = (
            sum(e.entries for e in self._edges if e.head == path) > 1
            and following.node.block.look not in CIRCLES
        )
        return following.rect.bottom() + measures.head + (measures.fork if forked else 0) + measures.gap * 0.3

    def _side(self, head: Placed, stack: Stack) -> QPointF:
        rect = head.rect
        return QPointF(rect.left() if stack.lanes_left else rect.right(), rect.center().y())

    def _crossing(self, edge: Edge, tail: Placed, head: Placed) -> Iterator[QPainterPath]:
        """To another column: out at the top, along the channel before that column, in at the foot."""
        measures, stack = self._measures, self._stacks[head.column]
        rightwards = tail.column < head.column
        room = measures.inset + measures.channel / 2 + (stack.lanes if stack.lanes_left == rightwards else 0)
        if stack.lanes_left == rightwards:
            room -= measures.inset
        channel = stack.left - room if rightwards else stack.right + room
        top = (tail.frame.rect if tail.frame is not None else tail.rect).top() - measures.gap * 0.8
        start = QPointF(tail.rect.center().x(), tail.rect.top())
        level = head.rect.bottom() + measures.head + measures.fork * 0.45
        shares = [0.06 + (CROSSING - 0.06) * (at + 0.5) / edge.entries for at in range(edge.entries)]
        for x in self._entries(edge, head, shares if rightwards else [1 - share for share in shares]):
            corners = (start.x(), top), (channel, top), (channel, level), (x, level), (x, head.rect.bottom())
            yield polyline([start, *(QPointF(*corner) for corner in corners)])


def polyline(points: Sequence[QPointF]) -> QPainterPath:
    """A line through the points, its corners rounded."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(CORNER, QLineF(before, corner).length() / 2, QLineF(corner, after).length() / 2)
        path.lineTo(_towards(corner, before, reach))
        path.quadTo(corner, _towards(corner, after, reach))
    path.lineTo(points[-1])
    return path


def _towards(start: QPointF, end: QPointF, distance: float) -> QPointF:
    line = QLineF(start, end)
    return line.pointAt(distance / line.length()) if line.length() else start
