"""What a page of the Geometry view is drawn for: the selection as far as this trace and this page have it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from app.reading.attention_maps import attentions, token_lists
from app.reading.geometry_heads import HeadVectors, has_vectors, head_vectors
from app.reading.geometry_neighbours import lookups
from app.reading.geometry_stream import StreamPaths, stream_paths
from app.state import AttentionKind, SelectedToken, Selection
from core.trace import Step, Trace

PAGES = ("heads", "stream", "neighbours", "contexts", "product")
OF_A_HEAD = ("heads", "product")


def fed_list(token: SelectedToken) -> str:
    """The list that has a vector for a token: a predicted one is read off the row of the token fed there."""
    return "target" if token.tokens == "predicted" else token.tokens


def options(trace: Trace, page: str) -> Collection[str]:
    """The attentions or the lists of tokens that a page can be drawn for."""
    if page in OF_A_HEAD:
        return [kind for kind, steps in attentions(trace).items() if has_vectors(trace, steps[0])]
    return lookups(trace) if page == "neighbours" else stream_paths(trace)


@dataclass(frozen=True, eq=False)
class Focus:
    """A page that this trace offers; ``wished`` is the list of tokens that it would be drawn for."""

    trace: Trace
    page: str
    selection: Selection
    wished: str

    @cached_property
    def name(self) -> str:
        """The attention or the list of tokens."""
        chosen = self.selection.attention if self.page in OF_A_HEAD else self.wished
        offered = options(self.trace, self.page)
        return chosen if chosen in offered else next(iter(offered))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The weights of every layer of the attention."""
        return attentions(self.trace)[cast("AttentionKind", self.name)]

    @property
    def place(self) -> tuple[int, int]:
        """The selected layer and head, or the last ones where this model has fewer."""
        steps, chosen = self.steps, self.selection
        return min(chosen.layer, len(steps) - 1), min(chosen.head, steps[0].shape[0] - 1)

    @cached_property
    def vectors(self) -> HeadVectors:
        """The queries and keys of the head."""
        layer, head = self.place
        found = head_vectors(self.trace, self.steps[layer], head)
        assert found is not None  # options offers no other attention
        return found

    @property
    def cell(self) -> tuple[int | None, int | None]:
        """The selected query and key, where they are those of the attention."""
        chosen = self.selection
        if chosen.attention != self.name:
            return None, None
        counts = self.steps[0].shape[1:]
        ends = zip((chosen.query, chosen.key), counts, strict=True)
        query, key = (None if at is None else min(at, count - 1) for at, count in ends)
        return query, key

    @cached_property
    def paths(self) -> StreamPaths:
        """The stream over the list of tokens."""
        return stream_paths(self.trace)[self.name]

    @property
    def token(self) -> int | None:
        """The selected token, where it is one of the list."""
        token = self.selection.token
        if token is None or fed_list(token) != self.name:
            return None
        return min(token.index, len(self.trace.tokens[self.name]) - 1)

    @property
    def drawn(self) -> Selection:
        """The selection as it is drawn, which differs where this model lacks what was selected."""
        if self.page not in OF_A_HEAD:
            return self.selection
        chosen, kind = self.selection, cast("AttentionKind", self.name)
        layer, head = self.place
        return replace(
            chosen if chosen.attention == kind else chosen.at_attention(kind), layer=layer, head=head
        )

    def at_vector(self, mark: int) -> Selection:
        """Another query, or another key for the selected query, as they follow each other in the picture."""
        count = len(self.vectors.queries)
        if mark < count:
            return replace(self.drawn, key=None).at_token(token_lists(self.steps[0])[0], mark)
        return self.drawn.at_cell(self.drawn.query or 0, mark - count)

    def moved(self, right: int, down: int) -> Selection:
        """The next cell: downwards through queries and to the right through keys, as in the maps."""
        chosen = self.drawn
        if right or chosen.key is not None:
            return chosen.moved(down, right)
        query = 0 if chosen.query is None else chosen.query + down
        return chosen.at_token(token_lists(self.steps[0])[0], max(query, 0))
