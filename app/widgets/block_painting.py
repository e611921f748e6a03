"""Paint a block diagram: once what stays, and above it, for every moment of the walk, what is lit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from app.theme import RADIUS, Theme, blended
from app.widgets.block_contents import Placed
from app.widgets.block_layout import CIRCLES, PILE, Placement
from app.widgets.block_marks import NUMBERED, arrowhead, fold_mark, layer_marks, opens
from app.widgets.block_routing import Route
from app.widgets.blocks import Block, Look
from app.widgets.symbol_text import draw_symbols

HUES: dict[Look, int] = {
    "attention": 1,
    "feed_forward": 0,
    "norm": 5,
    "embedding": 3,
    "projection": 4,
    "softmax": 2,
}
"""Which of the theme's hues tints a block; the others stay grey. The hue only repeats what the name says."""

THIN_SPACE = "\u2009"
TINT, EDGE = 0.15, 0.5
Pictures = Callable[[Sequence[Block]], Sequence[QImage]]


@dataclass(frozen=True)
class Moment:
    """What is lit: the block of the step, those that it takes from, the arrows between, and how far it is.

    ``share`` is the part of the lit block's steps that is done, ``alpha`` how far the data is on the arrows.
    ``shown`` are blocks whose mark to fold or unfold is seen; ``layer`` and ``source_layers`` are lit in the
    line above the one layer that stands for all.
    """

    lit: str | None = None
    sources: frozenset[str] = frozenset()
    routes: tuple[Route, ...] = ()
    alpha: float = 1.0
    share: float = 1.0
    focused: str | None = None
    marked: frozenset[str] = frozenset()
    layers: frozenset[str] = frozenset()
    source_layers: frozenset[str] = frozenset()


