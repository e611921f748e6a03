"""Masks: their pattern is wiped in; where several are combined, one is laid over the other."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import part


def fits(scene: Scene) -> bool:
    """Tell whether the masks that are combined are shown whole."""
    return all(panel.values.shape == scene.output.values.shape for panel in scene.inputs)


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Wipe the patterns in one after the other; each of them hides what the former ones hide, too."""
    output = scene.output
    layers = max(1, len(scene.inputs))
    layer = min(int(progress * layers), layers - 1)
    reached = part(progress, layer / layers, (layer + 1) / layers) * output.columns
    _paint_pattern(canvas, scene, layer, output.block(0, output.rows, reached))
    if layer < layers - 1:
        _paint_pattern(canvas, scene, layer + 1, output.block(0, output.rows, 0, reached))
    _paint_edge(canvas, scene, layer, reached)


def _paint_pattern(canvas: Canvas, scene: Scene, layers: int, region: QRectF) -> None:
    """Paint what so many masks hide together, in one region; without any mask the ground is empty."""
    canvas.cover(region)
    if layers == 0 or region.isEmpty():
        return
    hidden = np.logical_or.reduce([panel.masked() for panel in scene.inputs[:layers]])
    canvas.painter.save()
    canvas.painter.setClipRect(region)
    canvas.cells(scene.output.rect, np.full(hidden.shape, np.nan), scene.output.scale, hidden)
    canvas.painter.restore()


def _paint_edge(canvas: Canvas, scene: Scene, layer: int, reached: float) -> None:
    column = min(int(reached), scene.output.columns - 1)
    if layer < len(scene.inputs):
        canvas.frame(scene.inputs[layer].column(column))
    edge = scene.output.block(0, scene.output.rows, reached)
    canvas.line(edge.topLeft(), QPointF(edge.left(), edge.bottom()))


MOVEMENT = Movement(("given_mask", "combined_mask"), paint, fits)
