"""A mask as a map: which cells are open, and what has closed the others. It can be painted on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Literal, TypeAlias

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import Theme
from app.widgets.heatmap import HeatMap
from app.widgets.matrix_content import MatrixContent
from app.widgets.matrix_layout import MatrixLayout
from app.widgets.matrix_marks import paint_frame
from app.widgets.matrix_painting import MatrixPainter
from app.widgets.matrix_words import MatrixFonts
from app.widgets.themed import ThemedWidget

Brush: TypeAlias = Literal["cell", "row", "column", "diagonal", "block"]
BRUSHES: tuple[Brush, ...] = ("cell", "row", "column", "diagonal", "block")
Cell: TypeAlias = tuple[int, int]


class MaskState(IntEnum):
    """What becomes of a cell, and by what."""

    OPEN = 0
    PADDING = 1
    CAUSAL = 2
    BOTH = 3
    CLOSED = 4  # painted
    OPENED = 5  # painted
    OTHER = 6  # closed by another what-if


class MaskMap(HeatMap):
    """Painting is a wish: the map shows what it is given. A stroke ends where the button is let go.

    Return paints from the keyboard; of a block it sets one corner, and the second time the other.
    """

    painted = Signal(object)  # a tuple of cells (row, column)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._stroke: tuple[Cell, ...] = ()
        super().__init__(parent)
        self._brush: Brush = "cell"
        self._anchor: Cell | None = None
        self._pressed = False

    def set_brush(self, brush: Brush) -> None:
        """Paint single cells, or whole rows, columns, diagonals or blocks at once."""
        self._brush = brush
        self._drop_stroke()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        super().mousePressEvent(event)
        place = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._pressed, self._anchor, self._stroke = True, place, ()
            self._draw_on(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on with the stroke."""
        super().mouseMoveEvent(event)
        place = self._cell_at(event.position())
        if self._pressed and place is not None:
            self._draw_on(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke and wish for it."""
        super().mouseReleaseEvent(event)
        if self._pressed:
            self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paint at the selected cell; give a stroke up."""
        place = self._selected_cell()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place is not None:
            self._paint_by_key(place)
        elif event.key() == Qt.Key.Key_Escape and self._anchor is not None:
            self._drop_stroke()
        else:
            super().keyPressEvent(event)
            moved = self._selected_cell()
            if self._anchor is not None and moved is not None and moved != place:
                self._draw_on(moved)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stroke over the mask."""
        super().paintEvent(event)
        if self._stroke:
            painter = QPainter(self)
            for place in self._stroke:
                paint_frame(painter, self.cell_rect(*place), self._theme, self._theme.accent, 2)
            painter.end()

    def _paint_by_key(self, place: Cell) -> None:
        if self._brush == "block" and self._anchor is None:
            self._anchor = place
            self._draw_on(place)
            return
        self._anchor = self._anchor or place
        self._draw_on(place)
        self._finish()

    def _draw_on(self, place: Cell) -> None:
        reached = tuple(self._reached(place))
        fresh = reached if self._brush == "block" else (*self._stroke, *reached)
        self._stroke = tuple(dict.fromkeys(fresh))
        self.update()

    def _reached(self, place: Cell) -> Iterator[Cell]:
        """The cells that the brush covers at a place."""
        rows, columns = self._shape()
        row, column = place
        first, last = self._anchor or place, place
        for one in range(rows):
            for other in range(columns):
                covered = {
                    "cell": (one, other) == place,
                    "row": one == row,
                    "column": other == column,
                    "diagonal": other - one == column - row,
                    "block": min(first[0], last[0]) <= one <= max(first[0], last[0])
                    and min(first[1], last[1]) <= other <= max(first[1], last[1]),
                }[self._brush]
                if covered:
                    yield one, other

    def _finish(self) -> None:
        cells = self._stroke
        self._drop_stroke()
        if cells:
            self.painted.emit(cells)

    def _drop_stroke(self) -> None:
        self._pressed, self._anchor, self._stroke = False, None, ()
        self.update()

    def _shape(self) -> tuple[int, int]:
        return self._content.values.shape if self._content is not None else (0, 0)

    def _selected_cell(self) -> Cell | None:
        return None if self._row is None or self._column is None else (self._row, self._column)

    def _matrix_painter(self, content: MatrixContent, layout: MatrixLayout) -> MatrixPainter:
        fonts = MatrixFonts(self._font(), self._font(numeric=True))
        return _MaskPainter(content, layout, self._theme, fonts)


class _MaskPainter(MatrixPainter):
    """Paints states in the place of numbers."""

    def paint_values(self, painter: QPainter) -> bool:
        """Paint every cell in its state; there are no numbers to be added."""
        layout, states = self._layout, self._content.values.astype(np.int8)
        for state in np.unique(states).tolist():
            for row, column in np.argwhere(states == state).tolist():
                paint_state(painter, layout.cell(row, column), MaskState(state), self._theme)
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        cells = layout.cells.adjusted(-1, -1, 0, 0)
        for row in range(1, layout.rows):
            top = layout.cell(row, 0).top()
            painter.drawLine(QLineF(cells.left(), top, cells.right(), top))
        for column in range(1, layout.columns):
            left = layout.cell(0, column).left()
            painter.drawLine(QLineF(left, cells.top(), left, cells.bottom()))
        painter.drawRect(cells)
        return True


_PATTERNS = {
    MaskState.PADDING: Qt.BrushStyle.BDiagPattern,
    MaskState.CAUSAL: Qt.BrushStyle.FDiagPattern,
    MaskState.BOTH: Qt.BrushStyle.DiagCrossPattern,
    MaskState.OTHER: Qt.BrushStyle.Dense5Pattern,
}
# Places in the theme's list of hues that colour-blind people tell apart.
_HUES = {MaskState.PADDING: 1, MaskState.CAUSAL: 0, MaskState.BOTH: 2, MaskState.OTHER: 5}


def paint_state(painter: QPainter, cell: QRectF, state: MaskState, theme: Theme) -> None:
    """Paint one cell: what is open is plain, each mask has a hue and a pattern, what is painted has a sign."""
    painter.setPen(Qt.PenStyle.NoPen)
    if state in _PATTERNS:
        painter.fillRect(cell, QColor(theme.raised))
        painter.setBrushOrigin(QPointF(0, 0))
        painter.setBrush(QColor(theme.heads[_HUES[state]]))
        brush = painter.brush()
        brush.setStyle(_PATTERNS[state])
        painter.fillRect(cell, brush)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return
    closed = state is MaskState.CLOSED
    painter.fillRect(cell, QColor(theme.text_quiet if closed else theme.surface))
    if state is MaskState.OPEN:
        return
    painter.setPen(QPen(QColor(theme.surface if closed else theme.text), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = min(cell.width(), cell.height()) * 0.25
    centre = cell.center()
    if closed:
        painter.drawLine(centre - QPointF(side, side), centre + QPointF(side, side))
        painter.drawLine(centre - QPointF(side, -side), centre + QPointF(side, -side))
    else:
        painter.drawEllipse(centre, side, side)


class MaskLegend(ThemedWidget):
    """What the states look like, each with its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: tuple[tuple[MaskState, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_states(self, states: tuple[tuple[MaskState, str], ...]) -> None:
        """Explain these."""
        self._states = states
        self.setAccessibleName(", ".join(text for _, text in states))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        width = sum(metrics.horizontalAdvance(text) + metrics.height() * 2.6 for _, text in self._states)
        return QSize(round(width), round(metrics.height() * 1.5))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        metrics = QFontMetricsF(painter.font())
        line, left = metrics.height(), 1.0
        for state, text in self._states:
            swatch = QRectF(left, (self.height() - line) / 2, line * 1.4, line)
            paint_state(painter, swatch, state, self._theme)
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(swatch)
            width = metrics.horizontalAdvance(text)
            painter.setPen(QColor(self._theme.text))
            room = QRectF(swatch.right() + line * 0.3, 0, width + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
            left = room.right() + line * 0.7
        painter.end()
