"""How numbers become colours: a scale, its colour table, and the image of a matrix."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from app.theme import Table, Theme, diverging_table, sequential_table

Numbers = npt.NDArray[np.floating[Any]]
Mask = npt.NDArray[np.bool_]

FEW_GROUPS = 40
"""Up to so many groups for each cell of one, it is faster to go from group to group."""


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
        if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
            return np.full(values.shape, 0.0 if self.kind == "sequential" else 0.5)
        # Bounded first: a value at the end of the float range would overflow the subtraction. What is not a
        # number loses against the low end.
        bounded = np.fmin(np.fmax(values, low, dtype=np.float64), high)
        return (bounded - low) / (high - low)

    def table(self, theme: Theme) -> Table:
        """Return the 256 colours of this scale."""
        return sequential_table() if self.kind == "sequential" else diverging_table(theme)

    def colour(self, value: float, theme: Theme) -> QColor:
        """Return the colour of one value."""
        index = int(np.rint(self.positions(np.array([value]))[0] * 255))
        return QColor(*self.table(theme)[index].tolist())


@lru_cache(maxsize=64)
def unmasked(shape: tuple[int, ...]) -> Mask:
    """Return the mask in which nothing is set, which nobody can change."""
    mask = np.zeros(shape, bool)
    mask.setflags(write=False)
    return mask


def cell_image(values: Numbers, hidden: Mask, scale: Scale, theme: Theme) -> QImage:
    """Return one pixel a cell, transparent where `hidden`, so that a pattern drawn before shows through."""
    indices = np.rint(scale.positions(values) * 255).astype(np.uint8)
    pixels = _pixels(scale.kind, theme).take(indices)
    pixels[hidden] = 0
    return _image(pixels)


@lru_cache(maxsize=4)
def _pixels(kind: Literal["sequential", "diverging"], theme: Theme) -> npt.NDArray[np.uint32]:
    """Return the 256 colours of a scale, each as Qt keeps a pixel."""
    table = Scale(kind, 0.0, 1.0).table(theme)
    pixels: npt.NDArray[np.uint32] = np.ascontiguousarray(table[:, [2, 1, 0, 3]]).view(np.uint32)[:, 0]
    return pixels


def pixel_image(pixels: Table) -> QImage:
    """Return premultiplied RGBA pixels [rows, columns, 4] as an image."""
    return _image(np.ascontiguousarray(pixels[..., [2, 1, 0, 3]]).view(np.uint32)[..., 0])


def _image(pixels: npt.NDArray[np.uint32]) -> QImage:
    rows, columns = pixels.shape
    pixels = np.ascontiguousarray(pixels)
    image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # The copy owns its memory, the first image borrows NumPy's.


def pooled(values: Numbers, rows: int, columns: int) -> Numbers:
    """Return the last two axes reduced to at most `rows` by `columns`, keeping what is farthest from 0.

    Where cells are smaller than a pixel, skipping some would lose the thin lines that a map is read for.
    """
    if values.strides[-1] > values.strides[-2]:  # Stored turned: whole rows of what is stored are compared.
        return np.swapaxes(pooled(np.swapaxes(values, -1, -2), columns, rows), -1, -2)
    signed = bool(np.fmin.reduce(values, axis=None, initial=0) < 0)
    for axis, limit in ((-2, rows), (-1, columns)):
        if values.shape[axis] <= max(1, limit):
            continue
        extremes = (np.fmax, np.fmin) if signed else (np.fmax,)
        values, *lowest = _reduced(extremes, values, max(1, limit), axis)
        if lowest:
            values = np.where(-lowest[0] > values, lowest[0], values)
    return values


def _reduced(extremes: Sequence[np.ufunc], values: Numbers, limit: int, axis: int) -> list[Numbers]:
    """Return these extremes of each of `limit` groups along an axis.

    The firsts of all groups are compared with all seconds, and so on: ``reduceat`` goes from group to group, which
    is many times slower but where a few groups are large.
    """
    starts, *further = _members(values.shape[axis], limit)
    groups = values.size // values.shape[axis] * limit
    if axis == -1 and groups <= FEW_GROUPS * len(further):
        return [extreme.reduceat(values, starts, axis=axis) for extreme in extremes]
    reduced: list[Numbers] = [values.take(starts, axis) for _ in extremes]
    for places in further:
        members = values.take(places, axis)
        for extreme, so_far in zip(extremes, reduced, strict=True):
            extreme(so_far, members, out=so_far)
    return reduced


@lru_cache(maxsize=64)
def _members(length: int, count: int) -> tuple[npt.NDArray[np.intp], ...]:
    """Return where the first cells of `count` groups are, the second ones, and so on; of a small group its last."""
    starts = np.linspace(0, length, count, endpoint=False).astype(np.intp)
    lasts = np.append(starts[1:], length) - 1
    return tuple(np.minimum(starts + at, lasts) for at in range(int((lasts - starts).max()) + 1))


def pooled_mask(mask: Mask, rows: int, columns: int) -> Mask:
    """Return a mask reduced like `pooled`, set where every cell of a group is set."""
    for axis, limit in ((-2, rows), (-1, columns)):
        length = mask.shape[axis]
        if length > max(1, limit):
            starts = np.linspace(0, length, max(1, limit), endpoint=False).astype(np.intp)
            mask = np.logical_and.reduceat(mask, starts, axis=axis)
    return mask
