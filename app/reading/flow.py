"""What flows from which token to a chosen output token, layer by layer, read from the attention of a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from app.reading.attention_maps import attentions, token_lists
from app.reading.labels import token_texts
from app.reading.sublayers import Sublayer, active_heads, has_residual, output_matrix, sublayer
from app.state import AttentionKind, Selection
from core.measures.rollout import HALF, bands, head_mean, masses, transition
from core.measures.value_norms import value_norms
from core.trace import Array, Step, Trace

Measure: TypeAlias = Literal["rollout", "norms"]
MEASURES: tuple[Measure, ...] = ("rollout", "norms")
Scope: TypeAlias = Literal["joint", "encoder", "decoder"]
_KINDS: dict[Scope, tuple[AttentionKind, ...]] = {
    "joint": ("encoder", "decoder", "cross"),
    "encoder": ("encoder",),
    "decoder": ("decoder",),
}


@dataclass(frozen=True)
class Stage:
    """One sublayer that the flow goes through: its attention and its layer, from 0."""

    kind: AttentionKind
    layer: int


@dataclass(frozen=True, eq=False)
class Flow:
    """The connections of all sublayers of a scope, first one first.

    ``nodes`` are the token lists of the graph and how many tokens each has, in the order of its rows;
    ``transitions`` [node node] are one for each of ``stages``; ``asking`` is the list of the output tokens.
    """

    scope: Scope
    nodes: tuple[tuple[str, int], ...]
    stages: tuple[Stage, ...]
    transitions: tuple[Array, ...]
    asking: str

    @property
    def count(self) -> int:
        """How many output tokens there are to choose from."""
        return dict(self.nodes)[self.asking]

    def first(self, tokens: str) -> int:
        """The row at which a token list begins."""
        names = [name for name, _ in self.nodes]
        return sum(count for _, count in self.nodes[: names.index(tokens)])

    def masses(self, token: int) -> Array:
        """[stages + 1, node]: what passes through each node towards an output token, from the input upwards."""
        return masses(self.transitions, self.first(self.asking) + token)

    def bands(self, token: int) -> Array:
        """[stage, node above, node below]: what passes along each connection towards an output token."""
        return bands(self.transitions, self.first(self.asking) + token)


def scopes(trace: Trace) -> tuple[Scope, ...]:
    """The graphs that the attention of this trace makes, the largest one first."""
    found = attentions(trace)
    whole: tuple[Scope, ...] = ("joint",) if {"decoder", "cross"} <= found.keys() else ()
    halves: tuple[Scope, ...] = ("encoder", "decoder")
    return whole + tuple(half for half in halves if half in found)


def measures(trace: Trace, scope: Scope) -> tuple[Measure, ...]:
    """What can be measured: norms need the values and the output matrix of every attention."""
    found = (sublayer(trace, step) for kind in _KINDS[scope] for step in attentions(trace).get(kind, ()))
    return MEASURES if all(output_matrix(trace, one) is not None for one in found) else MEASURES[:1]


def flow(trace: Trace, scope: Scope, measure: Measure) -> Flow:
    """The graph of a scope, which must be one of ``scopes``.

    With ``norms`` the lengths of the weighted values stand in for the weights; each row is still made to add up
    to 1, so that the layers can be multiplied as in a rollout.
    """
    found = list(_stages(trace, scope))
    used = {name for _, step in found for name in token_lists(step)}
    nodes = tuple((name, len(tokens)) for name, tokens in trace.tokens.items() if name in used)
    # The last attention of a model is one of those whose output is looked at.
    graph = Flow(scope, nodes, tuple(stage for stage, _ in found), (), token_lists(found[-1][1])[0])
    matrices = [_transition(trace, graph, sublayer(trace, step), measure) for _, step in found]
    return replace(graph, transitions=tuple(matrices))


def _stages(trace: Trace, scope: Scope) -> Iterator[tuple[Stage, Step]]:
    """The attentions of a scope in the order in which they were computed."""
    found = {kind: steps for kind, steps in attentions(trace).items() if kind in _KINDS[scope]}
    layers = {step.site: Stage(kind, at) for kind, steps in found.items() for at, step in enumerate(steps)}
    return ((layers[step.site], step) for step in trace.steps if step.site in layers)


def _transition(trace: Trace, graph: Flow, found: Sublayer, measure: Measure) -> Array:
    queries, keys = token_lists(found.weights)
    return transition(
        attended(trace, found, measure),
        HALF if has_residual(found) else 0.0,
        nodes=sum(count for _, count in graph.nodes),
        rows=graph.first(queries),
        columns=graph.first(keys),
    )


def attended(trace: Trace, found: Sublayer, measure: Measure) -> Array:
    """[query key]: the mean weight of the heads whose output goes on, or the norms of what they weight."""
    active = active_heads(trace, found)
    matrix = output_matrix(trace, found)
    if measure == "rollout" or matrix is None or found.values is None:
        return head_mean(found.weights.value, active)
    return value_norms(found.weights.value * active[:, None, None], found.values.value, matrix)


def chosen_token(trace: Trace, found: Flow, selection: Selection) -> int:
    """The output token that is selected; otherwise the first one that is a word, or that predicts one."""
    if found.count == 0:
        return 0
    token = selection.token
    if token is not None and token.tokens in _lists_of_output(found):
        return min(max(token.index, 0), found.count - 1)
    shown = trace.tokens.get(_shown_list(trace, found), ())[: found.count]
    return next((at for at, one in enumerate(shown) if one.role != "special"), 0)


def _lists_of_output(found: Flow) -> tuple[str, ...]:
    return ("target", "predicted") if found.asking == "target" else (found.asking,)


def _shown_list(trace: Trace, found: Flow) -> str:
    """The token list by which output tokens are named: what is predicted, where something is."""
    return "predicted" if found.asking == "target" and "predicted" in trace.tokens else found.asking


def output_tokens(trace: Trace, found: Flow) -> tuple[str, ...]:
    """The texts of the output tokens; a row that predicts nothing keeps the name of the token fed in."""
    predicted = token_texts(trace.tokens[_shown_list(trace, found)])[: found.count]
    return predicted + token_texts(trace.tokens[found.asking])[len(predicted) : found.count]


def input_tokens(trace: Trace, found: Flow) -> tuple[str, ...]:
    """The texts of all nodes at the input."""
    return tuple(text for name, _ in found.nodes for text in token_texts(trace.tokens[name]))
