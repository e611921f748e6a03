"""Tokens in columns, one for each layer, and bands between them as thick as what flows to the chosen output."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import RADIUS
from app.widgets.flow_layout import LEAST_SHARE, NEAREST, NUMBER, FlowContent, FlowLayout, lay_out
from app.widgets.keyboard import place_along
from app.widgets.number_text import percent, percentage
from app.widgets.spacing import apart
from app.widgets.themed import ThemedWidget, elided

MARGIN = 8.0
NODE_WIDTH = 5.0
BAND_OPACITY = 0.5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FlowDiagram(ThemedWidget):
    """Draws what it is given. Clicks and arrow keys say which output token is wished."""

    token_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: FlowContent | None = None
        self._layout: FlowLayout | None = None
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def set_flow(self, content: FlowContent, words: str = "") -> None:
        """Show this flow; ``words`` say the same to a screen reader."""
        self._content, self._words = content, words
        self._appearance_changed()
        self._retranslate()
        self.update()

    def output_rect(self, token: int) -> QRectF:
        """Return where the name of an output token stands."""
        assert self._content is not None
        return self._laid_out(self._content).output_rect(self._content, token, self.width() - MARGIN)

    def sizeHint(self) -> QSize:
        """Ask for a wide picture; the flow takes what it gets."""
        return QSize(640, 320)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for a few tokens."""
        return QSize(320, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the flow, which is kept as a picture."""
        painter = QPainter(self)
        if self._content is not None and len(self._content.inputs):
            content = self._content
            self._draw_kept(painter, (content,), lambda painter: self._paint(painter, content))
        self._draw_focus(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the output above or below, the first or the last one; every other key is the window's."""
        content = self._content
        count, now = (0, None) if content is None else (len(content.outputs), content.token)
        wished = place_along(event, now, count, downwards=True)
        if content is None or wished is None:
            super().keyPressEvent(event)
        elif wished != content.token:
            self.token_selected.emit(wished)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the output token under the pointer."""
        content = self._content
        if content is None or event.button() != Qt.MouseButton.LeftButton:
            return
        token = self._laid_out(content).output_at(content, event.position())
        if token is not None:
            self.token_selected.emit(token)

    def _laid_out(self, content: FlowContent) -> FlowLayout:
        if self._layout is None:
            room = QRectF(self.rect()).adjusted(MARGIN, MARGIN / 2, -MARGIN, -MARGIN / 2)
            self._layout = lay_out(room, content, QFontMetricsF(self._font()))
        return self._layout

    def resizeEvent(self, event: object) -> None:
        """Lay out anew."""
        self._layout = None

    def _appearance_changed(self) -> None:
        self._layout = None

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Flow through the layers; arrow keys choose the output token"))
        self.setAccessibleDescription(self._words)

    def _paint(self, painter: QPainter, content: FlowContent) -> None:
        layout = self._laid_out(content)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter, content, layout)
        self._paint_dots(painter, content, layout)
        for stage in range(len(content.bands)):
            self._paint_bands(painter, content, layout, stage)
        self._paint_nodes(painter, content, layout)
        self._paint_inputs(painter, content, layout)
        self._paint_outputs(painter, content, layout)

    def _paint_words(self, painter: QPainter, content: FlowContent, layout: FlowLayout) -> None:
        """The titles of the columns and of the groups of tokens."""
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.text_quiet))
        metrics, columns = QFontMetricsF(painter.font()), layout.columns
        gap = (columns[-1] - columns[0]) / max(len(columns) - 1, 1)
        every = max(
            1, int(np.ceil((max(map(metrics.horizontalAdvance, content.headings)) + 6) / max(gap, 1.0)))
        )
        last = len(columns) - 1
        for at in range(last, -1, -every):
            box = QRectF(columns[at] - gap * every / 2, layout.headings, gap * every, layout.line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, content.headings[at])
        if len(content.groups) > 1:
            for (title, _), top in zip(content.groups, layout.titles, strict=True):
                box = QRectF(MARGIN, top, layout.columns[0] - MARGIN, layout.line)
                painter.drawText(box, _LEFT, elided(metrics, title, box.width()))

    def _paint_dots(self, painter: QPainter, content: FlowContent, layout: FlowLayout) -> None:
        """A place for each token of each column, whether anything flows there or not."""
        radius = min(1.8, layout.pitch / 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.border))
        for x in layout.columns:
            for y in layout.rows:
                painter.drawEllipse(QPointF(x, y), radius, radius)

    def _paint_bands(self, painter: QPainter, content: FlowContent, layout: FlowLayout, stage: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        groups = content.group_of
        for below, left, right, height in layout.ends(content, stage):
            colour = self._colour(int(groups[below]))
            colour.setAlphaF(BAND_OPACITY)
            painter.fillPath(_band(left, right, max(height, 0.6)), colour)

    def _paint_nodes(self, painter: QPainter, content: FlowContent, layout: FlowLayout) -> None:
        groups, width = content.group_of, self._px(NODE_WIDTH)
        for x, shares in zip(layout.columns, content.masses, strict=True):
            for node in np.flatnonzero(shares >= LEAST_SHARE):
                height = max(float(shares[node]) * layout.thickness, 1.0)
                box = QRectF(x - width / 2, layout.rows[node] - height / 2, width, height)
                painter.fillRect(box, self._colour(int(groups[node])))

    def _paint_inputs(self, painter: QPainter, content: FlowContent, layout: FlowLayout) -> None:
        """Name, bar and exact share of the input tokens: of those that give most, where not all have room."""
        shares, groups = content.masses[0], content.group_of
        left, right = layout.bar
        reach, height = float(shares.max()) or 1.0, max(1.5, min(layout.pitch * 0.6, layout.line * 0.7))
        named = set(
            apart([int(at) for at in np.argsort(-shares, kind="stable")], layout.rows, layout.line * NEAREST)
        )
        for node, y in enumerate(layout.rows):
            width = float(shares[node]) / reach * (right - left)
            painter.fillRect(QRectF(left, y - height / 2, width, height), self._colour(int(groups[node])))
            if node in named:
                self._name_input(painter, content, layout, node)

    def _name_input(self, painter: QPainter, content: FlowContent, layout: FlowLayout, node: int) -> None:
        share, y, line = float(content.masses[0, node]), layout.rows[node], layout.line
        painter.setPen(QColor(self._theme.text if share else self._theme.text_quiet))
        painter.setFont(self._font())
        box = QRectF(MARGIN, y - line, layout.label_width, 2 * line)
        text = elided(QFontMetricsF(painter.font()), content.inputs[node], box.width())
        painter.drawText(box, _RIGHT, text)
        if share:
            painter.setFont(self._font(numeric=True))
            room = QFontMetricsF(painter.font()).horizontalAdvance(NUMBER) + 5
            number = QRectF(layout.bar[1], y - line, room, 2 * line)
            painter.drawText(number, _RIGHT, percentage(percent(share, 2)))

    def _paint_outputs(self, painter: QPainter, content: FlowContent, layout: FlowLayout) -> None:
        """The names of the outputs; the chosen one is lit, and named whatever room there is."""
        rows = layout.rows[content.first_output :]
        order = [content.token, *range(len(content.outputs))] if content.outputs else []
        for token in reversed(apart(order, rows, layout.line * NEAREST)):
            chosen = token == content.token
            box = layout.output_rect(content, token, self.width() - MARGIN)
            if chosen:
                self._light_up(painter, layout, box)
            painter.setFont(self._font(bold=chosen))
            painter.setPen(QColor(self._theme.text if chosen else self._theme.text_quiet))
            text = elided(QFontMetricsF(painter.font()), content.outputs[token], box.width() - 8)
            painter.drawText(box.adjusted(4, 0, -4, 0), _LEFT, text)

    def _light_up(self, painter: QPainter, layout: FlowLayout, box: QRectF) -> None:
        """A tag for the name, over its neighbours where they are near, and the node in the colour of choice."""
        painter.setPen(QPen(QColor(self._theme.accent), self._px(2)))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        node = QRectF(layout.columns[-1] - 3, box.center().y() - layout.thickness / 2, 6, layout.thickness)
        painter.fillRect(node, QColor(self._theme.accent))

    def _colour(self, group: int) -> QColor:
        return QColor(self._theme.heads[group % len(self._theme.heads)])


def _band(left: QPointF, right: QPointF, height: float) -> QPainterPath:
    """A band of that height that leaves both ends straight on."""
    middle, half = (left.x() + right.x()) / 2, height / 2
    path = QPainterPath(QPointF(left.x(), left.y() - half))
    path.cubicTo(middle, left.y() - half, middle, right.y() - half, right.x(), right.y() - half)
    path.lineTo(right.x(), right.y() + half)
    path.cubicTo(middle, right.y() + half, middle, left.y() + half, left.x(), left.y() + half)
    path.closeSubpath()
    return path
