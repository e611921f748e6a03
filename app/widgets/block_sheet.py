"""A figure as it is laid out in its room, and what was painted of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.widgets.block_layout import Placement
from app.widgets.block_painting import BlockPainter, Moment
from app.widgets.block_routing import routes
from app.widgets.block_scene import Scene
from app.widgets.kept_pictures import empty_picture


class Sheet:
    """Keeps three pictures, each on top of the one before: the figure, what is lit, what its blocks give out."""

    def __init__(self, scene: Scene, placement: Placement, room: QSize) -> None:
        self.scene, self.placement = scene, placement
        self.routes = routes(placement)
        size = placement.size.toSize()
        self.size = size.expandedTo(room)
        self.offset = QPointF(0, max(0, (room.height() - size.height()) // 2))
        self._plain: QPixmap | None = None
        self._lit: QPixmap | None = None
        self._shown: Moment | None = None
        self._filled: QPixmap | None = None

    def forget_pictures(self) -> None:
        """The blocks give out something else."""
        self._filled = None

    def paint(self, painter: QPainter, paints: BlockPainter, moment: Moment) -> None:
        """Paint all of it with strokes that stay strokes."""
        painter.save()
        painter.translate(self.offset)
        paints.paint(painter)
        paints.paint_lit(painter, moment)
        paints.paint_pictures(painter)
        painter.restore()

    def picture(self, widget: QWidget, paints: BlockPainter, moment: Moment) -> QPixmap:
        """Return all of it as pixels, painted as far as it is new."""
        if self._plain is None or self._plain.devicePixelRatio() != widget.devicePixelRatioF():
            self._plain, self._lit = self._with(empty_picture(widget), paints.paint), None
        shown = replace(moment, alpha=1.0, share=1.0)  # how far the data has come is not kept
        if self._lit is None or self._shown != shown:
            self._shown = shown
            self._lit = self._with(self._plain, lambda painter: paints.paint_lit(painter, moment))
            self._filled = None
        if self._filled is None:
            self._filled = self._with(self._lit, paints.paint_pictures)
        return self._filled

    def _with(self, below: QPixmap, paint: Callable[[QPainter], None]) -> QPixmap:
        picture = QPixmap(below)
        painter = QPainter(picture)
        painter.translate(self.offset)
        paint(painter)
        painter.end()
        return picture
