"""Silence one attention head: its output becomes zero before the heads are concatenated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from core.interventions import Intervention, InterventionSpec, Place
from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

Attention: TypeAlias = Literal["encoder", "decoder", "cross"]

MODULES: dict[str, str] = {
    "encoder": "encoder.layers.{layer}.self_attention",
    "decoder": "decoder.layers.{layer}.self_attention",
    "cross": "decoder.layers.{layer}.cross_attention",
}
"""Where the attention of each kind stands in an encoder-decoder."""


@dataclass(frozen=True)
class SilenceHead(Intervention):
    """Head ``head`` (from 0) of layer ``layer`` (from 0) adds nothing to the output of its attention."""

    name: ClassVar[str] = "silence"

    attention: Attention
    layer: int
    head: int

    @property
    def sites(self) -> tuple[str, ...]:
        return (MODULES[self.attention].format(layer=self.layer) + ".head_output",)

    def unfit(self, architecture: Architecture) -> Problem | None:
        layers = architecture.encoder_layers if self.attention == "encoder" else architecture.decoder_layers
        if 0 <= self.layer < layers and 0 <= self.head < architecture.heads:
            return None
        name = f"{self.attention}.{self.layer}.{self.head}"
        return Problem("unfit_intervention", {"head": name, "layers": layers, "heads": architecture.heads})

    def edit(self, value: Tensor, place: Place) -> Tensor:
        edited = value.clone()
        edited[..., self.head, :, :] = 0
        return edited


def parse(text: str) -> SilenceHead:
    """Read ``encoder.0.3``, ``decoder.0.3`` or ``cross.0.3``: attention, layer, head; ValueError otherwise."""
    attention, _, rest = text.partition(".")
    layer, _, head = rest.partition(".")
    if attention not in MODULES or not layer.isdecimal() or not head.isdecimal():
        raise ValueError(text)
    return SilenceHead(attention, int(layer), int(head))  # type: ignore[arg-type]


INTERVENTION = InterventionSpec(SilenceHead, order=50, parse=parse)
