"""The norms of a trace: the steps of each, found by kind, and the numbers shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.measures.statistics import moments
from core.trace import Array, Step, Trace


@dataclass(frozen=True, eq=False)
class Norm:
    """One norm: the path of its module, the statistics it measured, what went in and what came out.

    ``mean`` is None where the norm takes no mean (RMSNorm), ``before`` where the input was not recorded.
    """

    site: str
    mean: Step | None
    variance: Step | None
    deviation: Step
    before: Step | None
    after: Step

    @property
    def tokens(self) -> str:
        """The token list that its rows belong to."""
        return self.deviation.axes[0].tokens or ""

    @property
    def is_off(self) -> bool:
        """Whether what came out is what went in, because somebody switched the norm off."""
        before = self.before
        return (
            self.after.computed is not None
            and before is not None
            and np.array_equal(before.value, self.after.value)
        )

    def before_values(self, row: int) -> Array:
        """The vector of one token before the norm; empty where it was not recorded."""
        return np.zeros(0) if self.before is None else self.before.value[row]


def norms(trace: Trace) -> tuple[Norm, ...]:
    """Every norm, in computed order."""
    blocks: dict[str, dict[str, Step]] = {}
    for step in trace.steps:
        blocks.setdefault(step.site.rpartition(".")[0], {})[step.kind] = step
    return tuple(
        _norm(trace, site, steps)
        for site, steps in blocks.items()
        if {"deviation", "normalisation", "affine"} <= steps.keys()
    )


def _norm(trace: Trace, site: str, steps: Mapping[str, Step]) -> Norm:
    sources = (trace.by_site.get(name) for name in steps["normalisation"].sources)
    inputs = (step for step in sources if step is not None and step.kind not in ("mean", "deviation"))
    return Norm(
        site,
        steps.get("mean"),
        steps.get("variance"),
        steps["deviation"],
        next(inputs, None),
        steps["affine"],
    )


def table(norm: Norm) -> Array:
    """[token, 5]: mean, variance and deviation as measured, mean and deviation of what came out."""
    blank = np.full(norm.deviation.shape, np.nan)
    measured = [blank if step is None else step.value for step in (norm.mean, norm.variance, norm.deviation)]
    return np.stack([*measured, *moments(norm.after.value)], axis=-1)


def overview(found: tuple[Norm, ...]) -> Array:
    """[norm, token] deviations before the norm, of norms over the same tokens."""
    return np.stack([norm.deviation.value for norm in found])


def gamma_and_beta(trace: Trace, norm: Norm) -> tuple[Array, Array]:
    """The stretch and shift of each feature; empty where the trace carries none."""
    found = [trace.parameters[name] for name in norm.after.parameters if name in trace.parameters]
    vectors = [*found, np.zeros(0), np.zeros(0)]
    return vectors[0], vectors[1]
