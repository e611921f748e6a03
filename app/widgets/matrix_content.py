"""What a labelled matrix shows: numbers, masks, a scale, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.widgets.matrix_layout import MatrixLabels
from app.widgets.scale import Mask, Numbers, Scale, unmasked


@dataclass(frozen=True)
class MatrixContent:
    """What is shown: the numbers, which are masked and which kept secret, their scale and the words around them.

    Where a cell is covered, ``values`` holds no number, so that nothing can give it away.
    """

    values: Numbers
    hatched: Mask
    scale: Scale
    labels: MatrixLabels
    covered: Mask | None = None

    @staticmethod
    def of(
        values: Numbers, hatched: Mask | None, covered: Mask | None, scale: Scale, labels: MatrixLabels
    ) -> MatrixContent:
        """Take over a matrix so that nobody else can change it; without a mask every cell is seen."""
        own = _own(values)
        masked = _mask(hatched, own.shape)
        if covered is None or not covered.any():
            return MatrixContent(own, masked, scale, labels)
        secret = _mask(covered, own.shape)
        return MatrixContent(
            np.where(secret, np.float32(np.nan), own), masked & ~secret, scale, labels, secret
        )

    def is_covered(self, row: int, column: int) -> bool:
        """Tell whether a cell is kept secret."""
        return self.covered is not None and bool(self.covered[row, column])

    def part(self, rows: slice, columns: slice) -> MatrixContent:
        """Return a block of the matrix with the labels that belong to it."""
        labels = self.labels
        kept = MatrixLabels(
            labels.rows[rows],
            labels.columns[columns],
            labels.row_title,
            labels.column_title,
            None if labels.second_rows is None else labels.second_rows[rows],
        )
        covered = None if self.covered is None else self.covered[rows, columns]
        return MatrixContent(
            self.values[rows, columns], self.hatched[rows, columns], self.scale, kept, covered
        )


def _own(values: Numbers) -> Numbers:
    """Return the numbers as a matrix that nobody else can change: a copy, unless nobody can anyway."""
    if values.dtype == np.float32 and values.ndim == 2 and not values.flags.writeable:
        return values
    return np.array(values, dtype=np.float32, ndmin=2)


def _mask(mask: Mask | None, shape: tuple[int, ...]) -> Mask:
    if mask is None or not mask.any():
        return unmasked(shape)
    return np.array(np.broadcast_to(mask, shape), bool)
