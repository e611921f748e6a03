"""How one cell came about: its terms, their rule and the result, one kind of operation a file.

A derivation explains what was *computed* at a cell, from the trace alone. An intervention that changed the value
afterwards is told apart, in ``edited``. A file that ends in ``DERIVATION = ...`` is found by this folder.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.derivations.making import Making, UnderivableError
from core.derivations.terms import (
    Cell,
    Derivation,
    Entry,
    Factor,
    Form,
    Quantity,
    Source,
    Term,
    Terms,
    largest_first,
    source_cells,
)
from core.trace import Trace

__all__ = [
    "Cell",
    "Derivation",
    "DerivationSpec",
    "Entry",
    "Factor",
    "Form",
    "Making",
    "Quantity",
    "Source",
    "Term",
    "Terms",
    "UnderivableError",
    "catalogue",
    "derive",
    "largest_first",
    "source_cells",
]


@dataclass(frozen=True)
class DerivationSpec:
    """The kinds of operation that one file explains, and how."""

    kinds: tuple[str, ...]
    derive: Callable[[Making], Derivation]


@cache
def catalogue() -> Mapping[str, DerivationSpec]:
    """What explains each kind of operation."""
    modules = [
        importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)
    ]
    specs = [module.DERIVATION for module in modules if hasattr(module, "DERIVATION")]
    return {kind: spec for spec in specs for kind in spec.kinds}


def derive(trace: Trace, cell: Cell) -> Derivation:
    """How the cell came about, in float64 from the recorded float32 values.

    Raises KeyError for a site that the trace does not have, IndexError for an index outside of it, and
    UnderivableError where what it was made from was not recorded, or its kind is explained by no file.
    """
    step = trace[cell.site]
    inside = (0 <= at < length for at, length in zip(cell.index, step.shape, strict=False))
    if len(cell.index) != len(step.shape) or not all(inside):
        raise IndexError(f"{cell.index} in {cell.site} {step.shape}")
    if step.kind not in catalogue():
        raise UnderivableError(step.kind)
    with np.errstate(all="ignore"):  # a pass may have run into infinity; that is then what there is to see
        return catalogue()[step.kind].derive(Making(trace, step, cell.index))
