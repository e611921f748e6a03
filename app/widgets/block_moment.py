"""What of a block diagram is lit at one moment of the walk."""

from __future__ import annotations

from collections.abc import Sequence

from app.widgets.block_painting import Moment
from app.widgets.block_routing import Route
from app.widgets.block_scene import Scene


def moment_of(
    scene: Scene,
    routes: Sequence[Route],
    step: int,
    alpha: float,
    focused: str | None,
    marked: frozenset[str],
) -> Moment:
    """The step's block, the blocks it takes from and the arrows between, as far as they can be seen."""
    lit = scene.block_of(step)
    sources = scene.figure.sources[step] if step < len(scene.figure.sources) else ()
    frames = {path: node.pile for path, node in scene.nodes.items() if node.form == "frame" and node.pile}
    seen = [path for path in map(scene.block_of, sources) if path is not None]
    layers = {layer.path: layer for pile in frames.values() for layer in pile.children}
    return Moment(
        lit=lit,
        sources=frozenset(path for path in seen if path != lit and path not in frames),
        routes=tuple(_routes_into(scene, routes, step, bool(sources))),
        alpha=alpha,
        share=share_done(scene, lit, step, alpha),
        focused=focused,
        marked=marked,
        layers=frozenset(path for path, layer in layers.items() if step in layer.steps),
        source_layers=frozenset(
            path for path, layer in layers.items() if any(source in layer.steps for source in sources)
        ),
    )


def _routes_into(scene: Scene, routes: Sequence[Route], step: int, fed: bool) -> list[Route]:
    """The arrows along which the step's data comes; the input's where it is made from nothing else."""
    if not fed:
        part = scene.part_of(step)
        return [route for route in routes if route.edge is None and route.head == part]
    edges = scene.edges_into(step)
    return [route for route in routes if route.edge is not None and route.edge in edges]


def share_done(scene: Scene, lit: str | None, step: int, alpha: float) -> float:
    """How much of the lit block is done when the data of this step has come so far."""
    block = scene.figure.by_path.get(lit or "")
    if block is None or step not in block.steps:
        return 1.0
    return (block.steps.index(step) + alpha) / len(block.steps)
