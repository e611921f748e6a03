"""The attention maps of a trace, found by the kind and the axes of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from app.reading.sublayers import weighted_values
from app.state import ATTENTION_KINDS, AttentionKind
from app.widgets.scale import Scale
from core.checks import active
from core.interventions.heads import Reach, Silencing, layers_of
from core.measures.differences import difference, same_tokens
from core.measures.value_norms import weighted_lengths
from core.trace import Array, Step, Token, Trace

Quantity: TypeAlias = Literal["weights", "scores", "scaled", "masked", "norms", "difference"]
QUANTITIES: tuple[Quantity, ...] = ("weights", "scores", "scaled", "masked", "norms", "difference")
_KIND_OF_STEP: dict[Quantity, str] = {"scores": "product", "scaled": "scale", "masked": "masking"}
_MAP_AXES = ["head", "query", "key"]
WEIGHTS = Scale("sequential", 0.0, 1.0)


@dataclass(frozen=True, eq=False)
class Maps:
    """One quantity of an attention: ``values`` and ``hidden`` (masked) [layer head query key].

    A masked score is no number here, whatever fills it: it would leave no colours for the others.
    """

    values: Array
    hidden: Array
    scale: Scale


def attention_kind(step: Step) -> AttentionKind:
    """Which attention a map belongs to, by the token lists on its two sides."""
    query, key = (axis.tokens for axis in step.axes[-2:])
    if query != key:
        return "cross"
    return "encoder" if query == "source" else "decoder"


def attentions(trace: Trace) -> dict[AttentionKind, tuple[Step, ...]]:
    """The weights of every layer of each attention that the trace has."""
    found: dict[AttentionKind, tuple[Step, ...]] = {}
    for step in trace.of_kind("softmax"):
        if is_head_map(step):
            kind = attention_kind(step)
            found[kind] = (*found.get(kind, ()), step)
    return {kind: found[kind] for kind in ATTENTION_KINDS if kind in found}


def quantities(trace: Trace, weights: Step) -> tuple[Quantity, ...]:
    """What can be shown of an attention without a baseline."""
    stages = tuple(name for name, kind in _KIND_OF_STEP.items() if upstream(trace, weights, kind))
    norms: tuple[Quantity, ...] = () if _fitting_values(trace, weights) is None else ("norms",)
    return ("weights", *stages, *norms)


def is_head_map(step: Step) -> bool:
    """Whether the step is a map of every head: one number for each query and key."""
    return [axis.name for axis in step.axes] == _MAP_AXES


def upstream(trace: Trace, step: Step, kind: str) -> Step | None:
    """The nearest step of a kind that this map was computed from, along maps only."""
    return next((source for source in _map_sources(trace, step) if source.kind == kind), None)


def _map_sources(trace: Trace, step: Step) -> Iterator[Step]:
    for name in step.sources:
        source = trace.by_site.get(name)
        if source is not None and is_head_map(source):
            yield source
            yield from _map_sources(trace, source)


def maps(trace: Trace, layers: tuple[Step, ...], quantity: Quantity) -> Maps:
    """All layers and heads of one quantity; scores carry no mask yet, masked scores and weights do."""
    if quantity == "norms":
        return _norms(trace, layers)
    steps = [quantity_step(trace, layer, quantity) for layer in layers]
    values = np.stack([step.value for step in steps])
    if quantity in ("scores", "scaled"):
        return Maps(values, np.zeros(values.shape, bool), diverging(values))
    hidden = np.stack([hidden_cells(trace, layer) for layer in layers])
    if quantity == "weights":
        return Maps(values, hidden, WEIGHTS)
    shown = np.where(np.isfinite(values) & ~hidden, values, np.nan)
    return Maps(shown, hidden, diverging(shown))


def _norms(trace: Trace, layers: tuple[Step, ...]) -> Maps:
    """Each weight times the length of the value vector that it weights."""
    values = [_fitting_values(trace, layer) for layer in layers]
    pairs = zip(layers, values, strict=True)
    found = np.stack([weighted_lengths(layer.value, step.value) for layer, step in pairs if step is not None])
    hidden = np.stack([hidden_cells(trace, layer) for layer in layers])
    return Maps(found, hidden, Scale("sequential", 0.0, float(found.max(initial=0.0)) or 1.0))


def _fitting_values(trace: Trace, weights: Step) -> Step | None:
    """The values that are weighted, where there is one for each head and key."""
    step = weighted_values(trace, weights)
    fits = (
        step is not None and step.value.ndim == 3 and step.shape[:2] == (weights.shape[0], weights.shape[2])
    )
    return step if fits else None


def quantity_step(trace: Trace, layer: Step, quantity: Quantity) -> Step:
    """The step [head query key] that made a stage of the attention with these weights, or the weights."""
    if quantity == "weights":
        return layer
    step = upstream(trace, layer, _KIND_OF_STEP[quantity])
    assert step is not None, quantity
    return step


def hidden_cells(trace: Trace, layer: Step) -> Array:
    """Where the mask [head query key] of a layer forbids to look; nowhere if the model has no mask."""
    mask = upstream(trace, layer, "combined_mask")
    return np.zeros(layer.shape, bool) if mask is None else ~mask.value


def closed_cells(trace: Trace, layer: Step) -> Array:
    """Hidden cells [head query key], and whole rows of padding: what asks for nothing counts for no measure."""
    hidden = hidden_cells(trace, layer)
    padding = padding_positions(trace.tokens.get(token_lists(layer)[0], ()))
    if padding:
        hidden = hidden.copy()
        hidden[:, padding, :] = True
    return hidden


def difference_maps(trace: Trace, baseline: Trace, kind: AttentionKind) -> Maps | None:
    """Weights minus the baseline's, hatched where both are masked; None where the tokens are not the same."""
    layers, others = attentions(trace).get(kind, ()), attentions(baseline).get(kind, ())
    if not layers or len(layers) != len(others) or not same_tokens(trace, baseline, *token_lists(layers[0])):
        return None
    one, other = maps(trace, layers, "weights"), maps(baseline, others, "weights")
    if one.values.shape != other.values.shape:
        return None
    values = difference(one.values, other.values)
    return Maps(values, one.hidden & other.hidden, diverging(values))


