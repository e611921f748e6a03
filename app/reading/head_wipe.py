"""Two maps of one head to be laid over each other: an earlier stage and its weights, or before the changes and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_maps import Quantity, diverging, maps, quantities
from app.reading.attention_words import quantity_unit
from app.reading.head_detail import ShownHead
from app.widgets.number_text import significant
from app.widgets.scale import Scale
from core.trace import Array

translate = QCoreApplication.translate
WipeName: TypeAlias = Literal["stages", "changes"]


@dataclass(frozen=True, eq=False)
class WipeSide:
    """A map [query key] with what is masked in it, its colours, and what its numbers are."""

    values: Array
    hidden: Array
    scale: Scale
    name: str


def wipes(shown: ShownHead) -> tuple[WipeName, ...]:
    """What can be laid over each other here; changes first, where there are some."""
    changes: tuple[WipeName, ...] = ("changes",) if shown.baseline_layers else ()
    return (*changes, "stages") if _stage(shown) is not None else changes


def wipe_sides(shown: ShownHead, name: WipeName) -> tuple[WipeSide, WipeSide]:
    """The left and the right map of one of ``wipes``."""
    if name == "changes":
        return _changes(shown)
    stage = _stage(shown)
    assert stage is not None
    return _side(shown, stage), _side(shown, "weights")


def wipe_name(name: WipeName) -> str:
    """What is laid over each other, on a button."""
    return {
        "changes": translate("HeadWipe", "Before | now"),
        "stages": translate("HeadWipe", "Score | weight"),
    }[name]


def side_words(left: WipeSide, right: WipeSide) -> tuple[str, str]:
    """What stands left and right of the divider."""
    return (
        translate("HeadWipe", "left: {name}").format(name=left.name),
        translate("HeadWipe", "right: {name}").format(name=right.name),
    )


def wipe_words(shown: ShownHead, sides: tuple[WipeSide, WipeSide], cell: tuple[int, int]) -> str:
    """The exact numbers of a cell on both sides."""
    numbers = [
        translate("HeadWipe", "masked")
        if side.hidden[cell] and np.isnan(side.values[cell])
        else significant(float(side.values[cell]))
        for side in sides
    ]
    return translate("HeadWipe", "{query} → {key}: left, {first} {left}; right, {second} {right}").format(
        first=sides[0].name, second=sides[1].name, left=numbers[0], right=numbers[1], **shown.names(*cell)
    )


def _stage(shown: ShownHead) -> Quantity | None:
    """What stands before the weights: the chosen quantity where it is one of the stages, else scaled scores."""
    offered = quantities(shown.trace, shown.step)
    wanted: tuple[Quantity, ...] = (shown.quantity, "scaled", "scores", "masked")
    return next((name for name in wanted if name in offered and name in ("scores", "scaled", "masked")), None)


def _side(shown: ShownHead, quantity: Quantity) -> WipeSide:
    """Coloured as all heads of the attention are."""
    found = maps(shown.trace, shown.picture.layers, quantity)
    return WipeSide(
        found.values[shown.place], found.hidden[shown.place], found.scale, quantity_unit(quantity)
    )


def _changes(shown: ShownHead) -> tuple[WipeSide, WipeSide]:
    """Both on one scale, that of whichever reaches farther."""
    before, now = shown.alone(shown.quantity, before=True), shown.alone(shown.quantity)
    both = np.stack([before.values[0, shown.head], now.values[0, shown.head]])
    scale = (
        diverging(both)
        if now.scale.kind == "diverging"
        else Scale("sequential", 0.0, max(before.scale.high, now.scale.high))
    )
    unit = quantity_unit(shown.quantity)
    names = (
        translate("HeadWipe", "{quantity} without the changes").format(quantity=unit),
        translate("HeadWipe", "{quantity} now").format(quantity=unit),
    )
    hidden = before.hidden[0, shown.head], now.hidden[0, shown.head]
    left, right = (WipeSide(*parts) for parts in zip(both, hidden, (scale, scale), names, strict=True))
    return left, right
