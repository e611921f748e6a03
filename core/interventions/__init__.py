"""What a person can change in a forward pass; one toggle a file, each ending in ``INTERVENTION = ...``.

An intervention names its sites and edits the value that a tap hands it. It uses tensor methods only, so
that this package imports without torch. Interventions are found by this folder: there is no list to edit.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture


@dataclass(frozen=True)
class Place:
    """Where in the pass an edit happens.

    ``first_row`` is the position of the value's first row and ``length`` the number of rows in full: with
    cached decoding only the last row is present. ``sources`` are the values that the edited one was computed
    from; ``values`` holds what the edit declared in ``needs``, under the name used there.
    """

    site: str
    first_row: int
    length: int
    sources: tuple[Tensor, ...]
    values: Mapping[str, Tensor]


@dataclass(frozen=True)
class Intervention:
    """One edit of the computation.

    ``name`` is its kebab-case name, ``sites`` a glob over site names, ``needs`` further sites that the edit
    reads (``.scores`` is a sibling of the edited site, ``.scores:0`` the first source of that sibling),
    ``keeps_causality`` whether row t of the decoder still depends on rows up to t only.
    """

    name: ClassVar[str]
    keeps_causality: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ()

    @property
    def sites(self) -> tuple[str, ...]:
        """Globs over the sites that this edit changes; none for one that edits a parameter."""
        raise NotImplementedError

    def edit(self, value: Tensor, place: Place) -> Tensor:
        """The value to go on with, of the same shape and type; never changes ``value`` in place."""
        raise NotImplementedError

    def unfit(self, architecture: Architecture) -> Problem | None:
        """Why this edit does not fit the model, or None where it does; an unfit one sleeps until it fits."""
        return None

    def applies_to(self, site: str) -> bool:
        """Whether this edit changes the named site."""
        return any(fnmatchcase(site, pattern) for pattern in self.sites)

    def to_plain(self) -> dict[str, Any]:
        """JSON types only; ``intervention_from_plain`` reads it back."""
        values = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return {"name": self.name} | {
            name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
        }


@dataclass(frozen=True)
class InterventionSpec:
    """How a toggle is found, built from text, and ordered among others."""

    type: type[Intervention]
    order: int
    parse: Callable[[str], Intervention] | None = None

    @property
    def name(self) -> str:
        """The kebab-case name used on the command line and in saved requests."""
        return self.type.name

    @property
    def is_switch(self) -> bool:
        """Whether it takes no arguments: on or off."""
        return not fields(self.type)


@cache
def catalogue() -> Mapping[str, InterventionSpec]:
    """Every intervention by name, in canonical order."""
    modules = (
        importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)
    )
    specs = sorted((module.INTERVENTION for module in modules), key=lambda spec: (spec.order, spec.name))
    return {spec.name: spec for spec in specs}


def canonical_order(interventions: Iterable[Intervention]) -> tuple[Intervention, ...]:
    """The interventions without repeats, in the one order in which they compose: A then B equals B then A."""

    def key(intervention: Intervention) -> tuple[int, str, str]:
        return catalogue()[intervention.name].order, intervention.name, repr(intervention)

    return tuple(sorted(set(interventions), key=key))


def intervention_from_plain(plain: Mapping[str, Any]) -> Intervention:
    """The intervention that ``to_plain`` described; KeyError for an unknown name."""
    values = dict(plain)
    spec = catalogue()[values.pop("name")]
    return spec.type(**{name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})
