"""What must be true of every trace, measured on its numbers: each property's worst deviation, and where it is.

Goes by kind and axes, so that a new model needs no new check. Imports without torch: what needs the model
itself is checked by ``core.checking``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from core.interventions import Intervention, canonical_order
from core.problems import Problem
from core.trace import Array, Axis, Step, Trace

Missing: TypeAlias = Literal["nothing_there", "intervened", "no_reference"]
"""Why a property was not measured."""

Verdict: TypeAlias = Literal["holds", "broken", "alarm", "missing"]
"""It holds, interventions break it on purpose, nothing explains why it fails, or it was not measured."""

LARGE = 1000.0
"""Float32 has seven digits: of numbers larger than this, the last that is left is no better than 1e-4."""

MASKS = frozenset({"given_mask", "combined_mask"})
NORMS = frozenset({"normalisation"})


@dataclass(frozen=True)
class Check:
    """One property of a trace as it was measured.

    ``worst`` is the largest deviation among ``count`` numbers and ``site`` the step that has it; where the
    property fails, ``broken_by`` names the interventions that broke it, and is empty where none of them can
    have done so. ``missing`` says why nothing was measured.
    """

    name: str
    worst: float = 0.0
    tolerance: float = 0.0
    site: str = ""
    count: int = 0
    broken_by: tuple[Intervention, ...] = ()
    missing: Missing | None = None

    @property
    def verdict(self) -> Verdict:
        """What to think of it; a deviation that is no number does not hold."""
        if self.missing is not None:
            return "missing"
        if self.worst <= self.tolerance:
            return "holds"
        return "broken" if self.broken_by else "alarm"


@dataclass(frozen=True)
class Findings:
    """The checks of one trace as far as they have come; ``problem`` is what kept them from going on."""

    checks: tuple[Check, ...] = ()
    complete: bool = False
    problem: Problem | None = None

    def count(self, *verdicts: Verdict) -> int:
        """How many checks came out so."""
        return sum(check.verdict in verdicts for check in self.checks)


@dataclass(frozen=True)
class Property:
    """What is claimed of some ``steps``; ``deviations`` is empty where there is nothing to look at.

    ``about`` are the kinds of the steps that the claim speaks of besides: only an edit of one of these, or of the
    step itself, can break it.
    """

    name: str
    steps: Callable[[Trace], Sequence[Step]]
    tolerance: float
    deviations: Callable[[Trace, Step], Array]
    about: frozenset[str]


def measure(trace: Trace) -> Iterator[Check]:
    """Each property that can be seen in the trace alone, one after the other."""
    for claim in PROPERTIES:
        yield _measured(trace, claim)


def active(trace: Trace) -> tuple[Intervention, ...]:
    """The interventions that took effect."""
    dormant = {intervention for intervention, _ in trace.dormant}
    return tuple(edit for edit in trace.request.interventions if edit not in dormant)


def largest(deviations: Array) -> float:
    """The largest deviation; one that is no number counts as infinite."""
    return float(np.nan_to_num(deviations, nan=np.inf, posinf=np.inf).max(initial=0.0))


# What is claimed.


def _softmaxes(trace: Trace) -> Sequence[Step]:
    return trace.of_kind("softmax")


def _norms(trace: Trace) -> Sequence[Step]:
    """What leaves each norm before gain and bias; where an edit puts something else in its place, that."""
    instead = {
        norm.site: step
        for step in trace.of_kind("affine")
        if _is_replaced(step)
        for norm in _sources(trace, step, NORMS)
    }
    return [instead.get(step.site, step) for step in trace.of_kind("normalisation")]


def _row_sums(trace: Trace, step: Step) -> Array:
    """How far each row's sum is from 1, or from 0 where the row may look nowhere (see ``MultiHeadAttention``)."""
    sums = step.value.sum(axis=-1, dtype=np.float64)
    masking = _source(trace, step, "masking")
    expected = 1.0 if masking is None else (~np.isneginf(masking.value)).any(axis=-1)
    return np.ravel(np.abs(sums - expected))


def _masked_cells(trace: Trace, step: Step) -> Array:
    """The weights that the masks forbid: the model's own masks and those that this pass went on with."""
    masking = _source(trace, step, "masking")
    masks = () if masking is None else _sources(trace, masking, MASKS)
    allowed: Array = np.ones(step.shape, dtype=bool)
    for mask in masks:
        allowed = allowed & _allowed(trace, mask, step.axes)
    return np.ravel(np.abs(step.value[~allowed]))


def _means(trace: Trace, step: Step) -> Array:
    """How far the mean of each row is from 0, where the norm takes the mean away."""
    if _source(trace, _norm(trace, step), "mean") is None:
        return np.empty(0)
    return np.ravel(np.abs(step.value.mean(axis=-1, dtype=np.float64)))


