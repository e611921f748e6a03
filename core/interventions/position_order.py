"""Tell the model another order: tokens get one another's position vectors."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from core.interventions import InterventionSpec, Place
from core.interventions.forms import INDEX, groups
from core.interventions.stacks import STACK, PositionsIntervention

if TYPE_CHECKING:
    from torch import Tensor

Order: TypeAlias = Literal["reversed", "shuffled"]
ORDERS: tuple[Order, ...] = ("reversed", "shuffled")

FORM = "encoder:shuffled:7"


@dataclass(frozen=True)
class PositionOrder(PositionsIntervention):
    """The rows of the position vectors, padding's included, are reversed, or shuffled as ``seed`` says.

    Which vector an output token gets depends on how many follow, so the decoder's order breaks causality.
    """

    name: ClassVar[str] = "position-order"

    order: Order = "reversed"
    seed: int = 0

    @property
    def keeps_causality(self) -> bool:
        return self.stack == "encoder"

    def edit(self, value: Tensor, place: Place) -> Tensor:
        return value[..., self.rows(value.shape[-2]), :]

    def rows(self, length: int) -> list[int]:
        """Whose vector each of ``length`` tokens gets."""
        if self.order == "reversed":
            return list(range(length))[::-1]
        random = Random(f"order {self.seed}")
        keys = [
            random.random() for _ in range(length)
        ]  # the same in every version of Python, as shuffle is not
        return sorted(range(length), key=keys.__getitem__)


def parse(text: str) -> PositionOrder:
    """Read the stack, the order, and a seed: ``encoder:reversed`` or ``encoder:shuffled:7``; ValueError otherwise."""
    stack, order, seed = groups(f"{STACK}:({'|'.join(ORDERS)})(?::{INDEX})?", text, FORM)
    return PositionOrder(stack, order, int(seed or 0))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(PositionOrder, order=28, parse=parse, form=FORM)
