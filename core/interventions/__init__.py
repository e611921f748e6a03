"""What a person can change in a forward pass; one toggle a file, each ending in ``INTERVENTION = ...``.

An intervention names its sites and edits the value that a tap hands it. It uses tensor methods only, so
that this package imports without torch. Interventions are found by this folder: there is no list to edit.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from core.problems import Problem

if TYPE_CHECKING:
    from torch import Tensor

    from core.trace import Architecture

Lengths: TypeAlias = Mapping[str, int]


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

    ``name`` is its kebab-case name. Of the interventions with the same ``slot`` only one can hold, such as one
    temperature for one head: setting another takes its place.
    """

    name: ClassVar[str]

    @property
    def sites(self) -> tuple[str, ...]:
        """Globs over the sites that this edit changes; none for one that edits a parameter."""
        raise NotImplementedError

    @property
    def needs(self) -> tuple[str, ...]:
        """Further sites that the edit reads: ``.scores`` is a sibling of the edited site, ``.scores:0`` the
        first source of that sibling."""
        return ()

    @property
    def keeps_causality(self) -> bool:
        """Whether row t of the decoder still depends on rows up to t only."""
        return True

    @property
    def slot(self) -> Hashable:
        """What it takes up; by itself, each different one has room beside the others."""
        return self

    @property
    def narrowness(self) -> int:
        """Of several of one kind the narrower is applied later, so that it has the last word."""
        return 0

    def edit(self, value: Tensor, place: Place) -> Tensor:
        """The value to go on with, of the same shape and type; never changes ``value`` in place."""
        raise NotImplementedError

    @property
    def neutral(self) -> bool:
        """Whether it leaves everything as it is, as a temperature of 1 does: it then only empties its slot."""
        return False

    def unfit(self, architecture: Architecture, lengths: Lengths = MappingProxyType({})) -> Problem | None:
        """Why this edit does not fit the model or the text, or None where it does; an unfit one sleeps.

        ``lengths`` counts the tokens of the lists that are known before the pass: "source", how many of them are
        "padding", and "target" where the output is given.
        """
        return None

    def overruled_by(self, other: Intervention) -> bool:
        """Whether this edit can have no effect while the other one holds, so that it sleeps meanwhile."""
        return False

    def applies_to(self, site: str) -> bool:
        """Whether this edit changes the named site."""
        return any(fnmatchcase(site, pattern) for pattern in self.sites)

    def to_plain(self) -> dict[str, Any]:
        """JSON types only; ``intervention_from_plain`` reads it back."""
        values = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return {"name": self.name} | {name: _listed(value) for name, value in values.items()}


def _listed(value: Any) -> Any:
    return list(map(_listed, value)) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class InterventionSpec:
    """How a toggle is found, built from text, and ordered among others.

    ``parse`` reads what stands after "name=" on the command line, as ``form`` shows it; ValueError, with the
    form, for anything else. Switches have neither.
    """

    type: type[Intervention]
    order: int
    parse: Callable[[str], Intervention] | None = None
    form: str = ""

    @property
    def name(self) -> str:
        """The kebab-case name used on the command line and in saved requests."""
        return self.type.name

    @property
    def is_switch(self) -> bool:
        """Whether it takes no arguments: on or off."""
        return not fields(self.type)

    def read(self, how: str) -> Intervention:
        """The intervention that ``how`` describes, as ``form`` does; ValueError, with the form, otherwise."""
        if self.parse is not None:
            return self.parse(how)
        if how:
            raise ValueError(self.form)
        return self.type()


@cache
def catalogue() -> Mapping[str, InterventionSpec]:
    """Every intervention by name, in canonical order."""
    modules = (
        importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)
    )
    found = (module.INTERVENTION for module in modules if hasattr(module, "INTERVENTION"))
    specs = sorted(found, key=lambda spec: (spec.order, spec.name))
    return {spec.name: spec for spec in specs}


def canonical_order(interventions: Iterable[Intervention]) -> tuple[Intervention, ...]:
    """The interventions without repeats, in the one order in which they compose: A then B equals B then A."""

    def key(edit: Intervention) -> tuple[int, str, int, str]:
        return catalogue()[edit.name].order, edit.name, edit.narrowness, repr(edit)

    return tuple(sorted(set(interventions), key=key))


def with_edit(interventions: Iterable[Intervention], edit: Intervention) -> tuple[Intervention, ...]:
    """The interventions with this edit in the place of any other of the same slot; a neutral one empties it."""
    kept = [other for other in interventions if other.slot != edit.slot]
    return canonical_order(kept if edit.neutral else (*kept, edit))


def intervention_from_plain(plain: Mapping[str, Any]) -> Intervention:
    """The intervention that ``to_plain`` described; KeyError for an unknown name."""
    values = dict(plain)
    spec = catalogue()[values.pop("name")]
    return spec.type(**{name: _tupled(value) for name, value in values.items()})


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if isinstance(value, list) else value
