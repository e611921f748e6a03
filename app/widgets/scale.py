"""How numbers become colours: a scale, its colour table, and the image of a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from app.theme import Table, Theme, diverging_table, sequential_table

Numbers = npt.NDArray[np.floating[Any]]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Scale:
    """Which numbers the two ends of the colours stand for. A diverging scale is centred on 0."""

    kind: Literal["sequential", "diverging"]
    low: float
    high: float

    def ends(self) -> tuple[float, float]:
        """Return the numbers at the two ends, which for a diverging scale are equally far from 0."""
        if self.kind == "sequential":
            return self.low, self.high
        reach = max(abs(self.low), abs(self.high))
        return -reach, reach

    def positions(self, values: Numbers) -> Numbers:
        """Return where the values lie between the ends, 0 to 1; what is not a number lies at 0."""
        low, high = self.ends()
        if not (np.isfinite(low) and np.isfinite(high)) or high <= low:
            return np.full(values.shape, 0.0 if self.kind == "sequential" else 0.5)
        finite = np.nan_to_num(values.astype(np.float64), nan=low, posinf=high, neginf=low)
        # Bounded first: a value at the end of the float range would overflow the subtraction.
        return (np.clip(finite, low, high) - low) / (high - low)

    def table(self, theme: Theme) -> Table:
        """Return the 256 colours of this scale."""
        return sequential_table() if self.kind == "sequential" else diverging_table(theme)

    def colour(self, value: float, theme: Theme) -> QColor:
        """Return the colour of one value."""
        index = int(np.rint(self.positions(np.array([value]))[0] * 255))
        return QColor(*(int(channel) for channel in self.table(theme)[index]))


def cell_image(values: Numbers, hidden: Mask, scale: Scale, theme: Theme) -> QImage:
    """Return one pixel a cell, transparent where `hidden`, so that a pattern drawn before shows through."""
    indices = np.rint(scale.positions(values) * 255).astype(np.uint8)
    pixels = scale.table(theme)[indices]
    pixels[hidden] = 0
    return pixel_image(pixels)


def pixel_image(pixels: Table) -> QImage:
    """Return premultiplied RGBA pixels [rows, columns, 4] as an image."""
    pixels = np.ascontiguousarray(pixels[..., [2, 1, 0, 3]])
    rows, columns = pixels.shape[:2]
    image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # The copy owns its memory, the first image borrows NumPy's.


def pooled(values: Numbers, rows: int, columns: int) -> Numbers:
    """Return the last two axes reduced to at most `rows` by `columns`, keeping what is farthest from 0.

    Where cells are smaller than a pixel, skipping some would lose the thin lines that a map is read for.
    """
    signed = bool(np.any(values < 0))
    for axis, limit in ((-2, rows), (-1, columns)):
        length = values.shape[axis]
        if length <= max(1, limit):
            continue
        starts = np.linspace(0, length, max(1, limit), endpoint=False).astype(np.intp)
        highest = np.fmax.reduceat(values, starts, axis=axis)
        if not signed:
            values = highest
            continue
        lowest = np.fmin.reduceat(values, starts, axis=axis)
        values = np.where(np.abs(lowest) > np.abs(highest), lowest, highest)
    return values


def pooled_mask(mask: Mask, rows: int, columns: int) -> Mask:
    """Return a mask reduced like `pooled`, set where every cell of a group is set."""
    for axis, limit in ((-2, rows), (-1, columns)):
        length = mask.shape[axis]
        if length > max(1, limit):
            starts = np.linspace(0, length, max(1, limit), endpoint=False).astype(np.intp)
            mask = np.logical_and.reduceat(mask, starts, axis=axis)
    return mask
