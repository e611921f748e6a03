"""Traces of the tiny models for derivations, under every intervention, and what a derivation must hold to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np

from core.derivations import Cell, Derivation, derive
from core.interventions import Intervention, canonical_order, catalogue
from core.interventions.silence_head import SilenceHead
from core.request import ModelId, Sentence, TraceRequest
from core.trace import Step, Token, Trace
from tests.core.passes import PADDED_SOURCE, TARGET, record, tiny_model

TOLERANCE = 1e-5
SMALLEST = 1e-37
"""Below about this float32 has no digits left to be right in."""

EXACT = {"lookup", "split", "concatenation", "given_mask", "combined_mask", "masking", "choice", "activation"}
ATTENTION = "encoder.layers.0.self_attention"

SILENCED = (SilenceHead("encoder", 1, 0), SilenceHead("decoder", 0, 1), SilenceHead("cross", 1, 1))
SWITCHES: tuple[Intervention, ...] = tuple(spec.type() for spec in catalogue().values() if spec.is_switch)
INTERVENTIONS: tuple[tuple[Intervention, ...], ...] = (
    (),
    *((switch,) for switch in SWITCHES),
    SILENCED,
    *combinations((*SWITCHES, SILENCED[0]), 2),
)
"""None, each switch, silent heads, and every pair."""


@cache
def traced(
    composition: str = "post-norm",
    interventions: tuple[Intervention, ...] = (),
    source: Sequence[int] = PADDED_SOURCE,
    target: Sequence[int] = TARGET,
) -> Trace:
    """The trace of a pass of the tiny model over these ids, whose texts are the ids themselves."""
    recorded = record(composition, canonical_order(interventions), source, target)
    predicted = recorded.value("decoder.next_token").tolist()
    lists = {"source": source, "target": target, "predicted": predicted}
    return Trace(
        request=TraceRequest(ModelId("tiny"), Sentence("ids"), interventions=interventions),
        steps=recorded.steps,
        tokens={name: tuple(Token(id, str(id)) for id in ids) for name, ids in lists.items()},
        parameters=recorded.parameters,
        architecture=tiny_model(composition).config.architecture(),
    )


def computed(step: Step) -> np.ndarray:
    return step.value if step.computed is None else step.computed


def assert_adds_up(trace: Trace, cell: Cell) -> Derivation:
    derivation = derive(trace, cell)
    value = float(computed(trace[cell.site])[cell.index])
    assert derivation.value == value
    exact = derivation.total == value
    allowed = 0.0 if derivation.kind in EXACT else TOLERANCE * derivation.magnitude + SMALLEST
    assert exact or abs(derivation.total - value) <= allowed, cell
    return derivation