class BlockPainter:
    """Paints one placement in one theme; keeps nothing between two paintings."""

    def __init__(
        self, placement: Placement, routes: Sequence[Route], theme: Theme, pictures: Pictures
    ) -> None:
        self._placement, self._routes = placement, routes
        self._theme, self._pictures = theme, pictures
        self._measures = placement.measures

    def paint(self, painter: QPainter) -> None:
        """Everything as it is while nothing is lit, but the pictures."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frames = [part for part in self._placement.placed.values() if part.node.form == "frame"]
        for frame in frames:
            self._paint_frame(painter, frame)
        self._paint_labels(painter)
        blocks = [part for part in self._placement.placed.values() if part.node.form != "frame"]
        for block in sorted(blocks, key=lambda part: part.node.form != "open"):
            self.paint_block(painter, block)
        for route in self._routes:
            self._paint_route(painter, route, QColor(self._theme.text_quiet), 1.2 * self._measures.unit)

    def paint_pictures(self, painter: QPainter) -> None:
        """What the blocks give out, on top: all that changes from one trace to the next of the same shape."""
        parts = [part for part in self._placement.placed.values() if not part.picture.isEmpty()]
        images = self._pictures([part.node.block for part in parts])
        for part, image in zip(parts, images, strict=True):
            self._paint_picture(painter, part.picture, image)

    def paint_lit(self, painter: QPainter, moment: Moment) -> None:
        """What is lit, above the rest but the pictures, however far the data has come."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placed, unit, accent = self._placement.placed, self._measures.unit, QColor(self._theme.accent)
        for path in moment.sources & placed.keys():
            self._outline(painter, placed[path], QPen(accent, 1.6 * unit, Qt.PenStyle.DotLine))
        for route in moment.routes:
            self._paint_route(painter, route, accent, 2.2 * unit)
        if moment.lit in placed:
            self._paint_lit(painter, placed[moment.lit])
        for path, part in placed.items():
            if part.node.form == "frame":
                self._paint_header(painter, part, moment)
            if path in moment.marked:
                self._paint_fold_mark(painter, part)
        if moment.focused in placed:
            rect = placed[moment.focused].rect.adjusted(-3, -3, 3, 3)
            painter.setPen(QPen(QColor(self._theme.text), 1.2 * unit, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, RADIUS + 2, RADIUS + 2)

    def paint_progress(self, painter: QPainter, moment: Moment) -> None:
        """How far the data has come, above what is lit."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if moment.lit in self._placement.placed:
            self._paint_share(painter, self._placement.placed[moment.lit], moment.share)
        if moment.alpha < 1:
            self._paint_dots(painter, moment)

    # Blocks.

    def paint_block(self, painter: QPainter, part: Placed, lit: bool = False) -> None:
        """One block with its name and its note."""
        if part.node.block.look in CIRCLES:
            self._paint_circle(painter, part, lit)
        else:
            self._paint_box(painter, part, lit)
            painter.setPen(QColor(self._theme.text))
            painter.setFont(part.name_font)
            if part.symbol:
                draw_symbols(painter, part.text, part.symbol)
            else:
                self._draw_lines(painter, part.text, part.lines)
        self._paint_note(painter, part)
        if part.node.block.edited:
            inwards = part.rect.width() * 0.15 if part.node.block.look in CIRCLES else 0.0
            self._paint_diamond(painter, part.rect.topLeft() + QPointF(inwards, inwards), 5)

    def _paint_box(self, painter: QPainter, part: Placed, lit: bool) -> None:
        fill, edge = self._colours(part.node.block.look, lit)
        unit = self._measures.unit
        if part.node.form == "pile":
            painter.setPen(QPen(edge, unit))
            painter.setBrush(fill)
            for shift in (PILE * unit, PILE / 2 * unit):
                painter.drawRoundedRect(part.rect.translated(shift * 0.6, -shift), RADIUS, RADIUS)
        if part.node.form == "open":
            fill = blended(self._theme.surface, fill, 0.35)
        painter.setPen(QPen(edge, (2.6 if lit else 1.0) * unit))
        painter.setBrush(fill)
        painter.drawRoundedRect(part.rect, RADIUS, RADIUS)

    def _colours(self, look: Look, lit: bool) -> tuple[QColor, QColor]:
        theme = self._theme
        if lit:
            return blended(theme.surface, theme.accent, 0.22), QColor(theme.accent)
        if look not in HUES:
            ground = theme.surface if look != "mask" else theme.raised
            return QColor(ground), blended(theme.border, theme.text_quiet, 0.3)
        hue = theme.heads[HUES[look]]
        return blended(theme.surface, hue, TINT), blended(theme.surface, hue, EDGE)

    def _paint_circle(self, painter: QPainter, part: Placed, lit: bool) -> None:
        rect, unit, theme = part.rect, self._measures.unit, self._theme
        painter.setPen(QPen(QColor(theme.accent if lit else theme.text_quiet), (2.6 if lit else 1.2) * unit))
        painter.setBrush(blended(theme.surface, theme.accent, 0.22) if lit else QColor(theme.surface))
        painter.drawEllipse(rect)
        painter.setPen(QPen(QColor(theme.text), 1.3 * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle, arm = rect.center(), rect.width() * 0.27
        if part.node.block.look == "sum":
            painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
        else:
            wave = QPainterPath(middle - QPointF(arm * 1.3, 0))
            wave.cubicTo(
                middle + QPointF(-arm * 0.4, -arm * 2.6),
                middle + QPointF(arm * 0.4, arm * 2.6),
                middle + QPointF(arm * 1.3, 0),
            )
            painter.drawPath(wave)

    def _paint_note(self, painter: QPainter, part: Placed) -> None:
        if part.note is None:
            return
        painter.save()
        painter.setFont(part.note.font)
        painter.setPen(QColor(self._theme.text_quiet))
        painter.translate(part.shape.center())
        width, height = part.shape.width(), part.shape.height()
        if part.note.upright:
            painter.rotate(-90)
            width, height = height, width
        draw_symbols(painter, QRectF(-width / 2, -height / 2, width, height), part.note.text)
        painter.restore()

    def _paint_picture(self, painter: QPainter, room: QRectF, image: QImage) -> None:
        painter.fillRect(room, QColor(self._theme.raised))
        pixels = ceil(room.width() * painter.device().devicePixelRatio())
        if pixels < image.width():  # the only bright column of a row must not fall between two pixels
            whole, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(pixels, image.height(), whole, smooth)
        painter.drawImage(room, image, QRectF(image.rect()))

    def _paint_diamond(self, painter: QPainter, middle: QPointF, reach: float) -> None:
        """The mark of what a what-if changed."""
        reach *= self._measures.unit
        ends = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.setPen(QPen(QColor(self._theme.surface), 1.2 * self._measures.unit))
        painter.setBrush(QColor(self._theme.warning))
        painter.drawPolygon(QPolygonF([middle + QPointF(*end) for end in ends]))

    def _draw_lines(self, painter: QPainter, rect: QRectF, lines: Sequence[str]) -> None:
        height = rect.height() / max(1, len(lines))
        for at, line in enumerate(lines):
            row = QRectF(rect.left() - 4, rect.top() + at * height - 2, rect.width() + 8, height + 4)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, line)

    # Layers, arrows, words below.

    def _paint_frame(self, painter: QPainter, frame: Placed) -> None:
        theme, unit = self._theme, self._measures.unit
        painter.setPen(QPen(QColor(theme.border), unit))
        painter.setBrush(blended(theme.background, theme.raised, 0.75))
        painter.drawRoundedRect(frame.rect, RADIUS * 2, RADIUS * 2)
        self._paint_note(painter, frame)

    def _paint_header(self, painter: QPainter, frame: Placed, moment: Moment) -> None:
        """How many layers there are and which of them this is; or the name of a layer among others."""
        stack = self._placement.stacks[frame.column]
        painter.setFont(self._measures.small_font)
        painter.setPen(QColor(self._theme.text_quiet))
        name = frame.node.block.name
        left = QRectF(frame.text)
        left.setRight(stack.middle - 3 * self._measures.unit)
        left.setLeft(frame.rect.left() + 17 * self._measures.unit)
        if frame.node.pile is not None:
            name = f"{len(frame.node.pile.children)}{THIN_SPACE}×"
        elif self._measures.small_metrics.horizontalAdvance(name) > left.width():
            name = frame.node.block.symbol
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        layers = frame.node.pile.children if frame.node.pile is not None else ()
        edited = [layer for layer in layers if layer.edited]
        if edited:
            self._paint_diamond(painter, frame.rect.topRight() + QPointF(-2, 2), 5)
        for block, rect in layer_marks(frame, stack, self._placement):
            self._paint_layer_mark(painter, rect, block, moment, shown=block is frame.node.block)
            if block in edited and len(edited) < len(layers):
                self._paint_diamond(painter, rect.topRight(), 3)

    def _paint_layer_mark(
        self, painter: QPainter, rect: QRectF, block: Block, moment: Moment, shown: bool
    ) -> None:
        theme, unit = self._theme, self._measures.unit
        dot = rect.adjusted(unit, unit, -unit, -unit)
        lit, source = block.path in moment.layers, block.path in moment.source_layers
        ground = theme.accent if lit else theme.text_quiet if shown else theme.surface
        painter.setBrush(QColor(ground))
        colour = QColor(theme.accent if lit or source else theme.text_quiet)
        style = Qt.PenStyle.DotLine if source and not lit else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, (1.8 if source else 1.0) * unit, style))
        painter.drawEllipse(dot)
        if rect.width() >= NUMBERED * unit:
            painter.setPen(QColor(theme.accent_text if lit else theme.surface if shown else theme.text))
            painter.drawText(dot.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, block.symbol)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setFont(self._measures.small_font)
        painter.setPen(QColor(self._theme.text_quiet))
        for stack in self._placement.stacks:
            self._draw_lines(painter, stack.label, stack.label_lines)

    def _paint_route(self, painter: QPainter, route: Route, colour: QColor, width: float) -> None:
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        for line in route.lines:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(line)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(arrowhead(line, self._measures.head * (1.25 if width > 2 else 1.0)))

    # What is lit.

    def _paint_lit(self, painter: QPainter, part: Placed) -> None:
        if part.node.form in ("open", "frame"):
            self._outline(painter, part, QPen(QColor(self._theme.accent), 2.6 * self._measures.unit))
        else:
            self.paint_block(painter, part, lit=True)

    def _paint_share(self, painter: QPainter, part: Placed, share: float) -> None:
        """A line at the foot of a block, as long as the share of its steps that is done."""
        unit = self._measures.unit
        if part.node.form not in ("open", "frame") and len(part.node.block.steps) > 1:
            left, foot = part.rect.left() + RADIUS, part.rect.bottom() + 1.2 * unit
            pen = QPen(QColor(self._theme.accent), 3 * unit)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(
                QPointF(left, foot), QPointF(left + (part.rect.width() - 2 * RADIUS) * share, foot)
            )

    def _outline(self, painter: QPainter, part: Placed, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if part.node.block.look in CIRCLES:
            painter.drawEllipse(part.rect)
        else:
            painter.drawRoundedRect(part.rect, RADIUS, RADIUS)

    def _paint_dots(self, painter: QPainter, moment: Moment) -> None:
        radius = 4 * self._measures.unit
        painter.setPen(QPen(QColor(self._theme.surface), 1.4 * self._measures.unit))
        painter.setBrush(QColor(self._theme.accent))
        for line in (line for route in moment.routes for line in route.lines):
            painter.drawEllipse(line.pointAtPercent(min(1.0, max(0.0, moment.alpha))), radius, radius)

    def _paint_fold_mark(self, painter: QPainter, part: Placed) -> None:
        rect, unit = fold_mark(part, self._placement), self._measures.unit
        painter.setPen(QPen(QColor(self._theme.text_quiet), unit))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawEllipse(rect)
        middle, arm = rect.center(), rect.width() * 0.25
        painter.setPen(QPen(QColor(self._theme.text), 1.4 * unit))
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        if opens(part):
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
