"""The masks of a trace, told apart: which cell of an attention is closed by which of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from app.reading.attention_maps import upstream
from app.state import AttentionKind
from app.widgets.mask_map import MaskState
from core.interventions import Intervention
from core.interventions.paint_mask import PaintMask
from core.trace import Array, Step, Trace

Deed: TypeAlias = Literal["close", "open", "erase"]
DEEDS: tuple[Deed, ...] = ("close", "open", "erase")
UNFIT = ("unfit_text", "no_painted_cell")
"""Why paint sleeps when it was made for another text."""


@dataclass(frozen=True, eq=False)
class HeadMask:
    """The mask of one head: ``states`` [query key] of MaskState, and which rows may look nowhere."""

    states: Array
    blind: tuple[int, ...]

    def count(self, *states: MaskState) -> int:
        """How many cells are in one of these states."""
        return int(np.isin(self.states, states).sum())


def head_mask(trace: Trace, weights: Step, head: int) -> HeadMask | None:
    """The mask of a head by the step of its weights [head query key]; None where the model has no mask."""
    step = upstream(trace, weights, "combined_mask")
    if step is None:
        return None
    allowed = step.value[head]
    states = _given(trace, step, allowed.shape)
    before = allowed if step.computed is None else step.computed[head]
    painted = _painted(trace, weights, head, allowed.shape)
    states[before & ~allowed] = MaskState.OTHER
    states[before & ~allowed & (painted == MaskState.CLOSED)] = MaskState.CLOSED
    states[~before & allowed] = MaskState.OPENED
    return HeadMask(states, tuple(np.flatnonzero(~allowed.any(axis=-1)).tolist()))


def _given(trace: Trace, mask: Step, shape: tuple[int, ...]) -> Array:
    """What the model's own masks close, by name: a causal one, and any other as padding."""
    closed = np.zeros(shape, np.int8)
    for name in mask.sources:
        if name in trace:
            own = MaskState.CAUSAL if name.endswith("causal_mask") else MaskState.PADDING
            closed |= np.where(trace.value(name), 0, int(own)).astype(np.int8)
    return closed  # padding and causal together are 1 | 2, which is BOTH


def _painted(trace: Trace, weights: Step, head: int, shape: tuple[int, ...]) -> Array:
    states = np.zeros(shape, np.int8)
    site = f"{weights.site.rpartition('.')[0]}.mask"
    for edit in _active(trace):
        if isinstance(edit, PaintMask) and edit.applies_to(site) and edit.head in (None, head):
            for row, column in _within(edit.closed, shape):
                states[row, column] = MaskState.CLOSED
    return states


def repainted(held: PaintMask, cells: Iterable[tuple[int, int]], deed: Deed, weights: Step) -> PaintMask:
    """The painted mask with these cells closed, opened, or given back to the model's own masks."""
    changed = set(cells)
    closed, opened = set(held.closed) - changed, set(held.opened) - changed
    if deed == "close":
        closed |= changed
    elif deed == "open":
        opened |= changed
    queries, keys = weights.shape[-2:]
    return PaintMask(*held.reach, queries, keys, tuple(sorted(closed)), tuple(sorted(opened)))


def painted_mask(trace: Trace, kind: AttentionKind, layer: int | None, head: int | None) -> PaintMask:
    """What is painted for these heads already, or an empty mask."""
    empty = PaintMask(kind, layer, head)
    held = (edit for edit in trace.request.interventions if edit.slot == empty.slot)
    return next((edit for edit in held if isinstance(edit, PaintMask)), empty)


def paintable(trace: Trace, held: PaintMask) -> PaintMask:
    """What is painted on: without the cells of another text, which sleep and would come back with the first stroke."""
    unfit = {edit for edit, reason in trace.dormant if reason.kind in UNFIT}
    return replace(held, closed=(), opened=()) if held in unfit else held


def _active(trace: Trace) -> set[Intervention]:
    return set(trace.request.interventions) - {edit for edit, _ in trace.dormant}


def _within(cells: Iterable[tuple[int, int]], shape: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(row, column) for row, column in cells if row < shape[0] and column < shape[1]]
