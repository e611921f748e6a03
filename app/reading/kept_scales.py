"""Colours that mean the same numbers in all steps of one meaning, such as the scores of every layer."""

from __future__ import annotations

import numpy as np

from app.reading.step_matrices import scale_of
from app.widgets.scale import Scale
from core.trace import Step, Trace


class KeptScales:
    """While ``kept``, each meaning has one scale, wide enough for all its steps when it was first needed."""

    def __init__(self) -> None:
        self._scales: dict[tuple[str, str], Scale] | None = None

    @property
    def kept(self) -> bool:
        """Whether scales are held fast."""
        return self._scales is not None

    def keep(self, kept: bool) -> None:
        """Hold the scales fast from now on, or let go of them."""
        if kept != self.kept:
            self._scales = {} if kept else None

    def scale(self, trace: Trace, step: Step) -> Scale | None:
        """The scale that is kept for this step's meaning; None where none is."""
        if self._scales is None or step.value.dtype == bool or step.kind == "choice":
            return None
        meaning = _meaning(step)
        if meaning not in self._scales:
            alike = [other.value for other in trace.of_kind(step.kind) if _meaning(other) == meaning]
            ends = [_ends(value) for value in alike]
            self._scales[meaning] = scale_of(step.kind, np.array(ends))
        return self._scales[meaning]


def _meaning(step: Step) -> tuple[str, str]:
    return step.kind, step.site.rpartition(".")[2]


def _ends(values: np.ndarray) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    return float(finite.min(initial=0.0)), float(finite.max(initial=0.0))
