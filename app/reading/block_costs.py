"""What the blocks of an architecture cost for the sentence on screen: each by itself, and all together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from app.widgets.blocks import Block
from app.widgets.number_text import counted
from core.measures.costs import Cost, cost
from core.trace import Trace

Quantity = Literal["parameters", "multiply_adds", "memory"]
QUANTITIES: tuple[Quantity, ...] = ("parameters", "multiply_adds", "memory")
NOTHING = "\u2013"
"""Stands where a block has no parameter, or multiplies nothing."""


class BlockCosts:
    """Counts each block when it is first asked for; traces of the same figure cost the same."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._known: dict[str, Cost] = {}

    def of(self, block: Block) -> Cost:
        """What all the steps of a block cost together."""
        if block.path not in self._known:
            self._known[block.path] = cost(self._trace, [self._trace.steps[at] for at in block.steps])
        return self._known[block.path]

    @cached_property
    def whole(self) -> Cost:
        """What all steps cost together."""
        return cost(self._trace, self._trace.steps)

    def notes(self, quantity: Quantity, block: Block) -> Sequence[str]:
        """One cost of a block, in full and as short as it can be said."""
        number = amount(self.of(block), quantity)
        if not number:
            return () if block.look in ("sum", "position") else (NOTHING,)
        if quantity == "memory":
            return (counted(number, "B"),)
        return counted(number), counted(number, full=1000).replace(" ", "\u2009")


def amount(shown: Cost, quantity: Quantity) -> int:
    """One quantity of a cost; memory is what parameters and computed values take."""
    if quantity == "memory":
        return shown.parameter_bytes + shown.value_bytes
    return shown.parameters if quantity == "parameters" else shown.multiply_adds


def in_words(shown: Cost, quantity: Quantity) -> str:
    """One quantity as it is written in a table."""
    return counted(amount(shown, quantity), "B" if quantity == "memory" else "")
