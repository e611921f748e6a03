"""The symbol of a cell, in the paper's letters; positions and features count from 0, as there, heads from 1."""

from __future__ import annotations

from collections.abc import Sequence

from core.trace import Axis, Trace

# What a projection is called depends on who reads it: (kind of the reader, which of its sources).
_ROLES = {
    ("product", 0): "q",
    ("product", 1): "k",
    ("weighted_sum", 1): "v",
    ("activation", 0): "u",
    ("softmax", 0): "z",
}


def symbol(letter: str, axes: Sequence[Axis], index: Sequence[int], *, with_head: bool = True) -> str:
    """``letter`` with the indices below and the head above; a token of the vocabulary goes by its id."""
    below = ",".join(str(at) for axis, at in zip(axes, index, strict=True) if axis.name != "head")
    heads = [at + 1 for axis, at in zip(axes, index, strict=True) if axis.name == "head"]
    above = f"^{{({heads[0]})}}" if heads and with_head else ""
    return f"{letter}{above}" + (f"_{{{below}}}" if below else "")


def role(trace: Trace, site: str) -> str:
    """The letter that a projection is known by: q, k and v in attention, u before an activation, z as logits."""
    for step in trace.steps:
        if site in step.sources:
            if step.kind == "split":
                return role(trace, step.site)
            return _ROLES.get((step.kind, step.sources.index(site)), "y")
    return "y"
