"""Two matrices of the same tokens over each other: left of a divider one is seen, right of it the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.theme import SIZE_BODY, Theme
from app.widgets.heatmap import HeatMap
from app.widgets.kept_pictures import OwnPicture
from app.widgets.matrix_content import MatrixContent
from app.widgets.matrix_layout import MatrixLayout
from app.widgets.matrix_marks import paint_number
from app.widgets.matrix_painting import MatrixPainter
from app.widgets.number_text import significant
from app.widgets.scale import Mask, Numbers, Scale
from app.widgets.wipe_divider import WIDTH, WipeDivider


class Wipe(HeatMap):
    """The right matrix is that of the heat map; the left one lies over it up to the divider, cell on cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: MatrixContent | None = None
        self._left_picture = OwnPicture()
        self._left_exact = False
        self._share: float | None = None
        self.divider = WipeDivider(self)
        self.divider.dragged.connect(self._on_dragged)
        self.divider.stepped.connect(self._on_stepped)
        self.divider.ended.connect(lambda right: self.set_share(float(right)))

    def set_left(self, values: Numbers, hatched: Mask, scale: Scale) -> None:
        """Lay this matrix over the one that is shown, which has the same shape and labels."""
        assert self._content is not None
        own = np.array(values, dtype=np.float32)
        self._left = replace(self._content, values=own, hatched=np.array(hatched, bool), scale=scale)
        self._appearance_changed()

    def share(self) -> float:
        """How much of the room of the cells lies left of the divider: at first up to the column in the middle."""
        if self._share is None:
            return round(self._window.columns / 2) / max(1, self._window.columns)
        return self._share

    def set_share(self, share: float) -> None:
        """Move the divider."""
        self._share = min(max(share, 0.0), 1.0)
        self._place_divider()
        self.update()

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours and the text size, for the divider too."""
        super().set_theme(theme, scale)
        self.divider.set_theme(theme, scale)

    def _paint_matrix(self, painter: QPainter, content: MatrixContent, layout: MatrixLayout) -> None:
        super()._paint_matrix(painter, content, layout)
        left = self._left_part()
        if left is None:
            return
        painter.save()
        cells = layout.cells.adjusted(-1, -1, 1, 1)
        painter.setClipRect(QRectF(cells.topLeft(), cells.bottomRight()).intersected(self._left_side()))
        parts = self._matrix_painter(left, layout)
        self._left_picture.draw(painter, self, partial(self._paint_left_values, parts))
        painter.restore()

    def _paint_number(
        self,
        painter: QPainter,
        content: MatrixContent,
        layout: MatrixLayout,
        place: tuple[int, int] | None,
    ) -> None:
        """Tell the number of the matrix that is seen there, on its own side of the divider."""
        left = self._left_part()
        if left is None or place is None:
            super()._paint_number(painter, content, layout, place)
            return
        cell, side = layout.cell(*place), QRectF(layout.cells)
        if is_left := cell.center().x() < self._edge():
            side.setRight(self._edge() - WIDTH / 2)
        else:
            side.setLeft(self._edge() + WIDTH / 2)
        value = float((left if is_left else content).values[place])
        if not np.isnan(value) and not (self._left_exact if is_left else self._exact):
            painter.setFont(self._font(SIZE_BODY, numeric=True))
            text = significant(value)
            paint_number(
                painter, self._number_place(painter, text, cell, layout.cells, side), self._theme, text
            )

    def _paint_left_values(self, parts: MatrixPainter, painter: QPainter) -> None:
        self._left_exact = parts.paint_values(painter)

    def _left_part(self) -> MatrixContent | None:
        """What is in view of the left matrix; nothing where the right one has another shape by now."""
        if (
            self._left is None
            or self._content is None
            or self._left.values.shape != self._content.values.shape
        ):
            return None
        return self._left.part(self._window.row_slice, self._window.column_slice)

    def _edge(self) -> float:
        cells = self.matrix_rect()
        return cells.left() + self.share() * cells.width()

    def _left_side(self) -> QRectF:
        return QRectF(0, 0, self._edge(), self.height())

    def _place_divider(self) -> None:
        cells = self.matrix_rect().toRect()
        self.divider.setVisible(self._left_part() is not None and not cells.isEmpty())
        self.divider.setGeometry(round(self._edge() - WIDTH / 2), cells.top(), WIDTH, cells.height())

    def _appearance_changed(self) -> None:
        super()._appearance_changed()
        self._left_picture.forget()
        self._place_divider()

    def _on_dragged(self, x: float) -> None:
        cells = self.matrix_rect()
        self.set_share((x - cells.left()) / max(1.0, cells.width()))

    def _on_stepped(self, columns: int) -> None:
        count = max(1, self._window.columns)
        self.set_share((round(self.share() * count) + columns) / count)
