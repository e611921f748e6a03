"""What a block diagram shows, as plain values: blocks within blocks, and which step takes from which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Look = Literal[
    "layers",
    "layer",
    "attention",
    "feed_forward",
    "norm",
    "embedding",
    "projection",
    "softmax",
    "sum",
    "position",
    "mask",
    "other",
]


@dataclass(frozen=True, eq=False)
class Block:
    """One block: ``name`` stands in it, ``symbol`` where the name has no room, ``title`` says it in full.

    ``steps`` are the numbers of all steps inside, in computed order; a block without children is one step.
    ``shape`` is the shape of its output in symbols, an underscore lowering what follows ("n × d_model"),
    ``sizes`` the same in numbers. ``edited`` says that a what-if changed
    something in it, ``pictured`` that there is a picture of its output.
    """

    path: str
    look: Look
    name: str
    title: str
    steps: tuple[int, ...]
    children: tuple[Block, ...] = ()
    symbol: str = ""
    shape: str = ""
    sizes: str = ""
    edited: bool = False
    pictured: bool = True

    @property
    def first(self) -> int:
        """The step with which the block begins."""
        return self.steps[0]

    def leaves(self) -> Iterator[Block]:
        """The operations inside, in computed order; the block itself where it is one."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Block]:
        """The block and all blocks inside it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, eq=False)
class Column:
    """One half of the figure: its blocks from the first computed to the last, and what goes in below."""

    blocks: tuple[Block, ...]
    below: str


@dataclass(frozen=True, eq=False)
class Figure:
    """The whole figure. ``sources`` gives for each step the steps that it was made from."""

    columns: tuple[Column, ...]
    sources: tuple[tuple[int, ...], ...]

    @cached_property
    def by_path(self) -> dict[str, Block]:
        """Every block by its path."""
        return {block.path: block for column in self.columns for top in column.blocks for block in top.walk()}

    @cached_property
    def leaf_of(self) -> dict[int, Block]:
        """The operation of every step."""
        tops = (top for column in self.columns for top in column.blocks)
        return {leaf.first: leaf for top in tops for leaf in top.leaves()}


def shape_notes(block: Block) -> tuple[str, ...]:
    """The shape of a block's output: in symbols and numbers, in numbers, and in numbers set tightly."""
    return f"{block.shape} = {block.sizes}", block.sizes, block.sizes.replace(" ", "")
