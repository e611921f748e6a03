"""What of a figure is unfolded, and which blocks can be seen then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from app.widgets.blocks import Block, Column

Form = Literal["box", "pile", "frame", "open"]
"""A folded block; all layers as one; a layer with its parts; a part with its operations."""


@dataclass(frozen=True)
class Folding:
    """What the user has unfolded or folded. Of several layers one is shown unless all or none are wished.

    A part stays unfolded when the walk goes on to the next layer, where one layer is shown for all.
    """

    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()

    def unfolded(self, node: Node) -> Folding:
        """One level deeper at this block: from no layer to one, from one to all, from a part to its operations."""
        if node.form == "pile":
            return replace(self, closed=self.closed - {node.key})
        if node.pile is not None and len(node.pile.children) < 2:
            return self
        return replace(self, opened=self.opened | {node.key}) if node.block.children else self

    def folded(self, node: Node) -> Folding:
        """One level less at this block."""
        if node.pile is not None:
            return replace(self, closed=self.closed | {node.key})
        if node.key in self.opened:
            return replace(self, opened=self.opened - {node.key})
        if node.listed_in is not None:
            layers = {child.path for child in node.listed_in.children}
            return replace(self, opened=self.opened - layers - {node.listed_in.path})
        return self


@dataclass(frozen=True, eq=False)
class Node:
    """One block as it can be seen now.

    ``key`` is what its fold is kept under. ``pile`` is the list of layers that this one layer stands for;
    ``listed_in`` the list of layers of which this is one among others.
    """

    block: Block
    form: Form
    key: str
    nodes: tuple[Node, ...] = ()
    pile: Block | None = None
    listed_in: Block | None = None

    @property
    def foldable(self) -> bool:
        """Whether a mark offers to fold or unfold it."""
        return self.form != "box" or bool(self.block.children)


def nodes_of(column: Column, folding: Folding, step: int) -> tuple[Node, ...]:
    """What of a column can be seen, from bottom to top; of folded layers the one in which the walk stands."""
    nodes: list[Node] = []
    for block in column.blocks:
        nodes += _layers(block, folding, step) if block.look == "layers" else [_part(block, folding)]
    return tuple(nodes)


def _layers(pile: Block, folding: Folding, step: int) -> list[Node]:
    if pile.path in folding.closed:
        return [Node(pile, "pile", pile.path)]
    shown = next((layer for layer in pile.children if step in layer.steps), None)
    shown = shown or pile.children[-1 if step > pile.steps[-1] else 0]
    if pile.path in folding.opened:
        return [_listed(layer, pile, folding, layer is shown) for layer in pile.children]
    parts = tuple(_part(part, folding, f"{pile.path}*", len(shown.path)) for part in shown.children)
    return [Node(shown, "frame", pile.path, parts, pile=pile)]


def _listed(layer: Block, pile: Block, folding: Folding, shown: bool) -> Node:
    if not (shown or layer.path in folding.opened) or not layer.children:
        return Node(layer, "box", layer.path, listed_in=pile)
    return Node(layer, "frame", layer.path, tuple(_part(p, folding) for p in layer.children), listed_in=pile)


def _part(block: Block, folding: Folding, prefix: str = "", cut: int = 0) -> Node:
    key = prefix + block.path[cut:]
    if not block.children or key not in folding.opened:
        return Node(block, "box", key)
    return Node(block, "open", key, tuple(Node(leaf, "box", leaf.path) for leaf in block.leaves()))
