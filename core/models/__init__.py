"""Architectures, one a file, each ending in ``MODEL = ModelSpec(...)``; found by this folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from torch import nn

from core.trace import Architecture


@dataclass(frozen=True)
class ModelSpec:
    """An architecture: its family's name, how to build it from a description, and its torch.nn counterpart."""

    family: str
    build: Callable[[Architecture], nn.Module]
    reference: Callable[[nn.Module], nn.Module] | None = None


@cache
def catalogue() -> Mapping[str, ModelSpec]:
    """Every architecture by family."""
    modules = (
        importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)
    )
    specs = (module.MODEL for module in modules if hasattr(module, "MODEL"))
    return {spec.family: spec for spec in specs}
