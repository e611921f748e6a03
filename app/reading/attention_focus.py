"""What the Attention view is drawn for: selection and chosen quantity as far as this trace has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from app.reading.attention_maps import Quantity, quantities, token_lists
from app.state import AttentionKind, Selection
from core.measures.differences import same_tokens
from core.trace import Step, Trace


@dataclass(frozen=True, eq=False)
class AttentionFocus:
    """A trace that has attention maps.

    ``forced`` is the baseline over the same tokens, ``flashed`` the trace before a toggle while what changed is shown;
    neither is there while "before" is held.
    """

    trace: Trace
    attentions: dict[AttentionKind, tuple[Step, ...]]
    selection: Selection
    wished: Quantity = "weights"
    forced: Trace | None = None
    flashed: Trace | None = None

    @property
    def kind(self) -> AttentionKind:
        """The selected attention, or the first one that there is."""
        chosen = self.selection.attention
        return chosen if chosen in self.attentions else next(iter(self.attentions))

    @property
    def layers(self) -> tuple[Step, ...]:
        """The weights of its layers."""
        return self.attentions[self.kind]

    @property
    def place(self) -> tuple[int, int]:
        """The selected layer and head, or the last ones where this model has fewer."""
        layers, chosen = self.layers, self.selection
        return min(chosen.layer, len(layers) - 1), min(chosen.head, layers[0].shape[0] - 1)

    @property
    def cell(self) -> tuple[int | None, int | None]:
        """The query and key to mark: those selected, or the column of a selected token that only is looked at."""
        chosen, (queries, keys) = self.selection, token_lists(self.layers[0])
        token = chosen.token
        if chosen.query is None and token is not None and token.tokens == keys != queries:
            return None, token.index
        return chosen.query, chosen.key

    @property
    def drawn(self) -> Selection:
        """The selection as it is drawn, which differs where this model lacks what was selected."""
        layer, head = self.place
        return replace(self.selection, attention=self.kind, layer=layer, head=head)

    @cached_property
    def offered(self) -> tuple[Quantity, ...]:
        """The quantities to choose from; a difference only where there is something to subtract."""
        usual = quantities(self.trace, self.layers[0])
        return usual if self.forced is None else (*usual, "difference")

    @property
    def quantity(self) -> Quantity:
        """The chosen quantity, or weights where it cannot be shown now."""
        return self.wished if self.wished in self.offered else "weights"

    @property
    def subtracted(self) -> Trace | None:
        """The trace before a toggle for a moment, or the baseline where the difference from it is chosen."""
        if self.flashed is not None:
            return self.over_same_tokens(self.flashed)
        return self.over_same_tokens(self.forced) if self.quantity == "difference" else None

    def over_same_tokens(self, other: Trace | None) -> Trace | None:
        """Another trace, where its maps can be subtracted from those of this one."""
        lists = token_lists(self.layers[0])
        return other if other is not None and same_tokens(self.trace, other, *lists) else None
