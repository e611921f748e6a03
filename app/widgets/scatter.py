"""Named points in a plane, with lines between them: both axes have the same unit, so distances are true."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import blended
from app.widgets.keyboard import arrow
from app.widgets.scatter_labels import Name, placed
from app.widgets.scatter_marks import Picture, Weight, paint_mark
from app.widgets.themed import ThemedWidget, elided, legible

RADIUS: dict[Weight, float] = {"strong": 6.5, "plain": 4.5, "faint": 2.5}
NEAR = 14.0
"""A click this close to a point, in pixels, means it."""
THICK, BEAD = 2.0, 8.0


class Scatter(ThemedWidget):
    """Shows what it is given. Clicks name a mark, arrow keys a way to go; what they mean is said outside."""

    mark_selected = Signal(int)
    moved = Signal(int, int)  # to the right, downwards

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Picture()
        self._preview: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture) -> None:
        """Show this picture in the place of the former one."""
        self._shown, self._preview = picture, None
        chosen = None if picture.selected is None else picture.marks[picture.selected]
        self.setAccessibleName(picture.name)
        self.setAccessibleDescription("" if chosen is None else chosen.name or chosen.label)
        self.update()

    def picture(self) -> Picture:
        """What is shown."""
        return self._shown

    def place(self, index: int) -> QPointF:
        """Where a mark is painted."""
        return self._places()[index]

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for a few names."""
        return QSize(240, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the axes, then lines, then points, then names."""
        painter = QPainter(self)
        if self._shown.marks:
            self._draw_kept(painter, (self._shown, self._preview), self._paint)
        self._draw_focus(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say which way an arrow points; every other key is left to the window."""
        way = arrow(event)
        if way is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(*reversed(way))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Name the mark under the pointer."""
        found = self._mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.mark_selected.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Write the name of the mark under the pointer, also where there was no room for it."""
        self._set_preview(self._mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """End the preview."""
        self._set_preview(None)
        super().leaveEvent(event)

    def _set_preview(self, index: int | None) -> None:
        if index != self._preview:
            self._preview = index
            self.update()

    def _mark_at(self, where: QPointF) -> int | None:
        def distance(index: int) -> float:
            return QLineF(places[index], where).length()

        places = self._places()
        # Where marks lie on one another, the one that stands out is meant.
        order = sorted(range(len(places)), key=lambda at: (round(distance(at)), -self._radius(at)))
        return order[0] if order and distance(order[0]) <= self._px(NEAR) else None

    def _box(self) -> QRectF:
        line = QFontMetricsF(self._font()).height()
        return QRectF(self.rect()).adjusted(1.6 * line, 1.6 * line, -line, -1.6 * line)

    def _places(self) -> list[QPointF]:
        """Every mark in the box, which they fill in one direction and are centred in in the other."""
        box = self._box()
        xs, ys = [mark.x for mark in self._shown.marks], [mark.y for mark in self._shown.marks]
        middle = QPointF((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2) if xs else QPointF()
        unit = self._unit(box)
        return [
            box.center() + QPointF((x - middle.x()) * unit, (middle.y() - y) * unit)
            for x, y in zip(xs, ys, strict=True)
        ]

    def _unit(self, box: QRectF) -> float:
        """Pixels for a length of 1."""
        margin = self._px(20)
        room = max(1.0, box.width() - 3 * margin), max(1.0, box.height() - 2 * margin)
        sides = [mark.x for mark in self._shown.marks], [mark.y for mark in self._shown.marks]
        spans = [max(side) - min(side) for side in sides]
        units = [length / span for length, span in zip(room, spans, strict=True) if span > 0]
        return min(units, default=1.0)

    def _radius(self, index: int) -> float:
        return self._px(RADIUS[self._shown.marks[index].weight])

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, places = self._box(), self._places()
        self._paint_axes(painter, box, places)
        self._paint_legend(painter)
        for link in self._shown.links:
            pen = QPen(self._colour(link.hue, link.faint), self._px(link.width))
            if link.faint:
                pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.drawLine(places[link.start], places[link.end])
        order = sorted(range(len(places)), key=lambda at: (self._radius(at), at == self._shown.selected))
        for at in order:
            mark = self._shown.marks[at]
            paint_mark(
                painter, places[at], self._radius(at), mark.shape, self._colour(mark.hue, False), self._theme
            )
        self._paint_selected(painter, places)
        self._paint_names(painter, box, places)

    def _colour(self, hue: int, faint: bool) -> QColor:
        colour = QColor(self._theme.heads[hue % len(self._theme.heads)])
        return blended(colour, self._theme.background, 0.45) if faint else colour

    def _paint_axes(self, painter: QPainter, box: QRectF, places: list[QPointF]) -> None:
        """The two axes through 0, and along the edges what they are."""
        painter.setPen(QPen(QColor(self._theme.border), 1))
        unit, mark = self._unit(box), self._shown.marks[0]
        origin = places[0] + QPointF(-mark.x * unit, mark.y * unit)
        if box.left() < origin.x() < box.right():
            painter.drawLine(QPointF(origin.x(), box.top()), QPointF(origin.x(), box.bottom()))
        if box.top() < origin.y() < box.bottom():
            painter.drawLine(QPointF(box.left(), origin.y()), QPointF(box.right(), origin.y()))
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.text_quiet))
        line = QFontMetricsF(painter.font()).height()
        below = QRectF(box.left(), box.bottom() + 0.3 * line, box.width(), 1.2 * line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._shown.titles[0])
        painter.save()
        painter.translate(0.8 * line, box.center().y())
        painter.rotate(-90)
        beside = QRectF(-box.height() / 2, -0.6 * line, box.height(), 1.2 * line)
        title = elided(QFontMetricsF(painter.font()), self._shown.titles[1], box.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, title)
        painter.restore()

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(self._font())
        metrics = QFontMetricsF(painter.font())
        left, middle = 1.6 * metrics.height(), 0.8 * metrics.height()
        for shape, hue, text in self._shown.legend:
            radius = self._px(RADIUS["plain"])
            paint_mark(
                painter, QPointF(left + radius, middle), radius, shape, self._colour(hue, False), self._theme
            )
            painter.setPen(QColor(self._theme.text))
            left += 2 * radius + 0.4 * metrics.height()
            painter.drawText(QPointF(left, middle + metrics.ascent() / 2 - 1), text)
            left += metrics.horizontalAdvance(text) + 1.2 * metrics.height()

    def _paint_selected(self, painter: QPainter, places: list[QPointF]) -> None:
        if self._shown.selected is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), self._px(2)))
            reach = self._radius(self._shown.selected) + self._px(4)
            painter.drawEllipse(places[self._shown.selected], reach, reach)

    def _paint_names(self, painter: QPainter, box: QRectF, places: list[QPointF]) -> None:
        """Write the names, those that stand out first, as far as there is room for them."""
        metrics = QFontMetricsF(self._font())
        order = self._named()
        names = [self._name(metrics, at, places[at]) for at in order]
        for at, name, place in zip(order, names, placed(names, self._taken(places), box), strict=True):
            if place is not None:
                self._paint_name(painter, at, name, place)

    def _taken(self, places: list[QPointF]) -> list[QRectF]:
        """What no name may cover: the points, and the thick lines, as beads a few pixels apart."""
        radii = [self._radius(at) for at in range(len(places))]
        points = [
            QRectF(-r, -r, 2 * r, 2 * r).translated(place) for place, r in zip(places, radii, strict=True)
        ]
        lines = [
            QLineF(places[link.start], places[link.end]) for link in self._shown.links if link.width >= THICK
        ]
        beads = [
            QRectF(-1, -1, 2, 2).translated(line.pointAt(at / (line.length() // BEAD + 1)))
            for line in lines
            for at in range(int(line.length() // BEAD) + 1)
        ]
        return points + beads

    def _named(self) -> list[int]:
        rank = {"strong": 1, "plain": 2, "faint": 3}
        first = {self._preview, self._shown.selected} - {None}
        shown = [
            at
            for at, mark in enumerate(self._shown.marks)
            if mark.label and (mark.weight != "faint" or at in first)
        ]
        return sorted(shown, key=lambda at: (0 if at in first else rank[self._shown.marks[at].weight], at))

    def _name(self, metrics: QFontMetricsF, at: int, place: QPointF) -> Name:
        text = legible(metrics, self._shown.marks[at].label)
        reach = self._radius(at) + (self._px(5) if at == self._shown.selected else 0)
        return Name(place, reach, QSizeF(metrics.horizontalAdvance(text) + 4, metrics.height()))

    def _paint_name(self, painter: QPainter, at: int, name: Name, place: QRectF) -> None:
        bold = at in (self._shown.selected, self._preview)
        edge = QPointF(
            min(max(name.point.x(), place.left()), place.right()),
            min(max(name.point.y(), place.top()), place.bottom()),
        )
        painter.setPen(QPen(QColor(self._theme.text_quiet), 0.8))
        if QLineF(edge, name.point).length() > name.radius + self._px(6):
            painter.drawLine(edge, name.point)
        ground = QColor(self._theme.background)
        ground.setAlphaF(0.75)
        painter.fillRect(place, ground)
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.accent if bold else self._theme.text))
        metrics = QFontMetricsF(painter.font())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, legible(metrics, self._shown.marks[at].label))
