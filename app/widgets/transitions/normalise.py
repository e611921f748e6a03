"""Normalisation: the first row as bars that shift until their mean is 0 and stretch until they deviate by 1."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from app.widgets.number_text import significant
from app.widgets.scale import Numbers
from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.elementwise import ARRIVED, change_row, glide
from app.widgets.transitions.progress import bench, between, eased, part

DOWN, GROWN, SHIFTED, STRETCHED = 0.15, 0.27, 0.52, 0.8
TAGS = 44.0


def fits(scene: Scene) -> bool:
    """Tell whether the rows that are normalised are shown whole."""
    if not scene.inputs or scene.inputs[0].values.shape != scene.output.values.shape:
        return False
    return bool(np.isfinite(scene.inputs[0].values).all())


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Work the first row out on the bench; the others glide over and change in place."""
    source, output = scene.inputs[0], scene.output
    means = source.values.mean(axis=1, keepdims=True, dtype=np.float64)
    stages = [source.values, source.values - means, output.values]
    for row, at in canvas.rows_in_turn(output, progress):
        if row == 0:
            _FirstRow(canvas, scene).paint(at)
        elif at < ARRIVED:
            glide(canvas, source, output, row, eased(at / ARRIVED))
        else:
            change_row(canvas, output, row, part(at, ARRIVED, 1), stages, ())


class _FirstRow:
    """The bars of one row about the line of 0, with their mean and one deviation to either side."""

    def __init__(self, canvas: Canvas, scene: Scene) -> None:
        self._canvas, self._scene = canvas, scene
        self._tags = TAGS * canvas.scale
        self._room = bench(scene.output.rect, scene.output.rows).adjusted(self._tags, 0, 0, 0)
        self._before = scene.inputs[0].values[0].astype(np.float64)
        self._after = scene.output.values[0].astype(np.float64)
        self._mean, self._deviation = float(self._before.mean()), float(self._before.std())
        lines = np.array([self._mean, 1.0, self._deviation])
        stages = (self._before, self._before - self._mean, self._after, lines)
        self._reach = 1.1 * max(float(np.abs(values).max()) for values in stages)

    def paint(self, at: float) -> None:
        """The row comes down and stands up as bars; they shift, stretch, and lie down in the output."""
        shifted, stretched = eased(part(at, GROWN, SHIFTED)), eased(part(at, SHIFTED, STRETCHED))
        standing = eased(part(at, DOWN, GROWN)) * (1 - eased(part(at, STRETCHED, STRETCHED + 0.08)))
        values = self._before - self._mean * shifted
        values = values + (self._after - values) * stretched
        if standing > 0:
            self._paint_bars(values, standing)
        if standing == 1:
            self._paint_lines(self._mean * (1 - shifted), self._deviation + (1 - self._deviation) * stretched)
            self._paint_words(at)
        if standing < 1:
            self._paint_strip(values, at)

    def _paint_bars(self, values: Numbers, standing: float) -> None:
        heights = values * standing / (2 * self._reach)
        self._canvas.bars(self._room, heights, values, self._scene.output.scale, zero=0.5)
        self._paint_level(0.0)

    def _paint_lines(self, mean: float, deviation: float) -> None:
        for name, level in (("μ", mean), ("+σ", mean + deviation), ("−σ", mean - deviation)):
            self._paint_level(level, dashed=True)
            place = QPointF(self._room.left() - self._tags / 2, self._height(level))
            self._canvas.tag(name, place)

    def _paint_words(self, at: float) -> None:
        """Say the number that is taken away, then the one that is divided by, and frame where it stands."""
        shifting = at < SHIFTED
        words = f"− μ = {significant(self._mean)}" if shifting else f"÷ σ = {significant(self._deviation)}"
        self._canvas.tag(words, QPointF(self._room.center().x(), self._room.top() + 12))
        known = self._scene.inputs[1 if shifting else 2 :][:1]
        for panel in known:
            self._canvas.frame(panel.row(0))

    def _paint_strip(self, values: Numbers, at: float) -> None:
        """The row on its way to the bench, or from there to the output."""
        source, output = self._scene.inputs[0], self._scene.output
        middle = QRectF(self._room.left(), self._height(0) - 12, self._room.width(), 24)
        if at < GROWN:
            rect, scale = between(source.row(0), middle, eased(part(at, 0, DOWN))), source.scale
            opacity = 1 - part(at, DOWN, GROWN)
        else:
            rect, scale = between(middle, output.row(0), eased(part(at, STRETCHED + 0.04, 1))), output.scale
            opacity = part(at, STRETCHED, STRETCHED + 0.08)
        self._canvas.cells(rect, values[None], scale, opacity=opacity)

    def _paint_level(self, level: float, *, dashed: bool = False) -> None:
        y = self._height(level)
        self._canvas.line(QPointF(self._room.left(), y), QPointF(self._room.right(), y), dashed=dashed)

    def _height(self, level: float) -> float:
        return self._room.center().y() - level / (2 * self._reach) * self._room.height()


MOVEMENT = Movement(("normalisation",), paint, fits)
