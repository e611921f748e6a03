"""Taps: named places in a forward pass where values are recorded and interventions applied.

A model calls its taps with a value and with what the value was computed from, so that the arrows between
steps are recorded and not guessed. Outside ``recording`` a tap hands its value through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from operator import attrgetter
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import torch
from torch import Tensor, nn

from core.interventions import Intervention, Place
from core.problems import ProblemError
from core.trace import Array, Axis, Step

Wanted = Callable[[str], bool]
_NOTHING: Array = np.empty(0)
_SITES: WeakKeyDictionary[nn.Module, tuple[str, ...]] = WeakKeyDictionary()
"""The sites of each model that was asked for them: going through all of its modules takes a while."""


def nothing(site: str) -> bool:
    """Wanted where values are only passed on, with the interventions applied, as while generating."""
    return False


class Tap(nn.Module):
    """One site: declares the kind of operation and the axes; knows no toggle and no recorder's details.

    ``parameters`` names sibling modules (or parts of them) whose parameters the operation uses, ``constants``
    its fixed numbers. ``site`` is the tap's path in the model; ``blank`` is its step without a value, with the
    place of its line in the code. ``name_taps`` fills in both.
    """

    def __init__(
        self,
        kind: str,
        axes: Sequence[Axis],
        parameters: Sequence[str] = (),
        constants: Mapping[str, float] | None = None,
    ) -> None:
        super().__init__()
        self.uses = tuple(parameters)
        self.site = ""
        self.blank = Step("", kind, tuple(axes), _NOTHING, constants=tuple((constants or {}).items()))

    # Straight to the point: nn.Module's own __call__ looks for hooks that a tap never has.
    def __call__(self, value: Tensor, *sources: Tensor) -> Tensor:
        recorder = _active.get()
        if recorder is None:
            return value
        if recorder.untouched:  # the usual case, a few hundred times a pass, without a further call
            recorder.records.append((self, value, None, sources))
            return value
        if recorder.silent and self.site not in recorder.touched:
            return value
        return recorder.take(self, value, sources)


_Record: TypeAlias = tuple[Tap, Tensor, Tensor | None, tuple[Tensor, ...]]
"""A tap, its value, what was computed before an intervention changed it, and the sources."""


@dataclass(slots=True)
class Recorder:
    """Collects what the taps of one forward pass hand over, after the interventions on their sites.

    ``first_row`` and ``length`` are kept up to date by cached decoding, where only new rows are computed.
    ``untouched`` says that everything is recorded and nothing intervened, ``silent`` that nothing is recorded
    and only the sites in ``touched`` matter: those that are edited or that an edit needs.
    """

    edits: dict[str, tuple[Intervention, ...]]
    needed: frozenset[str]
    wanted: Wanted | None = None
    first_row: int = 0
    length: int = 0
    records: list[_Record] = field(default_factory=list)
    untouched: bool = False
    silent: bool = False
    touched: frozenset[str] = frozenset()
    _recorded: set[int] = field(default_factory=set)
    _kept: dict[str, tuple[Tensor, tuple[Tensor, ...]]] = field(default_factory=dict)

    def take(self, tap: Tap, value: Tensor, sources: tuple[Tensor, ...]) -> Tensor:
        """Apply the interventions on this site, remember the value, and return what to go on with."""
        site = tap.site
        computed = None
        if site in self.edits:
            computed = value
            for intervention in self.edits[site]:
                value = intervention.edit(value, self._place(site, sources, intervention))
        if site in self.needed:
            self._kept[site] = (value, sources)
        if self.wanted is None or self.wanted(site):
            kept = tuple(source for source in sources if id(source) in self._recorded)  # let go of all others
            self.records.append((tap, value, computed, kept))
            self._recorded.add(id(value))
        return value

    def _place(self, site: str, sources: tuple[Tensor, ...], intervention: Intervention) -> Place:
        values = {need: self._look_up(_resolve(need, site)) for need in intervention.needs}
        return Place(site, self.first_row, self.length, sources, values)

    def _look_up(self, need: tuple[str, int | None]) -> Tensor:
        value, sources = self._kept[need[0]]
        return value if need[1] is None else sources[need[1]]

    def steps(self, batched: bool) -> tuple[Step, ...]:
        """The records as plain steps, moved off the device in one go; without the batch axis unless batched."""
        values = [value for _, value, _, _ in self.records]
        before = [computed for _, _, computed, _ in self.records if computed is not None]
        arrays = _to_host([*values, *before], batched)
        edited = iter(arrays[len(values) :])
        sites = {id(value): tap.site for tap, value, _, _ in self.records}
        steps = [
            tap.blank.holding(
                array,
                tuple([sites[id(source)] for source in sources if id(source) in sites]),
                None if computed is None else next(edited),
            )
            for (tap, _, computed, sources), array in zip(self.records, arrays, strict=False)
        ]
        return tuple(map(_batched, steps) if batched else steps)


_active: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


@contextmanager
def recording(
    model: nn.Module,
    interventions: Sequence[Intervention] = (),
    wanted: Wanted | None = None,
) -> Iterator[Recorder]:
    """Record the taps of ``model`` called inside, with the interventions applied in the order given.

    ``wanted`` says which sites are recorded (all by default). Raises ProblemError ``unknown_site`` when an
    intervention names no site of this model.
    """
    edits, needed = _plan(model, interventions) if interventions else ({}, frozenset())
    recorder = Recorder(
        edits,
        needed,
        wanted,
        untouched=not edits and wanted is None,
        silent=wanted is nothing,
        touched=needed.union(edits),
    )
    token = _active.set(recorder)
    try:
        yield recorder
    finally:
        _active.reset(token)


def taps(model: nn.Module) -> Iterator[Tap]:
    """Every tap of the model, in the order of its modules."""
    return (module for module in model.modules() if isinstance(module, Tap))


def touched_sites(model: nn.Module, intervention: Intervention) -> tuple[str, ...]:
    """The sites of the model that the intervention changes, in the order of its modules."""
    sites = _SITES.get(model)
    if sites is None:
        sites = _SITES[model] = tuple(tap.site for tap in taps(model))
    return _matching(sites, intervention.sites)


def name_taps(model: nn.Module) -> None:
    """Tell every tap its path in the model and the names of the parameters that its operation uses."""
    _SITES.clear()  # any of them may be a part of this one
    for path, module in model.named_modules(remove_duplicate=False):
        if isinstance(module, Tap):
            parent_path, _, leaf = path.rpartition(".")
            parent = model.get_submodule(parent_path)
            origin = f"{type(parent).__module__}:{type(parent).__qualname__}.{leaf}"
            parameters = tuple(_parameters_of(parent, parent_path, module.uses))
            module.site = path
            module.blank = replace(module.blank, site=path, parameters=parameters, origin=origin)


def _parameters_of(parent: nn.Module, path: str, names: Sequence[str]) -> Iterator[str]:
    prefix = f"{path}." if path else ""
    for name in names:
        part = attrgetter(name)(parent)
        if isinstance(part, nn.Parameter):
            yield prefix + name
        else:
            yield from (f"{prefix}{name}.{inner}" for inner, _ in part.named_parameters())


def _plan(
    model: nn.Module, interventions: Sequence[Intervention]
) -> tuple[dict[str, tuple[Intervention, ...]], frozenset[str]]:
    edits: dict[str, tuple[Intervention, ...]] = {}
    needed: set[str] = set()
    for intervention in interventions:
        touched = touched_sites(model, intervention)
        if not touched and intervention.sites:
            raise ProblemError(
                "unknown_site", intervention=intervention.name, site=", ".join(intervention.sites)
            )
        for site in touched:
            edits[site] = (*edits.get(site, ()), intervention)
            needed.update(_resolve(need, site)[0] for need in intervention.needs)
    return edits, frozenset(needed)


@lru_cache(maxsize=256)
def _matching(sites: tuple[str, ...], patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Kept, since a slider that moves changes the same sites every time."""
    return tuple(site for site in sites if any(fnmatchcase(site, pattern) for pattern in patterns))


