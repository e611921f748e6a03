"""Lookup: the row of every token is framed in the table and slides out of it to its place."""

from __future__ import annotations

import numpy as np

from app.widgets.scale import Numbers
from app.widgets.transitions import Movement, Scene
from app.widgets.transitions.canvas import Canvas
from app.widgets.transitions.progress import between, eased, part

FOUND = 0.25


def fits(scene: Scene) -> bool:
    """Tell whether a table of rows as wide as the output is shown."""
    return bool(scene.inputs) and scene.inputs[0].columns == scene.output.columns


def paint(canvas: Canvas, scene: Scene, progress: float) -> None:
    """Paint every row that is on its way."""
    table, output = scene.inputs[0], scene.output
    for row, at in canvas.rows_in_turn(output, progress):
        values = output.values[row]
        place = found_row(table.values, values)
        if place is None:
            canvas.cells(output.row(row), values[None], output.scale, opacity=eased(at))
            continue
        canvas.frame(table.row(place))
        if at > FOUND:
            rect = between(table.row(place), output.row(row), eased(part(at, FOUND, 1)))
            canvas.cells(rect, values[None], table.scale)
            canvas.cells(rect, values[None], output.scale, opacity=part(at, FOUND, 1))
            canvas.numbers(rect, values[None], output.scale, like=output)
            canvas.frame(rect, 1.5)


def found_row(table: Numbers, values: Numbers) -> int | None:
    """Return the row of the table that holds exactly these values, or None."""
    # One column tells nearly all rows apart, and a table has thousands of them.
    alike = np.flatnonzero(table[:, 0] == values[0])
    return next((int(place) for place in alike if np.array_equal(table[place], values)), None)


MOVEMENT = Movement(("lookup",), paint, fits)
