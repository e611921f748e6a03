"""Which rows and columns of a matrix are in view while it is zoomed in."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEAST_CELLS = 4
"""As many rows or columns stay in view at the closest look, where there are so many."""


@dataclass(frozen=True)
class MatrixWindow:
    """A block of whole rows and columns out of a matrix of ``shape``, kept inside it."""

    shape: tuple[int, int]
    first_row: int
    first_column: int
    rows: int
    columns: int

    @staticmethod
    def whole(shape: tuple[int, int]) -> MatrixWindow:
        """All rows and columns."""
        return MatrixWindow(shape, 0, 0, *shape)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is out of view."""
        return (self.rows, self.columns) == self.shape

    @property
    def row_slice(self) -> slice:
        """The rows in view."""
        return slice(self.first_row, self.first_row + self.rows)

    @property
    def column_slice(self) -> slice:
        """The columns in view."""
        return slice(self.first_column, self.first_column + self.columns)

    def resized(self, rows: int, columns: int, row: int, column: int) -> MatrixWindow:
        """Another number of rows and columns, with the given cell where it was, as far as that goes."""
        kept_row = (row - self.first_row) / max(1, self.rows)
        kept_column = (column - self.first_column) / max(1, self.columns)
        rows, columns = (
            min(count, max(LEAST_CELLS, wanted))
            for count, wanted in zip(self.shape, (rows, columns), strict=True)
        )
        first = round(row - kept_row * rows), round(column - kept_column * columns)
        return replace(self, rows=rows, columns=columns)._at(*first)

    def scrolled(self, down: int, right: int) -> MatrixWindow:
        """So many rows and columns further, up to the edge."""
        return self._at(self.first_row + down, self.first_column + right)

    def showing(self, row: int | None, column: int | None) -> MatrixWindow:
        """Moved no farther than needed to have a row and a column in view."""
        first_row, first_column = self.first_row, self.first_column
        if row is not None:
            first_row = min(max(first_row, row - self.rows + 1), row)
        if column is not None:
            first_column = min(max(first_column, column - self.columns + 1), column)
        return self._at(first_row, first_column)

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is in view."""
        return 0 <= row - self.first_row < self.rows and 0 <= column - self.first_column < self.columns

    def _at(self, row: int, column: int) -> MatrixWindow:
        last_row, last_column = self.shape[0] - self.rows, self.shape[1] - self.columns
        return replace(
            self, first_row=min(max(0, row), last_row), first_column=min(max(0, column), last_column)
        )


def zoomed_counts(
    shape: tuple[int, int], cell: tuple[float, float], enough: tuple[float, float], zoom: float
) -> tuple[int, int]:
    """How many rows and columns are in view when cells of that width and height are ``zoom`` times as large.

    Neither side grows beyond ``enough`` (width, height) for a cell to show its number.
    """
    width, height = cell
    columns = shape[1] * width / max(width, min(width * zoom, enough[0]))
    rows = shape[0] * height / max(height, min(height * zoom, enough[1]))
    return max(1, int(rows)), max(1, int(columns))
