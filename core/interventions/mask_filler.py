"""Another number than minus infinity in masked cells, and the precision in which softmax then works."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from core.interventions import Intervention, InterventionSpec, Place
from core.interventions.forms import groups

if TYPE_CHECKING:
    from torch import Tensor

Filler: TypeAlias = Literal["-1e4", "-1e6", "-1e9", "-inf"]
FILLERS: tuple[Filler, ...] = ("-1e4", "-1e6", "-1e9", "-inf")
Precision: TypeAlias = Literal["float32", "float16"]
PRECISIONS: tuple[Precision, ...] = ("float32", "float16")

FORM = "-1e6:float16"
LARGEST_HALF = 65504.0
"""The largest number of float16: a filler below its negative becomes minus infinity there."""


@dataclass(frozen=True)
class MaskFiller(Intervention):
    """Masked scores become ``filler`` (by name, since JSON knows no infinity), in ``precision``.

    A row with nothing left to look at is shared out evenly by a finite filler, as softmax does with equal
    scores; with minus infinity it is 0, where other programs get NaN. Scores too large for float16 become its
    largest number, so that no difference of infinities turns up.
    """

    name: ClassVar[str] = "mask-filler"

    filler: Filler = "-1e6"
    precision: Precision = "float32"

    @property
    def sites(self) -> tuple[str, ...]:
        return "*.masked", "*.weights"

    @property
    def slot(self) -> Hashable:
        return self.name

    @property
    def neutral(self) -> bool:
        return (self.filler, self.precision) == ("-inf", "float32")

    @property
    def value(self) -> float:
        """What stands in masked cells: the filler as its precision has it."""
        filler = float(self.filler)
        return filler if self.precision == "float32" or filler >= -LARGEST_HALF else float("-inf")

    @property
    def keeps_causality(self) -> bool:
        return self.value == float("-inf")  # a finite number closes nothing for sure

    def edit(self, value: Tensor, place: Place) -> Tensor:
        if place.site.endswith(".weights"):
            (masked,) = place.sources
            return self._rounded(masked).softmax(dim=-1).nan_to_num(0.0).to(value.dtype)
        scores, mask = place.sources
        kept = self._rounded(scores).to(value.dtype)
        return kept.masked_fill(~mask, self.value)

    def _rounded(self, scores: Tensor) -> Tensor:
        """The scores in the chosen precision; minus infinity stays what it is."""
        if self.precision == "float32":
            return scores
        within = scores.clamp(-LARGEST_HALF, LARGEST_HALF)
        return within.where(scores.isfinite(), scores).half()


def parse(text: str) -> MaskFiller:
    """Read the filler and the precision, float32 unless given: ``-1e6:float16``; ValueError otherwise."""
    pattern = f"({'|'.join(FILLERS)})(?::({'|'.join(PRECISIONS)}))?"
    filler, precision = groups(pattern, text, FORM)
    return MaskFiller(filler, precision or "float32")  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(MaskFiller, order=45, parse=parse, form=FORM)
