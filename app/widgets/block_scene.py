"""What can be seen of a figure: its blocks as they are folded, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.widgets.block_contents import Notes
from app.widgets.block_folding import Folding, Node, nodes_of
from app.widgets.blocks import Figure, shape_notes


@dataclass(frozen=True, eq=False)
class Edge:
    """An arrow from one block to another; ``heads`` are the steps that take what it brings.

    ``entries`` is how many projections take it, each at an arrowhead of its own: three in self-attention.
    """

    tail: str
    head: str
    heads: frozenset[int]
    entries: int = 1


class Scene:
    """A figure as it is folded while the walk stands at one step.

    The parts of a column are what its arrows join: folded blocks and unfolded parts, but no frame of a layer.
    Where one layer stands for all, each step of another layer is stood for by the same step of this one.
    ``notes`` are what the blocks say below their names.
    """

    def __init__(self, figure: Figure, folding: Folding, step: int, notes: Notes = shape_notes) -> None:
        self.figure, self.notes = figure, notes
        self.columns = tuple(nodes_of(column, folding, step) for column in figure.columns)
        self.below = tuple(column.below for column in figure.columns)
        self.parts = [[part for node in column for part in _parts(node)] for column in self.columns]
        self._order = {
            part.block.path: (at, number)
            for at, parts in enumerate(self.parts)
            for number, part in enumerate(parts)
        }
        self._stand_ins = dict(self._standing_in())
        self._part_of = {
            at: part.block.path for parts in self.parts for part in parts for at in part.block.steps
        }

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every block that can be seen, by path, in the order of the walk; one layer for all under their list."""
        flat: dict[str, Node] = {}
        for column in self.columns:
            for node in column:
                flat |= {_path(inner): inner for inner in _walk(node)}
        return flat

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The arrows between the parts, none of them downwards."""
        pairs: dict[tuple[str, str], set[int]] = {}
        for head, sources in enumerate(self.figure.sources):
            for tail in sources:
                joined = self._joined(tail, head)
                if joined is not None:
                    pairs.setdefault(joined, set()).add(self._shown(head))
        return self._as_edges(pairs)

    @cached_property
    def inner_edges(self) -> Mapping[str, tuple[Edge, ...]]:
        """For each unfolded part the arrows between its operations."""
        opened = [node for node in self.nodes.values() if node.form == "open"]
        return {node.block.path: self._edges_within(node) for node in opened}

    def part_of(self, step: int) -> str | None:
        """The part that shows this step or stands for it."""
        return self._part_of.get(self._shown(step))

    def block_of(self, step: int) -> str | None:
        """The innermost block that can be seen and contains this step."""
        if step in self._stand_ins:
            return next(path for path, node in self.nodes.items() if node.pile and step in node.pile.steps)
        path = self._part_of.get(step)
        opened = path is not None and self.nodes[path].form == "open"
        return self.figure.leaf_of[step].path if opened else path

    def edges_into(self, step: int) -> list[Edge]:
        """The arrows along which a step gets what it is made from.

        What comes from a layer that is not shown comes in where the arrow from below the layer comes in.
        """
        part, found = self._part_of.get(step), []
        for source in self.figure.sources[step]:
            joined = self._joined(source, step)
            for edge in self.edges:
                meant = (edge.tail, edge.head) == joined
                hidden = source in self._stand_ins and joined is None and self._enters(edge, part)
                if edge.head == part and step in edge.heads and (meant or hidden) and edge not in found:
                    found.append(edge)
        inner = self.inner_edges.get(part or "", ())
        return found + [edge for edge in inner if step in edge.heads]

    def _enters(self, edge: Edge, part: str | None) -> bool:
        """Whether an arrow comes from below the layer in which the part is."""
        frame = next((n for n in self.nodes.values() if any(m.block.path == part for m in n.nodes)), None)
        inside = {node.block.path for node in frame.nodes} if frame is not None else set()
        same = (
            part is not None
            and edge.tail in self._order
            and self._order[edge.tail][0] == self._order[part][0]
        )
        return same and edge.tail not in inside

    def _joined(self, tail: int, head: int) -> tuple[str, str] | None:
        one, other = self._part_of.get(self._shown(tail)), self._part_of.get(self._shown(head))
        if one is None or other is None or one == other:
            return None
        (column, number), (other_column, other_number) = self._order[one], self._order[other]
        return None if column == other_column and number > other_number else (one, other)

    def _shown(self, step: int) -> int:
        return self._stand_ins.get(step, step)

    def _standing_in(self) -> Iterable[tuple[int, int]]:
        for node in (node for column in self.columns for node in column if node.pile is not None):
            assert node.pile is not None
            shown = {leaf.path[len(node.block.path) :]: leaf.first for leaf in node.block.leaves()}
            for layer in node.pile.children:
                for leaf in layer.leaves() if layer is not node.block else ():
                    yield leaf.first, shown.get(leaf.path[len(layer.path) :], -1)

    def _edges_within(self, node: Node) -> tuple[Edge, ...]:
        leaves, pairs = self.figure.leaf_of, dict[tuple[str, str], set[int]]()
        for head in node.block.steps:
            for tail in self.figure.sources[head]:
                if tail in node.block.steps:
                    pairs.setdefault((leaves[tail].path, leaves[head].path), set()).add(head)
        return self._as_edges(pairs)

    def _as_edges(self, pairs: Mapping[tuple[str, str], set[int]]) -> tuple[Edge, ...]:
        leaves = self.figure.leaf_of
        return tuple(
            Edge(*pair, frozenset(heads), max(1, sum(leaves[at].look == "projection" for at in heads)))
            for pair, heads in pairs.items()
        )


def _parts(node: Node) -> tuple[Node, ...]:
    return node.nodes if node.form == "frame" else (node,)


def _walk(node: Node) -> Iterable[Node]:
    yield node
    for inner in node.nodes:
        yield from _walk(inner)


def _path(node: Node) -> str:
    return node.pile.path if node.pile is not None else node.block.path
