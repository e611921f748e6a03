"""What silencing each head does to the output, as far as it has been measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.interventions.silence_head import SilenceHead
from core.problems import Problem
from core.request import TraceRequest


@dataclass(frozen=True)
class HeadEffect:
    """By how many nats the log-probability of the whole output changes when a head is silenced."""

    head: SilenceHead
    change: float


@dataclass(frozen=True)
class HeadEffects:
    """The effects found for the trace of a request, of ``count`` heads in all, or what ended the search."""

    request: TraceRequest
    changes: Mapping[SilenceHead, float] = field(default_factory=lambda: MappingProxyType({}))
    count: int = 0
    problem: Problem | None = None

    @property
    def complete(self) -> bool:
        """Whether every head has been silenced once."""
        return len(self.changes) >= self.count > 0
