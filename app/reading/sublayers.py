"""An attention with what was made from it, found by following the sources of the steps of a trace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.trace import Array, Step, Trace


@dataclass(frozen=True, eq=False)
class Sublayer:
    """The weights of one attention, and what follows them as far as the trace has it.

    ``values`` [head key head_width] are what is weighted, ``head_output`` the weighted sums, ``output`` their
    projection, ``residual`` its sum with what went in.
    """

    weights: Step
    values: Step | None
    head_output: Step | None
    output: Step | None
    residual: Step | None


def sublayer(trace: Trace, weights: Step) -> Sublayer:
    """Follow an attention to its residual connection."""
    head_output = _made_from(trace, weights, "weighted_sum")
    output = _made_from(trace, _made_from(trace, head_output, "concatenation"), "projection")
    values = _values(trace, weights, head_output)
    return Sublayer(weights, values, head_output, output, _made_from(trace, output, "sum"))


def weighted_values(trace: Trace, weights: Step) -> Step | None:
    """The values [head key head_width] that these weights weight."""
    return _values(trace, weights, _made_from(trace, weights, "weighted_sum"))


def _values(trace: Trace, weights: Step, head_output: Step | None) -> Step | None:
    sources = () if head_output is None else head_output.sources
    return next((trace[site] for site in sources if site in trace and site != weights.site), None)


def active_heads(trace: Trace, found: Sublayer) -> Array:
    """[head]: whether what a head computed goes on; an intervention may have replaced it by zeros."""
    heads = found.weights.shape[0]
    if _is_nothing(found.output) or _is_undone(trace, found):
        return np.zeros(heads, bool)
    if found.head_output is None or found.head_output.computed is None:
        return np.ones(heads, bool)
    return np.asarray(found.head_output.value.any(axis=(1, 2)))


def has_residual(found: Sublayer) -> bool:
    """Whether what went into the attention is added to its output; an intervention may have cut that."""
    step, output = found.residual, found.output
    if step is None or output is None:
        return False
    return step.computed is None or not np.array_equal(step.value, output.value)


def output_matrix(trace: Trace, found: Sublayer) -> Array | None:
    """W_O [width, heads x head_width], where the trace carries a matrix that fits the values."""
    names = () if found.output is None else found.output.parameters
    matrices = [trace.parameters[name] for name in names if trace.parameters[name].ndim == 2]
    if not matrices or found.values is None or found.values.value.ndim != 3:
        return None
    heads, _, width = found.values.shape
    fits = heads == found.weights.shape[0] and matrices[0].shape[1] == heads * width
    return matrices[0] if fits else None


def _made_from(trace: Trace, source: Step | None, kind: str) -> Step | None:
    if source is None:
        return None
    return next((step for step in trace.steps if step.kind == kind and source.site in step.sources), None)


def _is_nothing(step: Step | None) -> bool:
    return step is not None and step.computed is not None and not step.value.any()


def _is_undone(trace: Trace, found: Sublayer) -> bool:
    """Whether the sum that follows was changed into what went in, so that the attention adds nothing to it."""
    step, output = found.residual, found.output
    if step is None or output is None or step.computed is None:
        return False
    went_in = [trace[site] for site in step.sources if site != output.site and site in trace]
    return any(np.array_equal(step.value, other.value) for other in went_in)
