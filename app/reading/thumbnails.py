"""Small pictures of what the blocks of a trace give out, in the colours of the maps."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from app.reading.step_matrices import scale_of
from app.theme import Theme
from app.widgets.blocks import Block
from app.widgets.scale import cell_image, pooled, pooled_mask, unmasked
from core.trace import Array, Step, Trace

ROWS, COLUMNS = 24, 64


class Thumbnails:
    """Makes each picture when it is first looked at, and keeps it as long as the trace is shown."""

    def __init__(self, trace: Trace, theme: Theme) -> None:
        self._trace, self._theme = trace, theme
        self._images: dict[int, QImage] = {}

    def __call__(self, block: Block) -> QImage:
        """The output of the block, which is that of its last step; of several heads the first."""
        at = block.steps[-1]
        if at not in self._images:
            self._images[at] = _image(self._trace.steps[at], self._theme)
        return self._images[at]


def _image(step: Step, theme: Theme) -> QImage:
    values = _matrix(step)
    if values.dtype == bool:
        return _masked_image(np.ones(values.shape), ~values, "softmax", theme)
    finite = np.isfinite(values)
    if not finite.all():
        return _masked_image(np.where(finite, values, 0.0), ~finite, step.kind, theme)
    small = pooled(values, ROWS, COLUMNS)  # most matrices: a new trace makes two dozen pictures at once
    return cell_image(small, unmasked(small.shape), scale_of(step.kind, small), theme)


def _masked_image(values: Array, hidden: Array, kind: str, theme: Theme) -> QImage:
    small = pooled(np.where(hidden, 0.0, values), ROWS, COLUMNS)
    return cell_image(small, pooled_mask(hidden, ROWS, COLUMNS), scale_of(kind, small), theme)


def _matrix(step: Step) -> Array:
    """The value as rows and columns: the first of several, and one number a token as one row of them."""
    values = step.value
    while values.ndim > 2:
        values = values[0]
    return np.atleast_2d(values)
