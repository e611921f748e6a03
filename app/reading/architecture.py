"""The architecture that a trace shows: blocks within blocks, read from the paths, kinds and sources of its steps.

No site is named here: a model with other parts, or without one half, is read the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.explanations import SEPARATOR, part_title, step_title
from app.reading.shapes import shape_numbers, shape_symbols
from app.widgets.blocks import Block, Column, Figure, Look
from core.trace import Step, Trace

translate = QCoreApplication.translate

KEPT = 4
"""So many of the last figures are kept: a toggle goes back and forth between two."""

STANDALONE = ("sum", "position", "learned_position")
"""Kinds that outside the layers stand beside the module they belong to, as circles on the way."""

_LOOKS_OF_PARTS: tuple[tuple[str, Look], ...] = (
    ("weighted_sum", "attention"),
    ("normalisation", "norm"),
    ("activation", "feed_forward"),
    ("lookup", "embedding"),
)
_LOOKS_OF_STEPS: dict[str, Look] = {
    "sum": "sum",
    "position": "position",
    "learned_position": "position",
    "projection": "projection",
    "softmax": "softmax",
    "given_mask": "mask",
    "combined_mask": "mask",
    "lookup": "embedding",
}
# What the paper calls a step that is a whole block by itself. Qt's stubs call a marked text an object.
_OPERATIONS: dict[str, Any] = {
    "projection": QT_TRANSLATE_NOOP("Architecture", "Linear"),
    "softmax": QT_TRANSLATE_NOOP("Architecture", "Softmax"),
}
# What stands in an operation that is too small for words; "^" raises and "_" lowers what follows.
_SYMBOLS = {
    "rows": "E",
    "tokens": "× √d",
    "query_projected": "W^Q",
    "key_projected": "W^K",
    "value_projected": "W^V",
    "query": "Q",
    "key": "K",
    "value": "V",
    "scores": "Q K^T",
    "scaled": "÷ √d_k",
    "padding_mask": "M",
    "causal_mask": "M",
    "mask": "M",
    "masked": "+ M",
    "weights": "softmax",
    "head_output": "A V",
    "concatenated": "concat",
    "output": "W^O",
    "mean": "μ",
    "variance": "σ^2",
    "deviation": "σ",
    "normalized": "(x − μ) / σ",
    "hidden": "W_1",
    "activated": "ReLU",
    "feed_forward.output": "W_2",
    "norm.output": "γ x + β",
}


@dataclass(frozen=True)
class _Place:
    """Where a step stands: its half of the model, and the paths of what it lies in, from outside to inside."""

    stack: str
    around: tuple[str, ...]


class FigureReader:
    """Reads figures from traces; keeps the titles of the steps, which are the same in every trace of a model.

    To be made anew when the language changes.
    """

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._known: list[tuple[object, Figure]] = []

    def figure(self, trace: Trace) -> Figure:
        """The figure of everything that this trace recorded; the same one for traces that differ in numbers only."""
        told = [
            (step.site, step.kind, step.sources, step.axes, step.value.shape, step.computed is None)
            for step in trace.steps
        ]
        figure = next((figure for known, figure in self._known if known == told), None) or self._read(trace)
        self._known = [(told, figure), *(pair for pair in self._known if pair[1] is not figure)][:KEPT]
        return figure

    def _read(self, trace: Trace) -> Figure:
        places = _places(trace.steps)
        number = {step.site: at for at, step in enumerate(trace.steps)}
        sources = tuple(
            tuple(number[site] for site in step.sources if site in number) for step in trace.steps
        )
        columns = []
        for stack in dict.fromkeys(place.stack for place in places):
            steps = [at for at, place in enumerate(places) if place.stack == stack]
            columns.append(Column(self._blocks(trace, steps, places, 0), _input_name(trace, steps)))
        return Figure(tuple(columns), sources)

    def _blocks(
        self, trace: Trace, steps: Sequence[int], places: Sequence[_Place], depth: int
    ) -> tuple[Block, ...]:
        """The blocks at one depth, in computed order; a group of one step is that step."""
        groups: dict[str, list[int]] = {}
        for at in steps:
            around = places[at].around
            groups.setdefault(around[depth] if len(around) > depth else trace.steps[at].site, []).append(at)
        return tuple(
            self._operation(trace, group[0], path, alone=depth == 0)
            if len(group) == 1
            else self._group(trace, path, group, self._blocks(trace, group, places, depth + 1))
            for path, group in groups.items()
        )

    def _group(self, trace: Trace, path: str, steps: Sequence[int], children: tuple[Block, ...]) -> Block:
        look, title, symbol = _look(trace, path, steps, children), self._title(path), ""
        name = title.rpartition(SEPARATOR)[2]
        if look == "layers":
            name = translate("Architecture", "{count} layers").format(count=len(children))
            title = SEPARATOR.join(filter(None, (self._title(path.rpartition(".")[0]), name)))
        elif look == "layer":
            symbol = str(int(path.rpartition(".")[2]) + 1)
            name = translate("Architecture", "Layer {number}").format(number=symbol)
        elif look == "norm":
            name = self._title("norm")
        return Block(
            path,
            look,
            _capital(name),
            title,
            tuple(steps),
            children,
            symbol,
            shape=shape_symbols(trace.steps[steps[-1]]),
            sizes=shape_numbers(trace.steps[steps[-1]]),
            edited=any(trace.steps[at].computed is not None for at in steps),
        )

    def _title(self, path: str) -> str:
        if path not in self._titles:
            self._titles[path] = part_title(path)
        return self._titles[path]

    def _operation(self, trace: Trace, at: int, path: str, alone: bool) -> Block:
        step = trace.steps[at]
        if step.site not in self._titles:
            self._titles[step.site] = step_title(step.site, step.kind)
        title = self._titles[step.site]
        word = _OPERATIONS.get(step.kind) if alone else None
        return Block(
            path,
            _LOOKS_OF_STEPS.get(step.kind, "other"),
            translate("Architecture", word) if word else _capital(title.rpartition(SEPARATOR)[2]),
            title,
            (at,),
            symbol=_symbol(step.site),
            shape=shape_symbols(step),
            sizes=shape_numbers(step),
            edited=step.computed is not None,
            pictured=step.kind != "choice",
        )


def _places(steps: Sequence[Step]) -> list[_Place]:
    """Halves are told by what numbered layers lie in; what lies in none goes with what it was made from.

    What was made from nothing, such as typed numbers, goes with the half before it, or else with the first.
    """
    found = (_stack_of_layer(step.site) for step in steps)
    stacks = tuple(dict.fromkeys(stack for stack in found if stack is not None)) or ("",)
    places: dict[str, _Place] = {}
    latest = stacks[0]
    for step in steps:
        own = max((stack for stack in stacks if _is_within(step.site, stack)), key=len, default=None)
        fed = next((places[site].stack for site in step.sources if site in places), latest)
        latest = fed if own is None else own
        places[step.site] = _Place(latest, _around(step.site, step.kind, latest if own is not None else ""))
    return [places[step.site] for step in steps]


@lru_cache(maxsize=2048)
def _stack_of_layer(site: str) -> str | None:
    """ "encoder" for "encoder.layers.0.norm.mean": the path of what holds the list of layers."""
    parts = site.split(".")
    numbered = next((at for at, part in enumerate(parts) if part.isdecimal()), None)
    return None if numbered is None else ".".join(parts[: numbered - 1])


def _is_within(site: str, path: str) -> bool:
    return not path or site.startswith(f"{path}.")


@lru_cache(maxsize=2048)
def _around(site: str, kind: str, stack: str) -> tuple[str, ...]:
    """The list of layers, the layer and the part that a step lies in; a part outside the layers by itself."""
    parts = site.split(".")
    numbered = next((at for at, part in enumerate(parts) if part.isdecimal()), None)
    start = stack.count(".") + 1 if stack else 0
    if numbered is None:
        around = [start + 1] if len(parts) > start + 1 and kind not in STANDALONE else []
    else:
        around = [numbered, numbered + 1, *([numbered + 2] if len(parts) > numbered + 2 else [])]
    return tuple(".".join(parts[:length]) for length in around)


def _look(trace: Trace, path: str, steps: Sequence[int], children: tuple[Block, ...]) -> Look:
    if path.rpartition(".")[2].isdecimal():
        return "layer"
    if all(child.look == "layer" for child in children):
        return "layers"
    kinds = {trace.steps[at].kind for at in steps}
    return next((look for kind, look in _LOOKS_OF_PARTS if kind in kinds), "other")


@lru_cache(maxsize=2048)
def _symbol(site: str) -> str:
    *_, part, leaf = ("", *site.split("."))
    special = f"{'norm' if part.endswith('norm') else part}.{leaf}"
    return _SYMBOLS.get(special) or _SYMBOLS.get(leaf, "")


def _input_name(trace: Trace, steps: Sequence[int]) -> str:
    """What a half reads: a decoder the tokens that it should give out, each one place later."""
    lists = {axis.tokens for at in steps[:1] for axis in trace.steps[at].axes}
    if "target" in lists and trace.prompt:
        return translate("Architecture", "Sentence and outputs (shifted right)")
    if "target" in lists:
        return translate("Architecture", "Outputs (shifted right)")
    return translate("Architecture", "Inputs")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
