"""The rows in which the operations of a part stand, and the lanes of the arrows that pass rows by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.widgets.block_scene import Edge
from app.widgets.blocks import Block


def ranked(
    part: Block, sources: Sequence[tuple[int, ...]], edges: Sequence[Edge]
) -> tuple[list[list[Block]], int]:
    """Rows from below: an operation stands above all that it takes from. And how many lanes pass rows by.

    What takes nothing from outside the part, such as a mask, stands as high as it can, and at the left.
    """
    leaves = list(part.leaves())
    before = {leaf.path: [edge.tail for edge in edges if edge.head == leaf.path] for leaf in leaves}
    rank: dict[str, int] = {}
    fed: dict[str, bool] = {}
    for leaf in leaves:
        tails = before[leaf.path]
        rank[leaf.path] = max((rank[tail] + 1 for tail in tails), default=0)
        outside = any(source not in part.steps for source in sources[leaf.first])
        fed[leaf.path] = outside or any(fed[tail] for tail in tails) or not _feeds(leaf.path, edges)
    for leaf in reversed(leaves):
        if not fed[leaf.path]:
            rank[leaf.path] = min(rank[edge.head] for edge in edges if edge.tail == leaf.path) - 1
    rows: list[list[Block]] = [[] for _ in range(max(rank.values(), default=0) + 1)]
    for leaf in sorted(leaves, key=lambda leaf: fed[leaf.path]):
        rows[rank[leaf.path]].append(leaf)
    passing = [(rank[edge.tail], rank[edge.head]) for edge in edges if rank[edge.head] - rank[edge.tail] > 1]
    return [row for row in rows if row], max(lanes(passing).values(), default=-1) + 1


def lanes(spans: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], int]:
    """For each span its lane from 0, so that no two that overlap share one; short spans come first."""
    taken: dict[tuple[int, int], int] = {}
    for span in sorted(set(spans), key=lambda span: (span[1] - span[0], span)):
        hindered = {lane for other, lane in taken.items() if other[0] < span[1] and span[0] < other[1]}
        taken[span] = next(lane for lane in range(len(hindered) + 1) if lane not in hindered)
    return taken


def _feeds(path: str, edges: Sequence[Edge]) -> bool:
    return any(edge.tail == path for edge in edges)
