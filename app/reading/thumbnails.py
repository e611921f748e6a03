"""Small pictures of what the blocks of a trace give out, in the colours of the maps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

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

    def __call__(self, blocks: Sequence[Block]) -> list[QImage]:
        """The outputs of the blocks, each that of its last step; of several heads the first."""
        places = [block.steps[-1] for block in blocks]
        alike: defaultdict[object, list[int]] = defaultdict(list)
        for at in set(places) - self._images.keys():
            matrix = _matrix(self._trace.steps[at])
            alike[matrix.shape, matrix.dtype].append(at)
        for group in alike.values():
            steps = [self._trace.steps[at] for at in group]
            self._images |= zip(group, _images(steps, self._theme), strict=True)
        return [self._images[at] for at in places]


def _images(steps: Sequence[Step], theme: Theme) -> list[QImage]:
    """The pictures of matrices of one shape, pooled together: a new trace makes two dozen at once."""
    values, kinds = np.stack([_matrix(step) for step in steps]), [step.kind for step in steps]
    if values.dtype == bool:
        return [_masked_image(np.ones(each.shape), ~each, "softmax", theme) for each in values]
    small = pooled(values, ROWS, COLUMNS)
    if np.isfinite(small).all():
        shown = unmasked(small.shape[1:])
        scales = [scale_of(kind, each) for kind, each in zip(kinds, small, strict=True)]
        return [cell_image(each, shown, scale, theme) for each, scale in zip(small, scales, strict=True)]
    finite = np.isfinite(values)
    parts = zip(np.where(finite, values, 0.0), ~finite, kinds, strict=True)
    return [_masked_image(*part, theme) for part in parts]


def _masked_image(values: Array, hidden: Array, kind: str, theme: Theme) -> QImage:
    small = pooled(np.where(hidden, 0.0, values), ROWS, COLUMNS)
    return cell_image(small, pooled_mask(hidden, ROWS, COLUMNS), scale_of(kind, small), theme)


def _matrix(step: Step) -> Array:
    """The value as rows and columns: the first of several, and one number a token as one row of them."""
    values = step.value
    while values.ndim > 2:
        values = values[0]
    return np.atleast_2d(values)
