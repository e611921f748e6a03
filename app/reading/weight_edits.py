"""Setting the weight of one cell by hand: whether it can be set, and which weight of its row is."""

from __future__ import annotations

from app.reading.attention_maps import hidden_cells
from app.reading.head_detail import ShownHead
from core.interventions.set_weight import SetWeight


def weight_edit(shown: ShownHead, cell: tuple[int, int], value: float) -> SetWeight:
    """The intervention that sets the weight of a cell."""
    return SetWeight(shown.picture.heads.kind, *shown.place, *cell, value)


def can_be_set(shown: ShownHead, cell: tuple[int, int]) -> bool:
    """Whether this is the map of one head, piece by piece, where the intervention reaches."""
    return not shown.enlarged.joined and weight_edit(shown, cell, 0.0).applies_to(shown.step.site)


def is_closed(shown: ShownHead, cell: tuple[int, int]) -> bool:
    """Whether the mask closes a cell, so that its weight cannot be set."""
    return bool(hidden_cells(shown.trace, shown.step)[(shown.head, *cell)])


def held_edit(shown: ShownHead, cell: tuple[int, int]) -> SetWeight | None:
    """The weight that is set by hand in the row of a cell: there is room for one."""
    slot = weight_edit(shown, cell, 0.0).slot
    found = (edit for edit in shown.trace.request.interventions if isinstance(edit, SetWeight))
    return next((edit for edit in found if edit.slot == slot), None)
