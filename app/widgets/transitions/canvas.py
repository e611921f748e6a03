"""What movements paint with: cells as the heat maps colour them, frames, bars, signs and covered ground."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.fonts import numeric_font
from app.theme import SIZE_BODY, SIZE_SMALL, SIZE_TITLE, Theme, head_pen
from app.widgets.matrix_content import MatrixContent
from app.widgets.matrix_layout import MatrixLabels, MatrixLayout
from app.widgets.matrix_marks import paint_frame, paint_plate
from app.widgets.matrix_painting import (
    WRITERS,
    MatrixPainter,
    Writer,
    fitting_writer,
    paint_cells,
    paint_grid,
)
from app.widgets.matrix_words import MatrixFonts
from app.widgets.scale import Mask, Numbers, Scale, cell_image, pixel_image, pooled, pooled_mask
from app.widgets.transitions.progress import LEAD, finished, moving, rows_in_turn

if TYPE_CHECKING:
    from app.widgets.transitions import Panel

NO_LABELS = MatrixLabels((), (), "", "")
SMALLEST_FRAME = 5.0


class Canvas:
    """Paints in one theme at one text size; keeps nothing between two calls."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float) -> None:
        self.painter = painter
        self.theme = theme
        self.scale = scale

    def cover(self, rect: QRectF) -> None:
        """Hide what lies below under the empty ground of a matrix."""
        if rect.width() > 0 and rect.height() > 0:
            self.painter.fillRect(rect, QColor(self.theme.surface))

    def rows_in_turn(self, output: Panel, progress: float, lead: float = LEAD) -> list[tuple[int, float]]:
        """Cover the rows that are not done, and return those that are on their way, each with its progress."""
        rows = rows_in_turn(progress, output.rows, lead)
        self.cover(output.block(finished(rows), output.rows))
        return moving(rows)

    def cells(
        self, rect: QRectF, values: Numbers, scale: Scale, hidden: Mask | None = None, opacity: float = 1.0
    ) -> None:
        """Paint values [rows, columns] into `rect` as a heat map does, numbers apart."""
        if opacity <= 0 or rect.width() < 0.5 or rect.height() < 0.5:
            return
        none = np.zeros(values.shape, bool)
        self.painter.setOpacity(opacity)
        paint_cells(self.painter, rect, values, none if hidden is None else hidden, scale, self.theme)
        paint_grid(self.painter, rect, values.shape[0], values.shape[1], self.theme)
        self.painter.setOpacity(1.0)

    def turning(self, start: QRectF, end: QRectF, at: float, values: Numbers, scale: Scale) -> None:
        """Paint a column on its way from `start`, upright, to `end`, where it lies from left to right."""
        centre = start.center() + (end.center() - start.center()) * at
        length = start.height() + (end.width() - start.height()) * at
        across = max(3.0, start.width() + (end.height() - start.width()) * at)
        self.painter.save()
        self.painter.translate(centre)
        self.painter.rotate(90 * (1 - at))
        self.cells(QRectF(-length / 2, -across / 2, length, across), values, scale)
        self.painter.restore()

    def some_cells(
        self, rect: QRectF, values: Numbers, scale: Scale, chosen: Mask, opacity: float = 1.0
    ) -> None:
        """Paint the chosen cells only, and leave what lies below the others to be seen."""
        rows, columns = max(1, int(rect.height())), max(1, int(rect.width()))
        image = cell_image(
            pooled(values, rows, columns), pooled_mask(~chosen, rows, columns), scale, self.theme
        )
        self.painter.setOpacity(opacity)
        self.painter.drawImage(rect, image, QRectF(image.rect()))
        self.painter.setOpacity(1.0)

    def darken(self, rect: QRectF, strengths: Numbers) -> None:
        """Lay darkness over the cells, 0 for none and 1 for nothing else."""
        colour = QColor(self.theme.text if self.theme.name == "light" else self.theme.background)
        pixels = np.array(colour.getRgb(), dtype=np.float64) * np.clip(strengths, 0, 1)[..., None]
        image = pixel_image(pixels.astype(np.uint8))
        self.painter.drawImage(rect, image, QRectF(image.rect()))

    def bars(self, rect: QRectF, heights: Numbers, values: Numbers, scale: Scale, zero: float = 0.0) -> None:
        """Paint one bar a column, from the height `zero` up or down by its height; the whole of `rect` is 1."""
        levels = 1 - (np.arange(max(1, round(rect.height()))) + 0.5)[:, None] / max(1, round(rect.height()))
        low, high = np.minimum(zero, zero + heights), np.maximum(zero, zero + heights)
        inside = (levels >= low[None]) & (levels <= high[None])
        colours = np.broadcast_to(values[None], inside.shape)
        image = cell_image(colours, ~inside, scale, self.theme)
        self.painter.drawImage(rect, image, QRectF(image.rect()))

    def numbers(
        self,
        rect: QRectF,
        values: Numbers,
        scale: Scale,
        hidden: Mask | None = None,
        like: Panel | None = None,
    ) -> None:
        """Write the values into their cells where they fit, as a heat map does; with the digits of a matrix."""
        rows, columns = values.shape
        layout = MatrixLayout(rect, rows, columns, 0.0, (0.0, 0.0), 0.0, 0.0, False)
        mask = np.zeros(values.shape, bool) if hidden is None else hidden
        font = numeric_font(SIZE_SMALL, self.scale)
        content = MatrixContent(
            values=values, hatched=mask, covered=np.zeros_like(mask), scale=scale, labels=NO_LABELS
        )
        writers = WRITERS if like is None else _writers_in(like, font)
        if writers:
            strokes = MatrixPainter(content, layout, self.theme, MatrixFonts(font, font))
            strokes.paint_numbers(self.painter, writers)

    def frame(self, rect: QRectF, width: float = 2.0) -> None:
        """Frame what takes part at this moment; what is too thin to be seen gets a wider frame."""
        across = max(0.0, SMALLEST_FRAME - rect.width()) / 2
        along = max(0.0, SMALLEST_FRAME - rect.height()) / 2
        wide = rect.adjusted(-across, -along, across, along)
        paint_frame(self.painter, wide, self.theme, self.theme.text, width)

    def outline(self, rect: QRectF) -> None:
        """Draw the edge of a strip, so that its pale cells are seen on the empty ground."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(QColor(self.theme.border), 1))
        self.painter.drawRect(rect)

    def head_frame(self, rect: QRectF, head: int, width: float = 2.0) -> None:
        """Frame what belongs to a head in its hue."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(head_pen(self.theme, head, width))
        self.painter.drawRect(rect)

    def write(self, text: str, centre: QPointF, size: int = SIZE_TITLE, opacity: float = 1.0) -> None:
        """Write a sign or a number on the covered ground."""
        font = numeric_font(size, self.scale)
        width = QFontMetricsF(font).horizontalAdvance(text) + 8
        height = QFontMetricsF(font).height()
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.theme.text))
        self.painter.setOpacity(opacity)
        box = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        self.painter.setOpacity(1.0)

    def tag(self, text: str, centre: QPointF) -> None:
        """Write a number or a name on a plate of its own, where something is painted below it."""
        font = numeric_font(SIZE_BODY, self.scale)
        metrics = QFontMetricsF(font)
        plate = QRectF(
            0, 0, metrics.horizontalAdvance(text) + metrics.height() * 0.6, metrics.height() * 1.15
        )
        plate.moveCenter(centre)
        self.painter.setFont(font)
        paint_plate(self.painter, plate, self.theme)
        self.painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def line(self, start: QPointF, end: QPointF, *, dashed: bool = False) -> None:
        """Draw a line of the text's colour."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(QColor(self.theme.text), 1.5, style))
        self.painter.drawLine(start, end)

    def curve(self, points: list[QPointF], hue: int) -> None:
        """Draw a curve through points, in one of the hues that can be told apart."""
        self.painter.setPen(head_pen(self.theme, hue, 2.0))
        self.painter.drawPolyline(points)
        self.painter.setBrush(QColor(self.theme.heads[hue]))
        for point in points:
            self.painter.drawEllipse(point, 2.5, 2.5)


@lru_cache(maxsize=8)
def _writers_in(panel: Panel, font: QFont) -> tuple[Writer, ...]:
    """How a matrix on screen writes its numbers; nothing where its cells are too small for them."""
    cell = panel.rect.width() / panel.columns, panel.rect.height() / panel.rows
    write = fitting_writer(panel.values, cell, QFontMetricsF(font))
    return () if write is None else (write,)
