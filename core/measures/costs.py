"""What a step costs: parameters read, multiply-adds done, bytes taken; from shapes alone, nothing is timed.

A multiply-add is one product added to a sum. A matrix product [n, k] x [k, m] takes n * k * m of them; the
sums of biases, masks, softmax and the statistics of a norm hold none, as is usual when models are compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.trace import Array, Step, Trace


@dataclass(frozen=True)
class Cost:
    """The cost of some steps together; what several of them share counts once among the parameters.

    ``parameter_bytes`` is what the parameters take, ``value_bytes`` what the computed values take.
    """

    parameters: int = 0
    multiply_adds: int = 0
    parameter_bytes: int = 0
    value_bytes: int = 0


def cost(trace: Trace, steps: Iterable[Step]) -> Cost:
    """The cost of these steps of the trace, for the sentence that it was computed for."""
    chosen = tuple(steps)
    names = [name for step in chosen for name in step.parameters if name in trace.parameters]
    used = {_identity(array): array for array in (trace.parameters[name] for name in names)}.values()
    return Cost(
        parameters=sum(array.size for array in used),
        multiply_adds=sum(multiply_adds(step, trace.by_site, trace.parameters) for step in chosen),
        parameter_bytes=sum(array.nbytes for array in used),
        value_bytes=sum(math.prod(step.shape) * step.value.dtype.itemsize for step in chosen),
    )


def multiply_adds(step: Step, sites: Mapping[str, Step], parameters: Mapping[str, Array]) -> int:
    """Multiply-adds of one step: numbers in its value times the products that each of them adds up."""
    return math.prod(step.shape) * _products_per_number(step, sites, parameters)


def _products_per_number(step: Step, sites: Mapping[str, Step], parameters: Mapping[str, Array]) -> int:
    if step.kind == "projection":
        arrays = [parameters[name] for name in step.parameters if name in parameters]
        return max((array.shape[-1] for array in arrays if array.ndim == 2), default=0)
    if step.kind in ("product", "weighted_sum"):
        first = sites.get(step.sources[0]) if step.sources else None
        return first.shape[-1] if first is not None else 0
    return 1 if step.kind == "affine" else 0


def _identity(array: Array) -> tuple[int, tuple[int, ...]]:
    """Where the numbers lie: a table that two parts share is known by two names."""
    return array.__array_interface__["data"][0], array.shape