def _variances(trace: Trace, step: Step) -> Array:
    """How far the variance of each row is from var / (var + epsilon), var being that of what is normalised."""
    norm = _norm(trace, step)
    deviation = _source(trace, norm, "deviation")
    given = next((source for source in _sources(trace, norm) if source.axes == norm.axes), None)
    if deviation is None or given is None:
        return np.empty(0)
    variance = given.value.var(axis=-1, dtype=np.float64)
    expected = variance / (variance + deviation.constant("epsilon"))
    return np.ravel(np.abs(step.value.var(axis=-1, dtype=np.float64) - expected))


def _norm(trace: Trace, step: Step) -> Step:
    """The norm that this step is, or that it stands for."""
    return step if step.kind in NORMS else _sources(trace, step, NORMS)[0]


PROPERTIES = (
    Property("softmax_rows", _softmaxes, 1e-5, _row_sums, frozenset({"softmax"})),
    Property("masked_cells", _softmaxes, 0.0, _masked_cells, MASKS | {"softmax", "masking"}),
    Property("normalised_means", _norms, 1e-4, _means, frozenset({"normalisation", "mean"})),
    Property(
        "normalised_variances",
        _norms,
        1e-4,
        _variances,
        frozenset({"normalisation", "deviation", "variance", "mean"}),
    ),
)


# How it is measured, and who broke it.


def _measured(trace: Trace, claim: Property) -> Check:
    found = [(step, claim.deviations(trace, step)) for step in claim.steps(trace)]
    worst = {step.site: largest(deviations) for step, deviations in found if deviations.size}
    if not worst:
        return Check(claim.name, tolerance=claim.tolerance, missing="nothing_there")
    broken = {site: _broken_by(trace, trace[site], claim) for site in worst if worst[site] > claim.tolerance}
    unexplained = [site for site, edits in broken.items() if not edits]
    site = max(unexplained or broken or worst, key=worst.__getitem__)
    edits = () if unexplained else canonical_order(edit for edits in broken.values() for edit in edits)
    count = sum(deviations.size for _, deviations in found)
    return Check(claim.name, worst[site], claim.tolerance, site, count, edits)


def _broken_by(trace: Trace, step: Step, claim: Property) -> tuple[Intervention, ...]:
    """The interventions on the steps that the claim is about; where numbers overflow, on anything before them."""
    edits = _edits(trace, step, claim.about)
    if edits or not any(_is_beyond_float32(source.value) for source in _sources(trace, step)):
        return edits
    on_parameters = (edit for edit in active(trace) if not edit.sites)
    return (*_edits(trace, step), *on_parameters)


def _edits(trace: Trace, step: Step, about: frozenset[str] | None = None) -> tuple[Intervention, ...]:
    """The interventions on the nearest changed steps upstream, or on all those of the kinds ``about``."""
    found: list[Intervention] = []
    waiting, seen = [step], {step.site}
    while waiting:
        here = waiting.pop()
        edits = _edits_of(trace, here)
        found += edits
        for source in () if edits and about is None else _sources(trace, here, about):
            if source.site not in seen:
                seen.add(source.site)
                waiting.append(source)
    return tuple(found)


def _edits_of(trace: Trace, step: Step) -> list[Intervention]:
    return [edit for edit in active(trace) if _is_replaced(step) and edit.applies_to(step.site)]


def _is_replaced(step: Step) -> bool:
    return step.computed is not None and _is_changed(step.kind, step.value, step.computed)


def _is_changed(kind: str, value: Array, computed: Array) -> bool:
    """Whether anything is other than it was computed; a mask that only hides more can break no claim."""
    if kind in MASKS:
        return bool((value & ~computed).any())
    return not np.array_equal(value, computed, equal_nan=True)


def _is_beyond_float32(value: Array) -> bool:
    masked = np.isneginf(value)  # by design, before a softmax
    return bool((~(np.abs(value) <= LARGE) & ~masked).any())


def _sources(trace: Trace, step: Step, kinds: frozenset[str] | None = None) -> tuple[Step, ...]:
    """The recorded steps that this one was computed from, all or those of these kinds."""
    recorded = (trace[site] for site in step.sources if site in trace)
    return tuple(source for source in recorded if kinds is None or source.kind in kinds)


def _source(trace: Trace, step: Step, kind: str) -> Step | None:
    return next(iter(_sources(trace, step, frozenset({kind}))), None)


def _allowed(trace: Trace, mask: Step, axes: Sequence[Axis]) -> Array:
    """Where a mask and those it is made of let look, before and after interventions, along these axes."""
    own = mask.value if mask.computed is None else mask.value & mask.computed
    names = {axis.name for axis in mask.axes}
    allowed: Array = np.expand_dims(own, [at for at, axis in enumerate(axes) if axis.name not in names])
    for part in _sources(trace, mask, MASKS):
        allowed = allowed & _allowed(trace, part, axes)
    return allowed
