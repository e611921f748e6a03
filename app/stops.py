"""Where a walk over a trace stops: at every operation, or at what each sublayer, layer or token hands on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from app.state import Granularity
from core.trace import Step, Trace


@dataclass(frozen=True)
class Place:
    """A step of the trace and, when walking from token to token, which predicted token it is about."""

    step: int
    token: int | None = None


def granularities(trace: Trace) -> tuple[Granularity, ...]:
    """What one step may pass over in this trace; tokens only where the model chooses some."""
    chooses = _choice(trace) is not None and bool(trace.tokens.get("predicted"))
    return ("operation", "sublayer", "layer", *(("token",) if chooses else ()))


def stops(trace: Trace, granularity: Granularity) -> tuple[int, ...]:
    """The steps at which the walk stops: the last one of each part, which is what the part hands on."""
    if granularity == "operation":
        return tuple(range(len(trace.steps)))
    if granularity == "token":
        choice = _choice(trace)
        return () if choice is None else (choice,)
    name = layer if granularity == "layer" else _sublayer_or_output
    groups = [*map(name, trace.steps), None]
    return tuple(at for at, (group, following) in enumerate(pairwise(groups)) if group != following)


def first_place(trace: Trace, granularity: Granularity) -> Place:
    """Where the walk begins."""
    found = stops(trace, granularity)
    return Place(found[0] if found else 0, 0 if granularity == "token" else None)


def next_place(trace: Trace, granularity: Granularity, here: Place, way: int) -> Place | None:
    """Where one step forward (1) or back (-1) leads from ``here``; None at the end."""
    if granularity == "token":
        return _next_token(trace, here, way)
    found = stops(trace, granularity)
    if way > 0:
        return next((Place(at) for at in found if at > here.step), None)
    return next((Place(at) for at in reversed(found) if at < here.step), None)


def sublayer(step: Step) -> str:
    """The sublayer that a step belongs to, with its sum and norm: "encoder.layers.0.self_attention"."""
    path, inside = _layer_and_rest(step.site)
    if not inside:
        return path
    return f"{path}.{inside[0].removesuffix('_residual').removesuffix('_norm')}"


def layer(step: Step) -> str:
    """The layer that a step belongs to, "encoder.layers.0", or the part outside all layers."""
    return _layer_and_rest(step.site)[0]


def _sublayer_or_output(step: Step) -> str:
    # Logits, probabilities and the choice are boxes of their own in the picture of the paper.
    is_output = step.kind == "choice" or step.axis("vocabulary") is not None
    return step.site if is_output else sublayer(step)


def _layer_and_rest(site: str) -> tuple[str, list[str]]:
    """The path up to its number and what follows; without a number, the path without its last part."""
    parts = site.split(".")
    number = next((at for at, part in enumerate(parts) if part.isdecimal()), None)
    if number is None:
        return ".".join(parts[:-1]) or site, []
    return ".".join(parts[: number + 1]), parts[number + 1 :]


def _choice(trace: Trace) -> int | None:
    """The step that chooses what comes next; None where the model has none."""
    return next((at for at, step in enumerate(trace.steps) if step.kind == "choice"), None)


def _next_token(trace: Trace, here: Place, way: int) -> Place | None:
    choice, count = _choice(trace), len(trace.tokens.get("predicted", ()))
    if choice is None or not count:
        return None
    if here.step != choice:
        return Place(choice, 0 if way > 0 else count - 1) if (choice - here.step) * way > 0 else None
    token = 0 if here.token is None else here.token + way
    return Place(choice, token) if 0 <= token < count else None
