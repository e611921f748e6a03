"""The shape of a step in symbols and in numbers: "n × d_model" and "6 × 256"."""

from __future__ import annotations

from functools import lru_cache

from core.trace import Axis, Step

TIMES = " × "
_TOKENS = {"source": "n", "target": "m"}
_WIDTHS = {
    "head": "h",
    "width": "d_model",
    "head_width": "d_k",
    "hidden_width": "d_ff",
    "vocabulary": "V",
    "position": "p",
    "query": "q",
    "key": "k",
    "batch": "b",
}


def shape_symbols(step: Step) -> str:
    """One symbol an axis, in the paper's notation; n source tokens, m target tokens; "_" lowers what follows."""
    return _joined(step.axes)


def shape_numbers(step: Step) -> str:
    """The length along every axis."""
    return TIMES.join(map(str, step.shape))


@lru_cache(maxsize=128)
def _joined(axes: tuple[Axis, ...]) -> str:
    return TIMES.join(map(axis_symbol, axes))


def axis_symbol(axis: Axis) -> str:
    """The symbol for the length along an axis."""
    if axis.tokens is not None:
        return _TOKENS.get(axis.tokens, "t")
    return _WIDTHS.get(axis.name, axis.name.replace("_", " "))
