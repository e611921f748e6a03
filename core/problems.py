"""What went wrong, as data: core names the kind and the figures, the application finds the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

KINDS = (
    "empty_input",
    "unreadable_text",
    "too_long",
    "too_much_padding",
    "unknown_model",
    "model_missing_file",
    "model_corrupted",
    "model_vocabulary_mismatch",
    "model_changed",
    "unsupported_input",
    "unknown_site",
    "unfit_intervention",
    "unfit_text",
    "no_painted_cell",
    "nothing_padded",
    "unknown_what_if",
    "overruled_intervention",
    "self_attention_only",
    "one_attention_only",
    "sinusoids_only",
    "beyond_range",
    "beyond_text",
    "unknown_parameter",
    "unknown_entry",
    "unfit_number",
    "unfit_matrix",
    "uneven_rows",
    "uneven_heads",
    "beyond_board",
    "outside_vocabulary",
    "untrained_model",
    "out_of_memory",
    "device_failed",
    "unwritable_file",
    "unreadable_file",
    "invalid_argument",
    "missing_package",
    "cancelled",
    "internal",
)
"""Every kind of problem that core reports; the application has a sentence for each of them."""

NOTES = ("unknown_pieces", "limit_reached", "uncached_decoding", "fell_back_to_cpu")
"""Kinds of remark that come with a trace: true things to say that are no failure."""


@dataclass(frozen=True)
class Problem:
    """One thing that went wrong (or, out of ``NOTES``, is worth saying) and the values its sentence needs."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in KINDS + NOTES:
            raise ValueError(f"unknown kind of problem: {self.kind}")
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))


class ProblemError(Exception):
    """Carries a Problem out of core; whoever is at the boundary turns it into words."""

    def __init__(self, kind: str, **values: Any) -> None:
        self.problem = Problem(kind, values)
        details = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(f"{kind}({details})")