def _batched(step: Step) -> Step:
    return replace(step, axes=(Axis("batch"), *step.axes))


def _resolve(need: str, site: str) -> tuple[str, int | None]:
    name, _, index = need.partition(":")
    full = site.rpartition(".")[0] + name if name.startswith(".") else name
    return full, int(index) if index else None


def _to_host(tensors: Sequence[Tensor], batched: bool) -> list[Array]:
    if not all(tensor.is_cpu for tensor in tensors):
        tensors = _gather(tensors)
    arrays = [tensor.numpy() for tensor in tensors]
    return arrays if batched else [array[0] for array in arrays]


def _gather(tensors: Sequence[Tensor]) -> list[Tensor]:
    """All tensors through one transfer per type: a hundred small copies would each wait for the device."""
    out: list[Tensor] = [torch.empty(0)] * len(tensors)
    for dtype in {tensor.dtype for tensor in tensors}:
        chosen = [at for at, tensor in enumerate(tensors) if tensor.dtype == dtype]
        flat = torch.cat([tensors[at].reshape(-1) for at in chosen]).cpu()
        pieces = torch.split(flat, [tensors[at].numel() for at in chosen])
        for at, piece in zip(chosen, pieces, strict=True):
            out[at] = piece.view(tensors[at].shape)
    return out
