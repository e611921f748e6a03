"""What a cell of a step's matrices selects everywhere else, and where a selection lies in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.reading.attention_maps import attention_kind
from app.reading.step_pictures import Operand
from app.state import Selection
from core.derivations import Cell
from core.trace import Axis, Step, Trace


def selected(selection: Selection, step: Step, index: Sequence[int]) -> Selection:
    """The selection with one number of a step: itself, its head, and its pair of tokens or its token."""
    head = step.axis("head")
    if head is not None:
        selection = replace(selection, head=index[head])
    if is_map(step):
        layer = next((int(part) for part in step.site.split(".") if part.isdecimal()), 0)
        chosen = replace(selection, attention=attention_kind(step), layer=layer).at_cell(*index[-2:])
    else:
        rows = next((at for at, axis in enumerate(step.axes) if axis.tokens is not None), None)
        chosen = selection if rows is None else selection.at_token(step.axes[rows].tokens or "", index[rows])
    return replace(chosen, cell=Cell(step.site, tuple(map(int, index))))


def number_of(trace: Trace, selection: Selection) -> Cell | None:
    """The number whose arithmetic is written out: the selected one, else the weight of the query and key."""
    if selection.cell is not None:
        return selection.cell
    site = f"{selection.attention_site}.weights"
    if selection.query is None or selection.key is None or site not in trace:
        return None
    return Cell(site, (selection.head, selection.query, selection.key))


def carried(selection: Selection, trace: Trace, step: Step) -> Selection:
    """The selection with the same cell of another step, where that has the same rows and columns."""
    cell = number_of(trace, selection.within(trace))
    if cell is None or cell.site == step.site:
        return selection
    place = _plain_axes(trace[cell.site], cell.index)
    index = [place.get(axis, -1) for axis in _plain_axes(step, step.shape)]
    if len(index) != len(place) or not all(at >= 0 for at in index):
        return selection
    at = step.axis("head")
    if at is not None:
        own = trace[cell.site].axis("head")
        head = selection.head if own is None else cell.index[own]
        index.insert(at, min(head, step.shape[at] - 1))
    return selected(selection, step, index)


def _plain_axes(step: Step, numbers: Sequence[int]) -> dict[tuple[Axis, int], int]:
    """The axes but that of the heads, each with its length, and the numbers that go with them."""
    axes = zip(step.axes, step.shape, numbers, strict=True)
    return {(axis, length): number for axis, length, number in axes if axis.name != "head"}


def place_in(selection: Selection, operand: Operand) -> tuple[int | None, int | None]:
    """Where the selected number is drawn in an operand; nowhere where it belongs to another step."""
    cell = selection.cell
    if cell is None or operand.is_parameter or cell.site != operand.source:
        return None, None
    return operand.place_of(cell.index) or (None, None)


def place_of_tokens(selection: Selection, step: Step) -> tuple[int | None, int | None]:
    """The row of the selected token and the column of the selected key, where the step has them."""
    rows = next(axis for axis in step.axes if axis.name != "head")
    row, column = None, None
    if selection.token is not None and (selection.token.tokens == "source") == (rows.tokens == "source"):
        row = selection.token.index
    if is_map(step) and attention_kind(step) == selection.attention:
        column = selection.key
    return row, column


def is_map(step: Step) -> bool:
    """Whether the step says something about every pair of tokens."""
    pairs = [axis for axis in step.axes if axis.name in ("query", "key") and axis.tokens is not None]
    return len(pairs) == 2
