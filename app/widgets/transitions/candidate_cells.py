"""Rows of the table of candidates while they change: each cell with its word and, below it, its number."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from app.fonts import numeric_font
from app.theme import SIZE_SMALL, readable_on
from app.widgets.number_text import significant
from app.widgets.scale import Numbers, Scale
from app.widgets.transitions import Panel
from app.widgets.transitions.canvas import Canvas


def entry_row(canvas: Canvas, output: Panel, row: int, values: Numbers, scale: Scale) -> None:
    """Paint a row of the table as the table itself does, with these numbers."""
    canvas.cells(output.row(row), values[None], scale)
    canvas.painter.setFont(numeric_font(SIZE_SMALL, canvas.scale))
    for rank, value in enumerate(values.tolist()):
        canvas.painter.setPen(QColor(readable_on(scale.colour(value, canvas.theme))))
        text = f"{output.texts[row][rank]}\n{significant(value, 3)}"
        canvas.painter.drawText(output.cell(row, rank), Qt.AlignmentFlag.AlignCenter, text)


def fading_row(canvas: Canvas, source: Panel, output: Panel, row: int, at: float) -> None:
    """Paint a row whose cells go from one colour and number to another; no number in between was ever computed."""
    shown = source if at < 0.5 else output
    entry_row(canvas, output, row, np.asarray(shown.values[row], np.float64), shown.scale)
    veil = QColor(canvas.theme.surface)
    veil.setAlphaF(1 - abs(2 * at - 1))
    canvas.painter.fillRect(QRectF(output.row(row)), veil)
    canvas.frame(output.row(row), 1.5)
