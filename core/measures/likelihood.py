"""How probable a trace finds its own output, token by token, in nats."""

from __future__ import annotations

import numpy as np

from core.trace import Array, Step, Trace


def log_probabilities(trace: Trace) -> Array:
    """Natural log-probability of every predicted token [t] of the output; empty where nothing tells it."""
    predicted = trace.tokens.get("predicted", ())
    if len(trace.generation) == len(predicted) - trace.prompt:
        return np.array([step.chosen.log_probability for step in trace.generation])
    step = vocabulary_probabilities(trace)
    if step is None or len(step.value) < len(predicted):
        return np.zeros(0)
    ids = [token.id for token in predicted]
    with np.errstate(divide="ignore"):
        logs: Array = np.log(step.value[np.arange(len(ids)), ids].astype(np.float64))
    return logs


def vocabulary_probabilities(trace: Trace) -> Step | None:
    """The softmax over the vocabulary, if the model has one and it was recorded."""
    return next((step for step in trace.of_kind("softmax") if step.axis("vocabulary") is not None), None)
