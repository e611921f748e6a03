"""Traces in .npz files: one array per site under the site's name, and ``meta``, a JSON string with the rest.

``numpy.load`` alone opens such a file: no pickle is written or read. What an intervention replaced stands
beside the value under ``computed:SITE``. The model's parameters are named and not written: they are the model's.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from core.files import reason, write_whole
from core.interventions import Intervention, intervention_from_plain
from core.problems import Problem, ProblemError
from core.request import TraceRequest
from core.trace import Architecture, Array, Axis, Candidate, DecodeStep, Step, Token, Trace

FORMAT = 1
META = "meta"
INTERVENTION = "intervention"
COMPUTED = "computed:"

_DAMAGED = (KeyError, TypeError, ValueError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error)


def write_trace(trace: Trace, path: Path) -> None:
    """Write the trace; ProblemError ``unwritable_file``."""
    arrays: dict[str, Any] = {META: np.array(json.dumps(_meta(trace), ensure_ascii=False))}
    arrays |= {step.site: step.value for step in trace.steps}
    arrays |= {COMPUTED + step.site: step.computed for step in trace.steps if step.computed is not None}
    write_whole(path, lambda file: np.savez(file, allow_pickle=False, **arrays))


def read_trace(path: Path, parameters: Mapping[str, Array] | None = None) -> Trace:
    """The trace that ``write_trace`` wrote, with the ``parameters`` of its model where they are given.

    Raises ProblemError ``unreadable_file`` for a file that is missing, damaged or something else.
    """
    try:
        # Opened here, since NumPy leaves a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            meta = json.loads(str(arrays[META]))
            if meta["format"] != FORMAT:
                raise ValueError(f"format {meta['format']} instead of {FORMAT}")
            steps = tuple(_step(plain, arrays) for plain in meta["steps"])
        return _trace(meta, steps, parameters or {})
    except OSError as error:
        raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error
    except _DAMAGED as error:
        raise ProblemError("unreadable_file", path=str(path), reason="not a trace, or damaged") from error


def _meta(trace: Trace) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "request": trace.request.to_plain(),
        "steps": [_step_to_plain(step) for step in trace.steps],
        "tokens": {name: [asdict(token) for token in tokens] for name, tokens in trace.tokens.items()},
        "parameters": sorted(trace.parameters),
        "architecture": asdict(trace.architecture),
        "generation": [asdict(moment) for moment in trace.generation],
        "output_text": trace.output_text,
        "device": trace.device,
        "dormant": [[edit.to_plain(), _problem_to_plain(reason)] for edit, reason in trace.dormant],
        "notes": [_problem_to_plain(note) for note in trace.notes],
        "prompt": trace.prompt,
    }


def _step_to_plain(step: Step) -> dict[str, Any]:
    return {
        "site": step.site,
        "kind": step.kind,
        "axes": [asdict(axis) for axis in step.axes],
        "sources": step.sources,
        "parameters": step.parameters,
        "edited": step.computed is not None,
        "time": step.time,
        "constants": dict(step.constants),
        "origin": step.origin,
    }


def _problem_to_plain(problem: Problem) -> dict[str, Any]:
    return {"kind": problem.kind, "values": {name: _plain(value) for name, value in problem.values.items()}}


def _plain(value: Any) -> Any:
    """JSON types: what a problem tells may be an intervention, or a list of such."""
    if isinstance(value, Intervention):
        return {INTERVENTION: value.to_plain()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def _told(plain: Any) -> Any:
    """What ``_plain`` wrote down."""
    if isinstance(plain, dict):
        return intervention_from_plain(plain[INTERVENTION])
    return tuple(map(_told, plain)) if isinstance(plain, list) else plain


def _trace(meta: dict[str, Any], steps: tuple[Step, ...], parameters: Mapping[str, Array]) -> Trace:
    return Trace(
        request=TraceRequest.from_plain(meta["request"]),
        steps=steps,
        tokens={name: tuple(Token(**token) for token in tokens) for name, tokens in meta["tokens"].items()},
        parameters=parameters,
        architecture=Architecture(**meta["architecture"]),
        generation=tuple(_decode_step(plain) for plain in meta["generation"]),
        output_text=meta["output_text"],
        device=meta["device"],
        dormant=tuple((intervention_from_plain(edit), _problem(reason)) for edit, reason in meta["dormant"]),
        notes=tuple(_problem(note) for note in meta["notes"]),
        prompt=meta.get("prompt", 0),
    )


def _step(plain: dict[str, Any], arrays: Mapping[str, Array]) -> Step:
    site = plain["site"]
    value, computed = arrays[site], arrays[COMPUTED + site] if plain["edited"] else None
    if value.ndim != len(plain["axes"]):
        raise ValueError(f"{site} has {value.ndim} dimensions")
    return Step(
        site=site,
        kind=plain["kind"],
        axes=tuple(Axis(**axis) for axis in plain["axes"]),
        value=value,
        sources=tuple(plain["sources"]),
        parameters=tuple(plain["parameters"]),
        computed=computed,
        time=plain["time"],
        constants=tuple(plain["constants"].items()),
        origin=plain["origin"],
    )


def _decode_step(plain: dict[str, Any]) -> DecodeStep:
    return DecodeStep(
        candidates=tuple(Candidate(*candidate) for candidate in plain["candidates"]),
        kept=tuple(plain["kept"]),
        pruned=tuple(plain["pruned"]),
        parents=tuple(plain["parents"]),
        choice=plain["choice"],
    )


def _problem(plain: dict[str, Any]) -> Problem:
    return Problem(plain["kind"], {name: _told(value) for name, value in plain["values"].items()})
