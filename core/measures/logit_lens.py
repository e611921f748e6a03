"""The logit lens (nostalgebraist 2020): what a model would write if its output layer were read after every layer.

The output layer is the one that the trace itself used, with the norm before it where there is one. It is found by
the kind of the steps, and applied in NumPy to the recorded values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measures.likelihood import vocabulary_probabilities
from core.measures.residual_stream import Stream, norm_of, streams
from core.trace import Array, Step, Trace

CANDIDATES = 8


@dataclass(frozen=True, eq=False)
class Norm:
    """The norm before an output layer: what it stretches and shifts by, and whether it subtracts the mean."""

    gamma: Array
    beta: Array
    epsilon: float
    takes_mean: bool


@dataclass(frozen=True, eq=False)
class Output:
    """The output layer of a trace: ``table`` [v, d], ``bias`` [v] where it has one, and the norm before it.

    ``places`` are the steps that it can read: where the stream begins, and what each layer hands on.
    """

    places: tuple[Step, ...]
    table: Array
    bias: Array | None
    norm: Norm | None
    probabilities: Step


@dataclass(frozen=True, eq=False)
class Lens:
    """The best candidates at each place p for each row t, and how the token finally chosen fares there.

    ``ids`` and ``probabilities`` [p, t, k], the best first; ``final`` [t]; ``final_probabilities`` and
    ``final_ranks`` (1 is the best) [p, t]. The first place is where the stream begins, the last one the output.
    """

    ids: Array
    probabilities: Array
    final: Array
    final_probabilities: Array
    final_ranks: Array

    @property
    def decided(self) -> Array:
        """For each row [t] the first place from which on the final token stays the most probable one."""
        stays = np.logical_and.accumulate(self.final_ranks[::-1] == 1, axis=0)
        return np.asarray(len(stays) - stays.sum(axis=0))


def lens(trace: Trace) -> Lens | None:
    """The candidates after every layer; None where the trace has no output layer at the end of a stream."""
    output = output_layer(trace)
    if output is None or not output.probabilities.value.size:
        return None
    final = output.probabilities.value.argmax(axis=-1)
    # The last place is what the trace itself read there, whatever was intervened.
    earlier = (distribution(output, step.value) for step in output.places[:-1])
    found = [_summary(values, final) for values in (*earlier, output.probabilities.value)]
    ids, probabilities, chances, ranks = (np.stack(part) for part in zip(*found, strict=True))
    return Lens(ids, probabilities, final, chances, ranks)


def output_layer(trace: Trace) -> Output | None:
    """The layer that made the probabilities of the next tokens; None where there is none, or it reads no stream."""
    probabilities = vocabulary_probabilities(trace)
    logits = None if probabilities is None else _source(trace, probabilities, "projection")
    read = None if logits is None else _source(trace, logits)
    if probabilities is None or logits is None or read is None:
        return None
    stream = next((one for one in streams(trace) if one.tokens == read.axes[0].tokens), None)
    weights = [trace.parameters[name] for name in logits.parameters if name in trace.parameters]
    if stream is None or not weights:
        return None
    last = stream.sublayers[-1].after
    if read is not last and read is not norm_of(trace, last):
        return None
    norm = None if read is last else _norm(trace, read, last)
    return Output(_places(stream), weights[0], weights[1] if weights[1:] else None, norm, probabilities)


def distribution(output: Output, values: Array) -> Array:
    """[t, d] -> [t, v]: the probabilities that the output layer reads off there."""
    with np.errstate(all="ignore"):  # a pass may have run into infinity; that is then what there is to see
        logits = normed(output.norm, values) @ output.table.T
        if output.bias is not None:
            logits += output.bias
        logits -= logits.max(axis=-1, keepdims=True)
        np.exp(logits, out=logits)
        logits /= logits.sum(axis=-1, keepdims=True)
    return np.asarray(logits)


def normed(norm: Norm | None, values: Array) -> Array:
    """[t, d] after the norm (Ba, Kiros and Hinton 2016, eq. 4), or as they are where there is none."""
    if norm is None:
        return values
    centred = values - values.mean(axis=-1, keepdims=True) if norm.takes_mean else values
    deviation = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + norm.epsilon)
    return np.asarray(centred / deviation * norm.gamma + norm.beta)


def _places(stream: Stream) -> tuple[Step, ...]:
    return stream.start, *(parts[-1].after for parts in stream.layers)


def _norm(trace: Trace, out: Step, read: Step) -> Norm | None:
    """The norm from ``read`` to ``out``; None where it was switched off and handed on what it read."""
    if out.computed is not None and np.array_equal(out.value, read.value):
        return None
    normalised = trace[out.sources[0]]
    kinds = {trace[name].kind: trace[name] for name in normalised.sources if name in trace}
    gamma, beta = [*(trace.parameters[name] for name in out.parameters), np.zeros(1, np.float32)][:2]
    epsilon = kinds["deviation"].constant("epsilon") if "deviation" in kinds else trace.architecture.epsilon
    return Norm(gamma, beta, epsilon, "mean" in kinds)


def _source(trace: Trace, step: Step, kind: str | None = None) -> Step | None:
    """The first step that this one was made from, where it was recorded and is of that kind."""
    found = trace.by_site.get(step.sources[0]) if step.sources else None
    return found if found is not None and kind in (None, found.kind) else None


def _summary(values: Array, final: Array) -> tuple[Array, Array, Array, Array]:
    """Of probabilities [t, v] the best ids and their values [t, k], the final tokens' values and ranks [t]."""
    count = min(CANDIDATES, values.shape[-1])
    best = np.argpartition(values, -count, axis=-1)[:, -count:]
    shown = np.take_along_axis(values, best, -1)
    order = np.argsort(-shown, axis=-1, kind="stable")
    chances = np.take_along_axis(values, final[:, None], -1)
    ranks = 1 + (values > chances).sum(axis=-1)
    return np.take_along_axis(best, order, -1), np.take_along_axis(shown, order, -1), chances[:, 0], ranks
