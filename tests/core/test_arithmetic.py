"""Every recorded number is redone in NumPy, in float64, from the steps that it says it was made from.

One rule for each kind of operation, applied to every step of that kind, in every composition and under
every intervention: what is shown on screen is what was computed, to 1e-5 of the sum of its |terms|.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pytest

from core.interventions import Intervention, catalogue
from core.interventions.silence_head import SilenceHead
from core.trace import Array, Step, Trace
from tests.core.passes import CONFIGS, PAD, PADDED_SOURCE, TARGET, Recorded, record, recorded_from

Redone: TypeAlias = tuple[Array, Array | float]
"""The value, and the sum of the absolute values of the terms it is made of; 0 where it must be exact."""
Rule: TypeAlias = Callable[[Recorded, Step], Redone]

WIDTH, HEADS = 16, 2
INTERVENTIONS: Mapping[str, tuple[Intervention, ...]] = {
    "none": (),
    **{spec.name: (spec.type(),) for spec in catalogue().values() if spec.is_switch},
    "silence": (SilenceHead("encoder", 1, 0), SilenceHead("decoder", 0, 1), SilenceHead("cross", 1, 1)),
}


def sources(recorded: Recorded, step: Step) -> list[Array]:
    return [recorded.value(site).astype(np.float64) for site in step.sources]


def parameters(recorded: Recorded, step: Step) -> list[Array]:
    return [recorded.parameters[name].astype(np.float64) for name in step.parameters]


def tokens_of(step: Step) -> str:
    return next(axis.tokens for axis in step.axes if axis.tokens)


def split_heads(x: Array) -> Array:
    return x.reshape(x.shape[0], HEADS, -1).swapaxes(0, 1)


def lookup(recorded: Recorded, step: Step) -> Redone:
    (table,) = parameters(recorded, step)
    return table[list(recorded.ids[tokens_of(step)])], 0.0


def scale(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    scaled = x * np.sqrt(WIDTH) if step.site.endswith("embedding.tokens") else x / np.sqrt(WIDTH // HEADS)
    return scaled, abs(scaled)


def position(recorded: Recorded, step: Step) -> Redone:
    length, width = step.shape
    angle = np.arange(length)[:, None] / 10000 ** (np.arange(0, width, 2) / width)
    return np.stack([np.sin(angle), np.cos(angle)], axis=-1).reshape(length, width), 1e-2  # 1e-7 in all


def learned_position(recorded: Recorded, step: Step) -> Redone:
    (table,) = parameters(recorded, step)
    return table[: step.shape[0]], 0.0


def total(recorded: Recorded, step: Step) -> Redone:
    a, b = sources(recorded, step)
    return a + b, abs(a) + abs(b)


def projection(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    weight, *biases = parameters(recorded, step)
    value, terms = x @ weight.T, abs(x) @ abs(weight).T
    for bias in biases:
        value, terms = value + bias, terms + abs(bias)
    return value, terms


def split(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    return split_heads(x), 0.0


def product(recorded: Recorded, step: Step) -> Redone:
    query, key = sources(recorded, step)
    return query @ key.swapaxes(1, 2), abs(query) @ abs(key).swapaxes(1, 2)


def given_mask(recorded: Recorded, step: Step) -> Redone:
    keys = np.array(recorded.ids[str(step.axes[1].tokens)])
    if step.site.endswith("padding_mask"):
        return np.broadcast_to(keys != PAD, step.shape), 0.0
    return np.tri(*step.shape, dtype=bool), 0.0


def combined_mask(recorded: Recorded, step: Step) -> Redone:
    parts = np.logical_and.reduce([recorded.value(site) for site in step.sources])
    return np.broadcast_to(parts, step.shape), 0.0


def masking(recorded: Recorded, step: Step) -> Redone:
    scaled, mask = sources(recorded, step)
    return np.where(mask.astype(bool), scaled, -np.inf), 0.0


def softmax(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    value = powers / powers.sum(axis=-1, keepdims=True)
    return value, value + 1e-30  # relative to each weight, however small


def weighted_sum(recorded: Recorded, step: Step) -> Redone:
    weights, value = sources(recorded, step)
    return weights @ value, weights @ abs(value)


def concatenation(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    return x.swapaxes(0, 1).reshape(x.shape[1], -1), 0.0


def mean(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    return x.mean(-1), abs(x).mean(-1)


def variance(recorded: Recorded, step: Step) -> Redone:
    x, middle = sources(recorded, step)
    value = ((x - middle[:, None]) ** 2).mean(-1)
    return value, value


def deviation(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    value = np.sqrt(x + recorded.epsilon)
    return value, value


def normalisation(recorded: Recorded, step: Step) -> Redone:
    x, middle, spread = sources(recorded, step)
    return (x - middle[:, None]) / spread[:, None], (abs(x) + abs(middle[:, None])) / spread[:, None]


def affine(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    gamma, beta = parameters(recorded, step)
    return x * gamma + beta, abs(x * gamma) + abs(beta)


def activation(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    return np.maximum(x, 0), 0.0


def choice(recorded: Recorded, step: Step) -> Redone:
    (x,) = sources(recorded, step)
    return x.argmax(-1), 0.0


RULES: dict[str, Rule] = {
    "lookup": lookup,
    "scale": scale,
    "position": position,
    "learned_position": learned_position,
    "sum": total,
    "projection": projection,
    "split": split,
    "product": product,
    "given_mask": given_mask,
    "combined_mask": combined_mask,
    "masking": masking,
    "softmax": softmax,
    "weighted_sum": weighted_sum,
    "concatenation": concatenation,
    "mean": mean,
    "variance": variance,
    "deviation": deviation,
    "normalisation": normalisation,
    "affine": affine,
    "activation": activation,
    "choice": choice,
}


@pytest.fixture(params=CONFIGS, scope="module")
def composition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=INTERVENTIONS, scope="module")
def recorded(request: pytest.FixtureRequest, composition: str) -> Recorded:
    edits = INTERVENTIONS[request.param]
    return record(composition, edits, source=PADDED_SOURCE, target=TARGET)


def assert_redone(recorded: Recorded, step: Step) -> None:
    """What the step computed is what its rule makes of its sources."""
    computed = step.value if step.computed is None else step.computed
    redone, terms = RULES[step.kind](recorded, step)
    assert redone.shape == computed.shape, step.site
    with np.errstate(invalid="ignore"):  # -inf less -inf, where a cell is masked
        error = abs(computed.astype(np.float64) - redone)
    assert ((computed == redone) | (error <= 1e-5 * np.asarray(terms))).all(), f"{step.site}: {error.max()}"


@pytest.mark.parametrize("kind", RULES)
def test_every_value_is_what_its_sources_make(recorded: Recorded, kind: str) -> None:
    for step in recorded.steps:
        if step.kind == kind:
            assert_redone(recorded, step)


def test_so_is_every_value_of_a_trace_of_a_translation(tiny_trace: Trace) -> None:
    for step in tiny_trace.steps:
        assert_redone(recorded_from(tiny_trace), step)


def test_so_is_every_value_of_a_pre_norm_translation(tiny_prenorm_trace: Trace) -> None:
    for step in tiny_prenorm_trace.steps:
        assert_redone(recorded_from(tiny_prenorm_trace), step)


def test_a_wrong_value_would_be_noticed() -> None:
    recorded = record()
    step = recorded.by_site["encoder.layers.0.self_attention.output"]
    with pytest.raises(AssertionError, match=r"self_attention\.output"):
        assert_redone(recorded, replace(step, value=step.value + np.float32(1e-3)))


def test_there_is_a_rule_for_every_kind_and_a_step_for_every_rule() -> None:
    assert {step.kind for name in CONFIGS for step in record(name).steps} == set(RULES)
