"""Every check of a trace, those included that need the model: no dropout, and the logits of its reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
import torch
from torch import nn

from core import checks, models, run
from core.checks import Check
from core.trace import Array, Step, Trace
from core.weights import LoadedModel

LOGIT_TOLERANCE = 1e-4
"""How far a logit may be from the reference's, which adds up in another order ..."""

RELATIVE_TOLERANCE = 1e-5
"""... or, where that is more, which share of the largest logit."""


def check(trace: Trace) -> Iterator[Check]:
    """All checks, one after the other; between two of them something else may run.

    Raises ProblemError where the model that computed the trace is no longer there.
    """
    yield from checks.measure(trace)
    loaded = run.loaded(trace.request, trace.device)
    yield dropout_is_off(loaded.model)
    yield logits_equal_the_reference(trace, loaded)


def dropout_is_off(model: nn.Module) -> Check:
    """The largest share of values that a dropout layer would zero now."""
    layers = {name: layer for name, layer in model.named_modules() if isinstance(layer, nn.Dropout)}
    if not layers:
        return Check("dropout", missing="nothing_there")
    rates = {name: layer.p if layer.training else 0.0 for name, layer in layers.items()}
    site = max(rates, key=rates.__getitem__)
    return Check("dropout", rates[site], 0.0, site, len(rates))


def logits_equal_the_reference(trace: Trace, loaded: LoadedModel) -> Check:
    """The largest difference between a logit of the trace and that of another implementation, same weights."""
    spec, step = models.catalogue().get(trace.architecture.family), _logits(trace)
    if spec is None or spec.reference is None or step is None:
        return Check("reference", missing="no_reference")
    if checks.active(trace):
        return Check("reference", missing="intervened")
    expected = _expected(trace, _reference(loaded, spec.reference), loaded.tokenizer.pad)
    differences = np.abs(step.value - expected)
    tolerance = max(LOGIT_TOLERANCE, RELATIVE_TOLERANCE * float(np.abs(expected).max()))
    return Check("reference", checks.largest(differences), tolerance, step.site, differences.size)


@lru_cache(maxsize=2)
def _reference(loaded: LoadedModel, build: Callable[[nn.Module], nn.Module]) -> nn.Module:
    return build(loaded.model)


def _logits(trace: Trace) -> Step | None:
    """The projection to the vocabulary."""
    return next((step for step in trace.of_kind("projection") if step.axes[-1].name == "vocabulary"), None)


def _expected(trace: Trace, reference: nn.Module, pad: int) -> Array:
    """What the reference makes of the tokens that the model read and was fed: logits [t, v]."""
    source, target = (
        torch.tensor([[token.id for token in trace.tokens[name]]], device=trace.device)
        for name in ("source", "target")
    )
    with torch.inference_mode():  # for this pass only: the thread does other work between two checks
        logits: Array = reference(source, target, source != pad)[0].cpu().numpy()
    return logits