def token_lists(step: Step) -> tuple[str, str]:
    """The token lists of the rows and of the columns of a map."""
    return step.axes[-2].tokens or "", step.axes[-1].tokens or ""


def diverging(values: Array) -> Scale:
    """A scale centred on 0 that reaches as far as the finite values."""
    finite = np.abs(values[np.isfinite(values)])
    reach = float(finite.max(initial=0.0)) or 1.0
    return Scale("diverging", -reach, reach)


def silenced(trace: Trace, kind: AttentionKind) -> frozenset[tuple[int, int]]:
    """(layer, head) of the heads of this attention whose output goes nowhere, by whatever what-if."""
    edits = [edit for edit in active(trace) if isinstance(edit, Silencing)]
    places = np.ndindex(layers_of(trace.architecture, kind), trace.architecture.heads) if edits else ()
    return frozenset(
        (layer, head)
        for layer, head in places
        if any(edit.silences(Reach(kind, layer, head)) for edit in edits)
    )


def end_positions(tokens: tuple[Token, ...]) -> tuple[int, ...]:
    """Where the sentence is closed."""
    return tuple(
        at for at, token in enumerate(tokens) if token.role == "special" and token.text in ("</s>", "[SEP]")
    )


def padding_positions(tokens: tuple[Token, ...]) -> tuple[int, ...]:
    """Where there is nothing but padding."""
    return tuple(
        at for at, token in enumerate(tokens) if token.role == "special" and token.text in ("<pad>", "[PAD]")
    )
